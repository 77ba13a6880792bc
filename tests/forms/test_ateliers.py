"""Signing up for a course: a seat at once, or a truthful place in the queue; nothing is lost when it fills up."""

import html
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from icalendar import Calendar
from wagtail.models import ModelLogEntry

from forms.intake import Journey, NotPossible
from forms.intakes import INTAKES
from forms.models import Draft, Submission
from forms.services import answering, deciding
from forms.services.submitting import submit
from forms.workflow import Status
from programmes.models import CourseSession, Enrolment
from programmes.services import courses
from tests.forms.conftest import page_of
from tests.forms.factories import AgentFactory, DraftFactory, InboxFactory
from tests.forms.samples import unsent
from tests.forms.samples.ateliers import ALONE, HELPED, SESSION, open_session

pytestmark = pytest.mark.django_db
ATELIERS = INTAKES["ateliers"]


@pytest.fixture(autouse=True)
def inbox():
    return InboxFactory(slug="ateliers")


@pytest.fixture
def filled(held):
    """A draft of this device, filled in but for the last page."""
    return lambda pages=ALONE: held(intake="ateliers", answers=unsent(ATELIERS, pages), version=len(pages))


def others(people: int) -> None:
    """As many other people sign up."""
    for number in range(people):
        courses.take_seats(SESSION, f"OTHER-{number}", party=1, contact_digest=f"other {number}")


def send(client, draft):
    return client.post(page_of(draft, "verifier"), ALONE["verifier"])


def sent(pages=ALONE) -> Submission:
    draft = DraftFactory(intake="ateliers", answers=unsent(ATELIERS, pages))
    submit(draft, answers=Journey(ATELIERS, pages).answers, language="fr")
    return Submission.objects.get(draft=draft)


def unlock(client, submission, code="K7M4QX"):
    client.post(reverse("forms:follow"), {"reference": submission.reference, "code": code})


def words(response) -> str:
    return " ".join(html.unescape(BeautifulSoup(response.content, "html.parser").get_text()).split())


def taken() -> int:
    return CourseSession.objects.get(pk=SESSION).taken


def choices(client, held) -> str:
    return words(client.get(page_of(held(intake="ateliers"), "seance")))


def test_seats_left_are_said_in_words(client, held):
    others(9)
    assert "Il reste 3 places sur 12" in choices(client, held)


def test_a_full_session_says_how_many_wait(client, held):
    open_session(capacity=1)
    others(3)
    assert "Complet : liste d’attente, 2 personnes avant vous" in choices(client, held)


@pytest.mark.parametrize(
    "values",
    [
        {"starts_at": timezone.now() - timedelta(hours=1)},
        {"cancelled_at": timezone.now()},
        {"capacity": 1, "taken": 1, "waiting_capacity": 0},
    ],
)
def test_what_nobody_can_have_is_not_listed_and_another_way_is(client, held, values):
    open_session(**values)
    draft = held(intake="ateliers")
    radios = client.get(page_of(draft, "seance")).context["form"]["session"]
    assert [choice.data["value"] for choice in radios] == ["none"]
    assert client.post(page_of(draft, "seance"), {"session": [str(SESSION)]}).context["form"].errors


def test_a_seat_with_nothing_to_arrange_is_a_yes_by_rule():
    submission = sent()
    assert (submission.status, taken()) == (Status.ACCEPTED, 1)
    moved = ModelLogEntry.objects.get(action="forms.moved")
    assert moved.user is None
    assert "premières personnes" in str(moved.message)
    assert submission.purge_on == timezone.localdate() + timedelta(days=365)


@pytest.mark.parametrize("needs", [{"support": ["lsf"]}, {"support": ["access"]}, {"device": ["lend"]}])
def test_a_need_keeps_the_seat_and_leaves_the_request_to_the_team(needs):
    assert sent(ALONE | {"besoins": needs}).status == Status.RECEIVED
    assert Enrolment.objects.get().state == "enrolled"


def test_on_the_waiting_list_the_request_is_left_to_the_team():
    open_session(capacity=1)
    others(2)
    assert sent().status == Status.RECEIVED
    assert Enrolment.objects.get(party=1, state="waiting", place=2).rank == 2


def test_sending_twice_takes_one_seat_and_shows_the_same_receipt(client, filled):
    draft = filled()
    assert send(client, draft).url == send(client, draft).url
    assert (taken(), Submission.objects.count()) == (1, 1)


def test_a_party_takes_its_seats_together():
    sent(HELPED)
    assert taken() == 3


def test_the_same_person_has_no_second_seat_and_is_told(client, filled):
    sent()
    page = send(client, filled())
    assert page.status_code == 409
    assert "déjà une inscription" in words(page)
    assert (taken(), Submission.objects.count()) == (1, 1)


def test_a_session_that_filled_up_while_sending_brings_back_to_the_choice_with_all_answers(client, filled, monkeypatch):
    draft, room = filled(), courses._state_for

    def somebody_was_faster(session, party, smallest):
        session.taken, session.waiting = session.capacity, session.waiting_capacity
        return room(session, party, smallest)

    monkeypatch.setattr(courses, "_state_for", somebody_was_faster)
    page = send(client, draft)
    assert page.status_code == 409
    assert page.context["form"].errors["session"]
    assert page.context["post_url"] == page_of(draft, "seance") + "?retour"
    assert set(Draft.objects.get().answers) >= set(unsent(ATELIERS, ALONE))
    assert not Submission.objects.exists()
    monkeypatch.undo()
    assert client.post(page.context["post_url"], ALONE["seance"]).url == page_of(draft, "verifier")
    assert "/recu/" in send(client, draft).url


def test_a_session_cancelled_before_the_check_page_says_so_there(client, filled):
    draft = filled()
    CourseSession.objects.update(cancelled_at=timezone.now())
    back = client.get(page_of(draft, "verifier"))
    assert back.url == page_of(draft, "seance") + "?retour&revoir"
    assert "complète, annulée ou déjà commencée" in words(client.get(back.url))
    assert send(client, draft).url == back.url


def test_names_are_asked_of_those_who_help_and_of_those_who_come_along(client, held):
    draft = held(intake="ateliers", answers={"seance": {"typed": ALONE["seance"], "version": 1}}, version=1)
    page = client.post(page_of(draft, "pour-qui"), {"writer": "someone", "party": "2"})
    assert set(page.context["form"].errors) == {"helper", "link", "others"}


def test_withdrawing_gives_the_seats_back(client):
    submission = sent(HELPED)
    unlock(client, submission)
    assert "Annuler ma place" in words(client.get(reverse("forms:withdraw")))
    client.post(reverse("forms:withdraw"))
    assert taken() == 0
    assert Submission.objects.get().status == Status.WITHDRAWN
    assert "Votre place est rendue" in words(client.get(reverse("forms:follow")))


@pytest.mark.parametrize("target", [Status.REFUSED, Status.OUT_OF_SCOPE, Status.DUPLICATE])
def test_any_other_answer_than_yes_gives_the_seats_back(inbox, target):
    submission, agent = sent(HELPED), AgentFactory(inbox=inbox)
    deciding.take(submission, by=agent)
    deciding.move(submission, target, by=agent, reason="not_concerned")
    assert taken() == 0


def test_saying_yes_to_someone_who_waits_needs_a_free_seat(client, inbox):
    open_session(capacity=1)
    others(1)
    submission, agent = sent(), AgentFactory(inbox=inbox)
    deciding.take(submission, by=agent)
    client.force_login(agent)
    decide = {"target": "accepted", "confirmed": "1"}
    page = client.post(reverse("submissions:move", args=[submission.pk]), decide)
    assert page.status_code == 409
    assert "Aucune place n’est libre" in words(page)
    with pytest.raises(NotPossible):
        deciding.move(submission, Status.ACCEPTED, by=agent)
    assert Submission.objects.get().status == Status.IN_REVIEW
    courses.cancel("OTHER-0")
    assert client.post(reverse("submissions:move", args=[submission.pk]), decide).status_code == 302
    assert Enrolment.objects.get(reference=submission.reference).state == "enrolled"


def test_the_team_reads_the_seats_in_the_request(client, inbox):
    open_session(capacity=1)
    others(2)
    submission = sent()
    client.force_login(AgentFactory(inbox=inbox))
    page = words(client.get(reverse("submissions:detail", args=[submission.pk])))
    assert "sur la liste d’attente, numéro 2, personnes avant : 1" in page
    assert "Mise sur la liste d’attente" in page


def test_the_receipt_shows_the_seat_on_the_device_that_sent_only(client, filled):
    receipt = send(client, filled()).url
    assert "Votre place est confirmée" in words(client.get(receipt))
    assert "Votre place" not in words(Client().get(receipt))


def test_the_waiting_list_is_told_truthfully_on_the_follow_up_page(client):
    open_session(capacity=1)
    others(2)
    submission = sent()
    unlock(client, submission)
    page = words(client.get(reverse("forms:follow")))
    assert "Vous êtes sur la liste d’attente, numéro 2" in page
    assert "1 personne est avant vous" in page
    courses.cancel("OTHER-1")
    assert "Personne n’est avant vous" in words(client.get(reverse("forms:follow")))


@pytest.mark.parametrize(("month", "hour"), [(1, 13), (7, 12)])
def test_the_calendar_file_has_the_hour_of_montpellier_and_nobody_s_name(client, month, hour):
    with time_machine.travel(datetime(2027, month, 1, tzinfo=UTC), tick=False):
        starts_at = timezone.make_aware(datetime(2027, month, 9, 14))
        open_session(starts_at=starts_at, ends_at=starts_at + timedelta(hours=2), title="Premiers pas")
        unlock(client, sent())
        response = client.get(reverse("forms:calendar"))
    assert response["Content-Disposition"].startswith("attachment")
    assert "no-store" in response["Cache-Control"]
    [event] = Calendar.from_ical(response.content).events
    assert event["dtstart"].dt == datetime(2027, month, 9, hour, tzinfo=UTC)
    assert (event["dtend"].dt - event["dtstart"].dt, str(event["summary"])) == (timedelta(hours=2), "Premiers pas")
    assert not [secret for secret in (b"Canari", b"canari", b"612345678") if secret in response.content]


def test_the_calendar_file_opens_from_our_receipt_only(client, filled):
    calendar = send(client, filled()).url + "agenda.ics"
    assert client.get(calendar).status_code == 200
    assert Client().get(calendar).status_code == 404
    assert Client().get(reverse("forms:calendar")).status_code == 404


def test_there_is_no_calendar_file_without_a_confirmed_seat(client, filled):
    open_session(capacity=1)
    others(1)
    calendar = send(client, filled()).url + "agenda.ics"
    assert client.get(calendar).status_code == 404
    Enrolment.objects.filter(state="enrolled").delete()
    CourseSession.objects.update(taken=0)
    courses.confirm(Submission.objects.get().reference)
    assert client.get(calendar).status_code == 200
    CourseSession.objects.update(cancelled_at=timezone.now())
    assert client.get(calendar).status_code == 404


def test_a_withdrawal_after_the_session_leaves_the_list_as_it_was():
    submission = sent()
    with time_machine.travel(timezone.now() + timedelta(days=4), tick=False):
        answering.withdraw(submission)
    assert taken() == 1


@pytest.mark.parametrize("pages", [ALONE, HELPED])
def test_a_step_costs_at_most_twelve_queries_to_read_and_fifteen_to_save(
    client, filled, pages, django_assert_max_num_queries
):
    draft = filled(pages)
    for step in pages:
        with django_assert_max_num_queries(12):
            assert client.get(page_of(draft, step)).status_code == 200
        with django_assert_max_num_queries(15):
            assert client.post(page_of(draft, step), pages[step] | {"action": "leave"}).status_code == 302


def test_sending_costs_few_queries_while_others_wait_for_the_session(client, filled, django_assert_max_num_queries):
    draft = filled()
    with django_assert_max_num_queries(36):  # with the savepoints of the test's own transaction
        assert "/recu/" in send(client, draft).url
