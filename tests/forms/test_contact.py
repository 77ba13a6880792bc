"""Writing to the city: one page for each reason, and never more than five."""

import pytest
from django.utils.datastructures import MultiValueDict

from forms.intake import Journey
from forms.intakes import INTAKES
from forms.models import Submission
from tests.forms.conftest import page_of
from tests.forms.factories import InboxFactory
from tests.forms.samples import stored
from tests.forms.samples.contact import APPOINTMENT, BY_LETTER, BY_MAIL, OBSTACLE, QUESTION, sample

INTAKE = INTAKES["contact"]
STEPS = dict(INTAKE.steps)


def missing(step: str, typed: dict[str, list[str]], **changes) -> list[str]:
    return list(STEPS[step](MultiValueDict(typed | changes)).errors)


@pytest.fixture
def written(held):
    """Makes a draft of this device that holds these pages, the last one apart."""
    InboxFactory(slug="contact")
    return lambda pages: held(intake="contact", answers=stored(pages, "verifier"), version=len(pages))


@pytest.mark.parametrize("pages", sample.ways.values(), ids=sample.ways)
def test_nobody_has_more_than_five_pages(pages):
    assert len(Journey(INTAKE, pages).steps) <= 5


@pytest.mark.django_db
def test_another_reason_asks_its_own_page_and_drops_what_was_typed_on_the_first(client, written):
    draft = written(QUESTION | BY_LETTER)
    changed = client.post(page_of(draft, "motif") + "?retour", APPOINTMENT["motif"])
    assert changed.url == page_of(draft, "rendez-vous")
    after = client.post(page_of(draft, "rendez-vous"), APPOINTMENT["rendez-vous"])
    assert after.url == page_of(draft, "joindre")
    assert "À qui parler" not in client.get(page_of(draft, "verifier")).content.decode()
    client.post(page_of(draft, "verifier"))
    answers = Submission.objects.get().answers
    assert set(answers) == {"motif", "rendez-vous", "joindre", "adresse", "verifier"}
    assert "À qui parler" not in str(answers)


@pytest.mark.django_db
def test_coming_back_to_the_first_reason_finds_what_was_typed_there(client, written):
    draft = written(QUESTION | BY_MAIL)
    client.post(page_of(draft, "motif"), OBSTACLE["motif"])
    client.post(page_of(draft, "motif"), QUESTION["motif"])
    assert "À qui parler" in client.get(page_of(draft, "verifier")).content.decode()


@pytest.mark.django_db
def test_an_answer_by_letter_asks_for_an_address_and_another_way_forgets_it(client, written):
    draft = written(QUESTION | BY_LETTER)
    client.post(page_of(draft, "joindre"), BY_MAIL["joindre"])
    client.post(page_of(draft, "verifier"))
    assert "rue du Canari" not in str(Submission.objects.get().answers)


@pytest.mark.django_db
def test_an_obstacle_is_promised_an_answer_within_one_week(client, written):
    draft = written(OBSTACLE | BY_MAIL)
    receipt = client.post(page_of(draft, "verifier"))
    for page in (client.get(page_of(written(OBSTACLE), "obstacle")), client.get(receipt.url)):
        text = page.content.decode()
        assert "one week" in text or "une semaine" in text


def test_a_message_is_free_for_an_appointment_and_asked_for_otherwise():
    assert missing("rendez-vous", APPOINTMENT["rendez-vous"], message=[""]) == []
    assert missing("message", QUESTION["message"], message=[""]) == ["message"]
    assert missing("message", QUESTION["message"], message=["a" * 3001]) == ["message"]
    assert missing("rendez-vous", APPOINTMENT["rendez-vous"], slots=["sat-am"]) == ["slots"]
