"""Two windows, one step: both answers are shown side by side, and the person chooses. Nothing typed is lost."""

import pytest
from bs4 import BeautifulSoup
from hypothesis import given, settings
from hypothesis import strategies as st

from forms import conflicts
from forms.intakes import INTAKES
from forms.models import Draft
from tests.forms.conftest import page_of
from tests.forms.factories import all_typed, typed

STEPS = dict(INTAKES["colocation"].steps)
IDENTITY = STEPS["identite"]


@pytest.fixture
def conflict(client, held):
    """Two windows on the identity step: the other one changed name and birth year, this one the first name."""
    draft = held(complete=True)
    other = typed("identite") | {"family_name": ["Autre"], "birth_date_year": ["1999"], "version": "8"}
    client.post(page_of(draft, "identite"), other | {"action": "leave"})
    mine = typed("identite") | {"given_name": ["Zoé"], "version": "8"}
    return draft, client.post(page_of(draft, "identite"), mine | {"action": "leave"})


def fields_of(page) -> dict[str, str]:
    """What a browser would post from the page, with the radio buttons as they stand."""
    form = BeautifulSoup(page.content, "html.parser").find("form", id="step-form")
    inputs = [box for box in form.find_all("input") if box["type"] == "hidden" or box.has_attr("checked")]
    button = form.find("button", attrs={"name": "action"})
    return {box["name"]: box["value"] for box in inputs} | {"action": button["value"]}


def kept() -> dict:
    return Draft.objects.get().answers["identite"]["typed"]


@pytest.mark.django_db
def test_both_answers_of_each_question_that_differs_are_shown_in_words(conflict):
    _draft, page = conflict
    assert page.status_code == 409
    shown = {difference.name: (difference.mine, difference.saved) for difference in page.context["differences"]}
    assert shown == {
        "keep-given_name": (["Zoé"], ["Zéphyrine"]),
        "keep-family_name": (["Canari"], ["Autre"]),
        "keep-birth_date": (["7 mars 2004"], ["7 mars 1999"]),
    }
    assert all(words in page.content.decode() for words in ("Zoé", "Zéphyrine", "7 mars 1999"))


@pytest.mark.django_db
def test_nothing_is_saved_before_the_choice(conflict):
    assert kept()["given_name"] == ["Zéphyrine"]


@pytest.mark.django_db
def test_the_person_keeps_one_answer_from_each_window(client, conflict):
    draft, page = conflict
    choice = fields_of(page) | {"keep-family_name": "saved", "keep-birth_date": "saved"}
    assert client.post(page_of(draft, "identite"), choice).url.endswith("/plus-tard/")
    assert (kept()["given_name"], kept()["family_name"], kept()["birth_date_year"]) == (["Zoé"], ["Autre"], ["1999"])
    assert set(kept()) == set(typed("identite"))


@pytest.mark.django_db
def test_pressing_the_button_keeps_what_was_just_typed(client, conflict):
    draft, page = conflict
    client.post(page_of(draft, "identite"), fields_of(page))
    assert (kept()["given_name"], kept()["family_name"]) == (["Zoé"], ["Canari"])


@pytest.mark.django_db
def test_an_empty_box_does_not_take_the_place_of_an_answer_unless_it_is_chosen(client, held):
    draft = held(complete=True)
    client.post(page_of(draft, "identite"), typed("identite") | {"usage_name": ["Zoé"], "version": "8"})
    page = client.post(page_of(draft, "identite"), typed("identite") | {"given_name": ["Zita"], "version": "8"})
    client.post(page_of(draft, "identite"), fields_of(page))
    assert (kept()["given_name"], kept()["usage_name"]) == (["Zita"], ["Zoé"])


@pytest.mark.django_db
def test_a_third_window_meanwhile_asks_again(client, conflict):
    draft, page = conflict
    third = typed("identite") | {"given_name": ["Zita"], "version": str(page.context["draft"].version)}
    client.post(page_of(draft, "identite"), third | {"action": "leave"})
    again = client.post(page_of(draft, "identite"), fields_of(page) | {"keep-family_name": "saved"})
    assert again.status_code == 409
    names = {difference.name: difference.mine for difference in again.context["differences"]}
    assert names["keep-given_name"] == ["Zoé"]
    assert client.post(page_of(draft, "identite"), fields_of(again)).status_code == 302


@pytest.mark.django_db
def test_a_box_left_empty_and_a_box_not_posted_are_no_conflict(client, held):
    draft = held(answers=all_typed("heures"), version=8)
    full = typed("heures") | {"version": "8", "action": "leave"}
    client.post(page_of(draft, "heures"), full)
    same = {name: value for name, value in full.items() if value != [""]}
    assert client.post(page_of(draft, "heures"), same).status_code == 302


@pytest.mark.django_db
def test_wrong_text_is_shown_as_typed(client, held):
    draft = held(complete=True)
    client.post(page_of(draft, "contact"), {"email": "canari@", "version": "8", "action": "leave"})
    page = client.post(page_of(draft, "contact"), {"email": "<u>?", "version": "8", "action": "leave"})
    [email] = page.context["differences"]
    assert (email.mine, email.saved) == (["<u>?"], ["canari@"])
    assert "<u>?" not in page.content.decode()


texts = st.dictionaries(
    st.sampled_from(["given_name", "family_name", "birth_date_day", "birth_date_year"]),
    st.lists(st.text(max_size=5), min_size=1, max_size=1),
)


@settings(max_examples=50)
@given(mine=texts, saved=texts, side=st.sampled_from([conflicts.MINE, conflicts.SAVED]))
def test_choosing_one_window_throughout_gives_what_it_had(mine, saved, side):
    form = IDENTITY()
    choices = {difference.name: side for difference in conflicts.differences(form, mine, saved)}
    chosen = conflicts.settled(form, mine, saved, choices)
    assert not conflicts.differences(form, chosen, mine if side == conflicts.MINE else saved)
