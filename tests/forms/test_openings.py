"""Opening and closing: what the dates mean, what a closed request says, and what becomes of drafts begun before."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localdate
from django.utils.translation import override

from forms.intake import Journey
from forms.intakes import INTAKES
from forms.models import Draft, IntakeSettings, Submission
from forms.openings import Opening
from forms.services.submitting import IntakeClosed, submit
from tests.forms.conftest import page_of
from tests.forms.factories import DraftFactory, all_typed
from tests.forms.samples.colocation import PAGES
from tests.programmes.factories import ProcedurePageFactory

LAST, NEXT = localdate() + timedelta(days=3), localdate() + timedelta(days=200)
EVE, AFTER, LATER, MEANWHILE = (LAST + timedelta(days=days) for days in (-1, 1, 2, 40))
START = reverse("forms:start", args=["colocation"])


def at(day: date, hour: int = 12):
    """Half past noon in Paris, or past another hour, of a day."""
    return time_machine.travel(datetime.combine(day, time(hour, 30), ZoneInfo("Europe/Paris")), tick=False)


def in_words(day: date) -> str:
    with override("fr"):
        return date_format(day)


def text(response) -> str:
    return " ".join(response.content.decode().split())


@pytest.fixture
def closing(db):
    return IntakeSettings.objects.create(intake="colocation", closes_on=LAST, opens_on=NEXT)


@pytest.mark.parametrize(
    ("opens", "closes", "day", "is_open"),
    [
        (None, None, LAST, True),
        (LAST, None, EVE, False),
        (LAST, None, LAST, True),
        (None, LAST, LAST, True),
        (None, LAST, AFTER, False),
        (EVE, LAST, EVE - timedelta(days=1), False),
        (EVE, LAST, EVE, True),
        (EVE, LAST, AFTER, False),
        (NEXT, LAST, LAST, True),
        (NEXT, LAST, AFTER, False),
        (NEXT, LAST, NEXT, True),
        (LAST, LAST, LAST, True),
    ],
)
def test_both_days_are_open_and_an_opening_after_the_last_day_is_the_next_one(opens, closes, day, is_open):
    assert Opening(opens, closes).is_open(day) == is_open


def test_a_closed_request_knows_when_it_reopens_or_that_nobody_knows():
    assert Opening(NEXT, LAST).reopens_on(AFTER) == NEXT
    assert Opening(NEXT, LAST).reopens_on(EVE) is None
    assert Opening(None, LAST).reopens_on(AFTER) is None
    assert Opening(None, LAST).ends_on(EVE) == LAST
    assert Opening(None, LAST).ends_on(AFTER) is None
    assert Opening(NEXT, LAST).ends_on(NEXT) is None


def test_a_draft_may_be_sent_on_the_day_after_the_last_and_not_later():
    opening = Opening(None, LAST)
    assert [opening.takes_drafts(day) for day in (LAST, AFTER, LATER)] == [True, True, False]
    assert [opening.late_until(day) for day in (LAST, AFTER, LATER)] == [None, AFTER, None]


@pytest.mark.django_db
def test_a_closed_request_says_when_it_opens_and_offers_other_ways_and_makes_no_draft(client, closing):
    closing.texts = {"fr": {"fermee//closed": "Les chambres sont attribuées.", "fermee//other_way": "Voir le CROUS."}}
    closing.save()
    with at(MEANWHILE):
        page, refusal = client.get(START), client.post(START)
    for response, status in ((page, 200), (refusal, 409)):
        assert response.status_code == status
        assert in_words(NEXT) in text(response)
        assert "Les chambres sont attribuées." in text(response) and "Voir le CROUS." in text(response)
        assert reverse("forms:watch", args=["colocation"]) in text(response)
        assert "no-store" in response["Cache-Control"]
    assert not Draft.objects.exists()


@pytest.mark.django_db
def test_without_words_of_staff_a_closed_request_still_offers_another_way(client, closing):
    with at(MEANWHILE):
        assert 'href="#aide"' in text(client.get(START))


@pytest.mark.django_db
def test_it_closes_and_opens_at_midnight_in_paris(client, closing):
    with at(LAST, hour=23):
        assert client.post(START).status_code == 302
    with at(AFTER, hour=0):
        assert client.post(START).status_code == 409


@pytest.mark.django_db
def test_a_draft_begun_in_time_is_finished_and_sent_the_day_after(client, held, closing):
    with at(AFTER):
        draft = held(complete=True)
        page = client.get(page_of(draft, "verifier"))
        assert in_words(AFTER) in text(page)
        assert client.post(page_of(draft, "verifier"), PAGES["verifier"]).status_code == 302
    assert Submission.objects.count() == 1


@pytest.mark.django_db
def test_later_the_check_page_says_closed_sends_nothing_and_keeps_the_draft(client, held, closing):
    with at(LATER):
        draft = held(complete=True)
        page = client.get(page_of(draft, "verifier"))
        assert in_words(NEXT) in text(page)
        assert 'value="continue"' not in text(page)
        refused = client.post(page_of(draft, "verifier"), PAGES["verifier"])
        assert refused.status_code == 409
        assert client.post(page_of(draft, "motivation"), PAGES["motivation"]).status_code == 302
        kept = Draft.objects.get().answers
    assert not Submission.objects.exists()
    assert set(kept) == {*all_typed(), "verifier"}


@pytest.mark.django_db
def test_sending_twice_gives_the_first_request_even_when_it_closed_meanwhile(closing):
    answers = Journey(INTAKES["colocation"], PAGES).answers
    with at(LAST):
        draft = DraftFactory(answers=all_typed())
        first = submit(draft, answers=answers, language="fr")
    with at(MEANWHILE):
        assert submit(draft, answers=answers, language="fr") == first
        with pytest.raises(IntakeClosed):
            submit(DraftFactory(answers=all_typed()), answers=answers, language="fr")


@pytest.mark.django_db
def test_the_public_page_tells_the_truth_of_the_day_and_is_asked_again_each_time(client, closing):
    url = ProcedurePageFactory(intake="colocation").get_url()
    with at(LAST):
        page = client.get(url)
        assert START in text(page) and in_words(LAST) in text(page)
        assert page["Cache-Control"] == "public, max-age=0, must-revalidate"
    with at(AFTER):
        again = client.get(url, headers={"If-None-Match": page["ETag"]})
        assert again.status_code == 200
        assert in_words(NEXT) in text(again)
