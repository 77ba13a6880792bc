"""An offer of seats as its person meets it: on the page of the request, in the reminder, by one press."""

import html
import re
from datetime import timedelta

import pytest
import time_machine
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from forms.models import Submission
from forms.services import deciding
from forms.workflow import Status
from home.records.models import Notification
from programmes.models import CourseSession, Enrolment
from programmes.services import calling_off, courses
from tests.forms.factories import AgentFactory, InboxFactory
from tests.forms.samples.ateliers import ALONE, HELPED, SESSION, open_session
from tests.forms.test_ateliers import others, sent, unlock, words

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def inbox():
    return InboxFactory(slug="ateliers")


@pytest.fixture
def offered(client):
    """The request of somebody who waited, opened on this device, with a seat offered."""
    open_session(capacity=1, starts_at=timezone.now() + timedelta(days=9), ends_at=timezone.now() + timedelta(days=10))
    others(1)
    submission = sent()
    unlock(client, submission)
    courses.cancel("OTHER-0")
    return submission


def state(submission) -> str:
    return Enrolment.objects.get(reference=submission.reference).state


def followed(client) -> str:
    return words(client.get(reverse("forms:follow")))


def test_the_offer_is_told_once_and_accepted_on_the_page(client, offered):
    assert Notification.objects.filter(event__startswith="followed:offered").count() == 1
    page = followed(client)
    assert "Une place est libre pour vous" in page
    assert state(offered) == "offered"
    client.post(reverse("forms:seats"), {"answer": "yes"})
    client.post(reverse("forms:seats"), {"answer": "yes"})
    assert (state(offered), Submission.objects.get().status) == ("enrolled", Status.ACCEPTED)
    assert "Votre place est confirmée" in followed(client)


def test_an_offer_is_accepted_while_an_agent_reads_the_request(client, offered, inbox):
    deciding.take(offered, by=AgentFactory(inbox=inbox))
    client.post(reverse("forms:seats"), {"answer": "yes"})
    assert Submission.objects.get().status == Status.ACCEPTED


def test_saying_no_closes_the_request_and_offers_the_seat_to_the_next(client, offered):
    courses.take_seats(SESSION, "NEXT", party=1, contact_digest="next")
    client.post(reverse("forms:seats"), {"answer": "no"})
    assert (state(offered), Submission.objects.get().status) == ("cancelled", Status.WITHDRAWN)
    assert Enrolment.objects.get(reference="NEXT").state == "offered"


@pytest.mark.parametrize("swept", [False, True])
def test_too_late_the_page_says_so_and_nothing_is_taken(client, offered, swept):
    with time_machine.travel(timezone.now() + timedelta(hours=48), tick=False):
        if swept:
            call_command("tend_seats")
        unlock(client, offered)
        client.post(reverse("forms:seats"), {"answer": "yes"})
        assert "personne n’a répondu à temps" in followed(client)
    assert state(offered) == ("expired" if swept else "offered")
    assert Submission.objects.get().status == Status.RECEIVED


@pytest.mark.parametrize("answer", [{}, {"answer": "maybe"}])
def test_any_other_answer_changes_nothing(client, offered, answer):
    assert client.post(reverse("forms:seats"), answer).status_code == 302
    assert client.get(reverse("forms:seats")).status_code == 405
    assert state(offered) == "offered"


def test_without_an_open_request_nothing_is_answered(offered):
    Client().post(reverse("forms:seats"), {"answer": "yes"})
    assert state(offered) == "offered"


def test_a_session_called_off_shows_its_word_and_the_other_dates(client):
    submission, other = (
        sent(),
        CourseSession.objects.create(
            title="Une autre fois",
            starts_at=timezone.now() + timedelta(days=12),
            ends_at=timezone.now() + timedelta(days=13),
            place="Ailleurs",
            capacity=3,
        ),
    )
    unlock(client, submission)
    calling_off.call_off(SESSION, "La salle est inondée.", [other], by=None)
    page = followed(client)
    assert "La salle est inondée." in page
    assert "Une autre fois" in page
    assert Notification.objects.filter(event__startswith="followed:called_off").count() == 1


def reminded() -> str:
    """The address in the one reminder."""
    [notice] = Notification.objects.filter(event__startswith="forms.reminded")
    assert "Canari" not in notice.body + notice.subject
    return re.search(r"https?://[^/]+(/\S+/rendre/)", notice.body)[1]


@pytest.fixture
def link():
    """The address that the reminder of a sign-up brings, two days before."""
    open_session(starts_at=timezone.now() + timedelta(days=9), ends_at=timezone.now() + timedelta(days=10))
    submission = sent(HELPED)
    Submission.objects.update(status=Status.ACCEPTED, closed_at=timezone.now(), purge_on=timezone.localdate())
    assert submission.pk
    with time_machine.travel(timezone.now() + timedelta(days=7, minutes=1), tick=False):
        call_command("tend_seats")
        call_command("tend_seats")
        yield reminded()


def test_the_reminder_gives_the_seats_back_by_one_press_and_not_by_opening_it(client, link):
    page = client.get(link)
    assert "no-store" in page["Cache-Control"]
    assert "Zéphyrine" not in html.unescape(page.content.decode())
    assert CourseSession.objects.get(pk=SESSION).taken == 3
    client.post(link)
    assert CourseSession.objects.get(pk=SESSION).taken == 0
    assert Submission.objects.get().status == Status.WITHDRAWN
    assert "Votre place est rendue" in words(client.get(link))


def test_a_link_that_is_not_ours_or_too_late_gives_nothing_back(client, link):
    assert client.post(link.replace("/rendre/", "x/rendre/")).status_code == 404
    with time_machine.travel(timezone.now() + timedelta(days=3), tick=False):
        assert "ne fonctionne plus" in words(client.get(link))
        client.post(link)
    assert CourseSession.objects.get(pk=SESSION).taken == 3


def test_the_sheet_has_the_names_that_were_typed():
    sent(HELPED)
    enrolment = Enrolment.objects.get()
    assert (enrolment.name, enrolment.others) == ("Zéphyrine Canari", "Lison\nMalo")
    assert "Interprète" in " ".join(enrolment.needs) or len(enrolment.needs) == 3
    assert ALONE["contact"]["given_name"][0] not in str(Enrolment.objects.values_list("name", flat=True)[0])
