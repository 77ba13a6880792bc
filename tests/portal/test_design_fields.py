"""Our fields against the reference HTML of GOV.UK Frontend.

Known differences, left out of the comparison: names of ids; `aria-invalid`; the triangle and its span in errors; the
medium size of labels; `cols`; `data-count-type` and the counter's texts; options that cannot be
chosen (we leave them out). In dates: the group's id, `autocomplete`
(ours always says bday-*), and the red edge, which comes from the group.
"""

import json
from pathlib import Path

import pytest
from bs4 import BeautifulSoup, Tag
from django import forms
from django.template.loader import render_to_string
from django.utils.translation import override

from forms.intakes.dates import DatePartsWidget

REFERENCE = Path(__file__).parent / "govuk_fixtures"
REFERRING = ("for", "aria-describedby", "href")
IGNORED_ATTRIBUTES = {"id", "class", "aria-invalid", "cols", "data-count-type", "disabled", *REFERRING}
IGNORED_CLASSES = {"govuk-label--m", "govuk-fieldset__legend--m"}
WIDGETS = {
    "input": forms.TextInput,
    "textarea": forms.Textarea,
    "character-count": forms.Textarea,
    "select": forms.Select,
    "radios": forms.RadioSelect,
    "checkboxes": forms.CheckboxSelectMultiple,
    "date-input": lambda attrs: DatePartsWidget("bday"),
}
FIXTURES = [
    ("input", "default"),
    ("input", "with hint text"),
    ("input", "with error message"),
    ("input", "with error and hint"),
    ("input", "with width-2 class"),
    ("textarea", "default"),
    ("textarea", "with hint"),
    ("textarea", "with error message"),
    ("character-count", "default"),
    ("character-count", "with hint"),
    ("select", "default"),
    ("select", "with hint text and error message"),
    ("radios", "with hint"),
    ("radios", "with fieldset and error message"),
    ("checkboxes", "default"),
    ("checkboxes", "with hint"),
    ("date-input", "default"),
    ("date-input", "with error message and hint"),
]


@pytest.fixture(autouse=True)
def english():
    with override("en"):
        yield


def reference(component: str, name: str) -> BeautifulSoup:
    return parse(json.loads((REFERENCE / f"{component}.json").read_text())[name])


def parse(html: str) -> BeautifulSoup:
    return BeautifulSoup(html, "html.parser")


def text_of(soup: BeautifulSoup, selector: str) -> str:
    found = soup.select_one(selector)
    return " ".join(found.get_text().split()) if found else ""


def form_like(soup: BeautifulSoup, component: str) -> forms.Form:
    """A form of one field that says the same as the reference: its label, hint, error, choices and values."""
    controls = soup.select("input, select, textarea")
    name = controls[0]["name"]
    choices = soup.select("option") or soup.select("[type=radio], [type=checkbox]")
    widget = WIDGETS[component](attrs(controls[0]))
    if choices:
        widget.choices = [(choice["value"], label_of(soup, choice)) for choice in choices]
    if component == "character-count":
        field = forms.CharField(widget=widget, max_length=int(soup.div["data-maxlength"]))
    else:
        field = forms.Field(widget=widget)
    field.label = text_of(soup, "legend") or text_of(soup, "label")
    field.help_text = text_of(soup, ".govuk-hint:not(.govuk-character-count__message)")
    if choices:
        field.initial = [choice["value"] for choice in choices if choice.has_attr("checked")]
        if component == "select":
            field.initial = "".join(choice["value"] for choice in choices if choice.has_attr("selected"))
    form = type("Like", (forms.Form,), {name: field, "use_required_attribute": False})
    return answered(form(initial={name: field.initial}), name, text_of(soup, ".govuk-error-message"))


def attrs(control: Tag) -> dict[str, str]:
    own = {name: control[name] for name in ("spellcheck", "rows", "autocomplete") if control.has_attr(name)}
    widths = [one for one in control["class"] if "--width" in one]
    return own | ({"class": " ".join(widths)} if widths else {})


def label_of(soup: BeautifulSoup, choice: Tag) -> str:
    return choice.get_text().strip() if choice.name == "option" else text_of(soup, f'label[for="{choice["id"]}"]')


def answered(form: forms.Form, name: str, error: str) -> forms.Form:
    form._errors = forms.utils.ErrorDict()
    if error:
        form._errors[name] = form.error_class([error.removeprefix("Error: ")])
    return form


def shape(soup: BeautifulSoup) -> list:
    """The tree as nested lists. Ids become the place of the element that bears them."""
    for drawing in soup.select("svg"):
        drawing.decompose()
    for wrapper in soup.select(".govuk-error-message > span:not([class])"):
        wrapper.unwrap()
    places = {element["id"]: (element.name, place) for place, element in enumerate(soup.select("[id]"))}
    return [outline(element, places) for element in soup.find_all(recursive=False)]


def outline(element: Tag, places: dict) -> tuple:
    attributes = {
        name: value for name, value in element.attrs.items() if name not in IGNORED_ATTRIBUTES and "i18n" not in name
    }
    targets = {name: targets_of(element[name], places) for name in REFERRING if element.has_attr(name)}
    own_text = " ".join("".join(element.find_all(string=True, recursive=False)).split())
    children = [outline(child, places) for child in element.find_all(recursive=False)]
    classes = sorted(set(element.get("class", [])) - IGNORED_CLASSES)
    return element.name, classes, sorted(attributes.items()), targets, own_text, children


def targets_of(value: str, places: dict) -> list:
    """What an attribute points at; an id that is not on the page raises KeyError."""
    return sorted(places[one.lstrip("#")] for one in value.split())


@pytest.mark.parametrize(("component", "name"), FIXTURES)
def test_a_field_has_the_markup_of_the_reference(component, name):
    expected = reference(component, name)
    form = form_like(expected, component)
    (field,) = form
    ours = parse(field.as_field_group())
    if component == "date-input":
        even_out_dates(ours, expected)
    if component == "character-count":
        say_characters(ours)
    assert shape(ours) == shape(expected)


def even_out_dates(ours: BeautifulSoup, expected: BeautifulSoup) -> None:
    del expected.select_one(".govuk-date-input")["id"]
    for part, model in zip(ours.select("input"), expected.select("input"), strict=True):
        part["name"] = model["name"]
        del part["autocomplete"]
        model["class"] = [one for one in model["class"] if one != "govuk-input--error"]


def say_characters(ours: BeautifulSoup) -> None:
    message = ours.select_one(".govuk-character-count__message")
    message.string = message.get_text().replace("write", "enter").replace("signs", "characters")


class BoxForm(forms.Form):
    use_required_attribute = False
    agree = forms.BooleanField(label="I agree", help_text="Read it first")
    more = forms.CharField(label="More", required=False, max_length=1500, widget=forms.Textarea)
    secret = forms.CharField(widget=forms.HiddenInput)


def test_one_box_alone_is_a_checkbox_with_its_hint_and_error():
    soup = parse(BoxForm({"more": ""})["agree"].as_field_group())
    box = soup.select_one(".govuk-checkboxes__item > input.govuk-checkboxes__input")
    assert box["aria-describedby"] == "id_agree_helptext id_agree_error"
    assert text_of(soup, "label.govuk-checkboxes__label") == "I agree"
    assert text_of(soup, "#id_agree_error") == "Error: This field is required."


def test_only_what_is_optional_says_so_and_nothing_is_starred():
    soup = parse(str(BoxForm()))
    assert text_of(soup, 'label[for="id_more"]') == "More (optional)"
    assert text_of(soup, 'label[for="id_agree"]') == "I agree"
    assert not soup.select("[required]")
    assert "*" not in soup.get_text()


def test_a_long_text_is_counted_and_never_cut():
    soup = parse(BoxForm()["more"].as_field_group())
    assert soup.div["data-maxlength"] == "1500"
    assert not soup.textarea.has_attr("maxlength")
    assert text_of(soup, "#id_more-info") == "You can write up to 1 500 signs"
    assert soup.div["data-i18n.characters-under-limit.other"] == "You have %{count} signs left"


def test_hidden_fields_stay_hidden():
    soup = parse(str(BoxForm()))
    assert soup.select_one("input[name=secret]")["type"] == "hidden"
    assert len(soup.select(".govuk-form-group")) == 2


def test_what_people_typed_is_escaped():
    form = BoxForm({"more": "</textarea><script>alert(1)</script>"})
    form.add_error("more", "<b>bold</b>")
    assert not parse(str(form)).select("script, b")


class TwoErrorsForm(forms.Form):
    name = forms.CharField(error_messages={"required": "Type your name"})
    reply = forms.ChoiceField(
        choices=[("a", "A")], widget=forms.RadioSelect, error_messages={"required": "Choose an answer"}
    )


@pytest.mark.django_db
def test_the_error_summary_counts_and_leads_to_each_field():
    form = TwoErrorsForm({})
    soup = parse(render_to_string("includes/error_summary.html", {"form": form}))
    assert text_of(soup, "h2") == "Two answers to correct"
    page = parse(str(form))
    for link in soup.select("a"):
        assert page.select_one(link["href"]).name == "input"
    assert [link.get_text() for link in soup.select("a")] == ["Type your name", "Choose an answer"]


@pytest.mark.django_db
def test_the_error_summary_has_the_markup_of_the_reference():
    expected = reference("error-summary", "default")
    ours = parse(render_to_string("includes/error_summary.html", {"form": TwoErrorsForm({})}))
    for soup in (expected, ours):
        for link in soup.select("a"):
            link["href"], link.string = "", "link"
        soup.h2.string = "title"
    assert shape(ours) == shape(expected)


@pytest.mark.django_db
def test_an_error_of_the_whole_form_is_said_without_a_link():
    form = TwoErrorsForm({"name": "Inès", "reply": "a"})
    form.add_error(None, "Send it again")
    soup = parse(render_to_string("includes/error_summary.html", {"form": form}))
    assert text_of(soup, "li") == "Send it again"
    assert not soup.select("a")


def test_no_error_no_summary():
    assert not render_to_string("includes/error_summary.html", {"form": TwoErrorsForm()}).strip()
