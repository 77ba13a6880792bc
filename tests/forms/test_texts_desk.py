"""The screen where staff set texts, lists and dates: who may, what is kept, how one comes back, what the log says."""

import html
import re
from datetime import date

import pytest
from django.contrib.auth.models import Group, User
from django.urls import reverse
from wagtail.models import ModelLogEntry

from forms.intakes import INTAKES
from forms.models import IntakeSettings
from tests.database import settle_roles

pytestmark = pytest.mark.django_db
PAGE = reverse("wording:step", args=["colocation", "heures"])
HELP, TALENTS = "heures/slots/help", "heures/talents"


@pytest.fixture
def enter(client):
    """Signs the client in as a member of a role."""
    settle_roles()

    def sign_in(role: str):
        user = User.objects.create_user(role)
        user.groups.add(Group.objects.get(name=role))
        client.force_login(user)
        return client

    return sign_in


def filled(client, url: str = PAGE) -> dict[str, str]:
    """What a browser posts from the page as it is shown: boxes, and what they held at first."""
    form = client.get(url).context["form"]
    values = {}
    for bound in form:
        value = bound.value()
        if value not in (None, False, ""):
            values[bound.html_name] = "on" if value is True else value
        if bound.field.show_hidden_initial:
            values[bound.html_initial_name] = value
    return values


def kept() -> IntakeSettings:
    return IntakeSettings.of("colocation")


def test_saving_a_page_as_it_is_keeps_and_logs_nothing(enter):
    editor = enter("communication")
    assert editor.post(PAGE, filled(editor)).status_code == 302
    assert (kept().texts.get("fr", {}), kept().choices) == ({}, {})
    assert not ModelLogEntry.objects.filter(action__startswith="forms.").exists()


def test_a_changed_text_is_kept_and_logged_and_an_empty_box_gives_the_original_back(enter):
    editor = enter("communication")
    editor.post(PAGE, filled(editor) | {HELP: "  Un  moment suffit. "})
    assert kept().texts["fr"] == {HELP: "Un moment suffit."}
    entry = ModelLogEntry.objects.get(action="forms.reworded")
    assert (entry.data["place"], entry.data["before"], entry.data["after"]) == (HELP, "", "Un moment suffit.")
    assert "Un moment suffit." in html.unescape(entry.message)
    editor.post(PAGE, filled(editor) | {HELP: ""})
    assert kept().texts["fr"] == {}


def test_the_button_brings_one_original_back_and_keeps_the_other_boxes(enter):
    editor = enter("redaction-chef")
    label = "heures/slots/label"
    editor.post(PAGE, filled(editor) | {HELP: "Un moment suffit.", label: "Quand ?"})
    page = editor.get(PAGE).content.decode()
    assert f'name="restore" value="{HELP}"' in page.replace("\n", " ")
    editor.post(PAGE, filled(editor) | {"restore": HELP})
    assert kept().texts["fr"] == {label: "Quand ?"}


def test_two_people_on_one_page_do_not_undo_each_other(enter):
    editor = enter("communication")
    before = filled(editor)
    editor.post(PAGE, before | {HELP: "Un moment suffit."})
    editor.post(PAGE, before | {"heures//lead": "Parlons-en."})
    assert kept().texts["fr"] == {HELP: "Un moment suffit.", "heures//lead": "Parlons-en."}


def test_lists_are_ordered_hidden_and_added_to(enter):
    editor = enter("communication")
    changes = {
        f"rank:{TALENTS}/=sport": "0",
        f"hide:{TALENTS}/=music": "on",
        "add:talents": "Jouer aux échecs",
    }
    editor.post(PAGE, filled(editor) | changes)
    arranged = kept().choices[TALENTS]
    assert arranged["order"][0] == "sport"
    assert arranged["hidden"] == ["music"]
    assert arranged["order"][-1] == "plus-jouer-aux-echecs"
    assert filled(editor)[f"hide:{TALENTS}/=music"] == "on"
    assert kept().texts["fr"] == {f"{TALENTS}/=plus-jouer-aux-echecs": "Jouer aux échecs"}


@pytest.mark.parametrize(
    "change",
    [
        {"hide:heures/languages/=lsf": "on"},
        {f"{TALENTS}/=plus-jouer": ""},
        {HELP: "x" * 301},
        {f"rank:{TALENTS}/=sport": "premier"},
    ],
    ids=["hides a named choice", "empties an added choice", "too long", "no number"],
)
def test_what_cannot_be_is_said_and_nothing_is_saved(enter, change):
    editor = enter("communication")
    editor.post(PAGE, filled(editor) | {"add:talents": "Jouer"})
    before = kept()
    page = editor.post(PAGE, filled(editor) | {"heures//lead": "Parlons-en."} | change)
    assert page.status_code == 200
    assert page.context["form"].errors
    assert (kept().texts, kept().choices) == (before.texts, before.choices)


def test_hiding_every_choice_is_refused(enter):
    editor = enter("communication")
    every = {
        f"hide:{TALENTS}/={key}": "on"
        for key in dict(dict(INTAKES["colocation"].steps)["heures"]().fields["talents"].choices)
    }
    assert editor.post(PAGE, filled(editor) | every).context["form"].errors
    assert kept().choices == {}


def test_what_people_agree_to_is_not_edited_here(enter):
    editor = enter("communication")
    fields = editor.get(reverse("wording:step", args=["colocation", "verifier"])).context["form"].fields
    assert "verifier/commitment/label" not in fields
    assert "verifier//lead" in fields


def test_translators_change_english_words_and_nothing_else(enter):
    translator = enter("traduction")
    english = filled(translator)
    assert not [name for name in english if name.startswith(("rank:", "hide:", "add:"))]
    translator.post(PAGE, english | {HELP: "One moment is enough.", "add:talents": "Chess"})
    assert kept().texts == {"en": {HELP: "One moment is enough."}}
    assert translator.get(f"{PAGE}?langue=fr").status_code == 404
    assert translator.post(f"{PAGE}?langue=fr", {HELP: "Un moment."}).status_code == 404
    dates = reverse("wording:intake", args=["colocation"])
    assert translator.get(dates).context["form"] is None
    translator.post(dates, {"opens_on": "2030-01-01"})
    assert kept().opens_on is None


@pytest.mark.parametrize("role", ["colocation", "responsable", "dpo", "admin", "mediation"])
def test_other_roles_have_no_such_screen(enter, role):
    stranger = enter(role)
    assert stranger.get(reverse("wording:list")).status_code == 302
    for url in (reverse("wording:intake", args=["colocation"]), PAGE):
        assert stranger.get(url).status_code == stranger.post(url, {HELP: "x"}).status_code == 302
    assert kept().pk is None


def test_dates_are_set_and_logged_and_a_wrong_one_is_said(enter):
    editor = enter("communication")
    url = reverse("wording:intake", args=["colocation"])
    assert editor.post(url, {"opens_on": "", "closes_on": "2030-02-31"}).context["form"].errors["closes_on"]
    editor.post(url, {"opens_on": "2031-03-01", "closes_on": "2030-07-15"})
    assert (kept().opens_on, kept().closes_on) == (date(2031, 3, 1), date(2030, 7, 15))
    assert ModelLogEntry.objects.get(action="forms.dates_set").data["after"] == ["2031-03-01", "2030-07-15"]
    assert "2030-07-15" in editor.get(url).content.decode()


def test_what_a_closed_request_says_is_written_there_too(enter):
    editor = enter("communication")
    url = reverse("wording:step", args=["colocation", "fermee"])
    editor.post(url, filled(editor, url) | {"fermee//closed": "Tout est attribué."})
    assert kept().texts["fr"] == {"fermee//closed": "Tout est attribué."}


@pytest.mark.parametrize("slug", INTAKES)
def test_every_page_of_every_request_has_its_screen_with_labelled_boxes(enter, slug):
    editor = enter("communication")
    for step in (*dict(INTAKES[slug].steps), "fermee"):
        page = editor.get(reverse("wording:step", args=[slug, step]))
        ids = re.findall(r'<(?:input|textarea)[^>]* id="(id_[^"]+)"', page.content.decode())
        assert page.status_code == 200
        assert ids
        assert all(f'for="{html_id}"' in page.content.decode() for html_id in ids if "initial" not in html_id)
    assert editor.get(reverse("wording:step", args=[slug, "licorne"])).status_code == 404


def test_what_a_document_may_be_is_typed_one_a_line(enter):
    editor, page = enter("communication"), reverse("wording:step", args=["colocation", "documents"])
    boxes = filled(editor, page)
    assert len(boxes["documents/identite/accepted"].splitlines()) > 1
    assert editor.post(page, boxes | {"documents/identite/accepted": "un\r\ndeux"}).status_code == 302
    assert kept().texts["fr"] == {"documents/identite/accepted": "un\ndeux"}
