"""Seats: never more than there are, given in order, and given back."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone

from programmes.events import followup_changed
from programmes.models import CourseSession, Enrolment
from programmes.services import courses
from tests.programmes.course_factories import CourseSessionFactory

pytestmark = pytest.mark.django_db
State = Enrolment.State


@pytest.fixture
def told():
    """What the verbs said, as (reference, event)."""
    heard = []

    def listen(*, reference, event, **kwargs):
        heard.append((reference, event))

    followup_changed.connect(listen)
    yield heard
    followup_changed.disconnect(listen)


def sign_up(session, who: str, party: int = 1) -> Enrolment:
    return courses.take_seats(session.pk, who, party=party, contact_digest=who)


def states(session) -> dict[str, str]:
    return dict(session.enrolments.values_list("reference", "state"))


def test_a_party_that_fits_has_its_seats_and_it_is_told(told):
    session = CourseSessionFactory(capacity=4)
    assert sign_up(session, "A", 3).state == State.ENROLLED
    assert CourseSession.objects.get().taken == 3
    assert told == [("A", "enrolled")]


def test_a_party_is_never_split(told):
    session = CourseSessionFactory(capacity=4)
    sign_up(session, "A", 3)
    assert sign_up(session, "B", 2).rank == 1
    assert told == [("A", "enrolled"), ("B", "waiting")]


def test_nobody_passes_before_a_waiting_party_that_would_fit():
    session = CourseSessionFactory(capacity=2)
    sign_up(session, "A", 2)
    sign_up(session, "B", 1)
    CourseSession.objects.update(capacity=3)  # and nobody is offered them yet
    newcomer = sign_up(session, "C", 1)
    assert (newcomer.state, newcomer.rank, newcomer.people_ahead) == (State.WAITING, 2, 1)


def test_a_seat_too_few_for_the_waiting_party_goes_to_a_smaller_one():
    session = CourseSessionFactory(capacity=3)
    sign_up(session, "A", 2)
    sign_up(session, "B", 4)
    assert sign_up(session, "C", 1).state == State.ENROLLED


def test_a_full_session_with_a_full_waiting_list_says_so():
    session = CourseSessionFactory(capacity=1, waiting_capacity=2)
    sign_up(session, "A")
    sign_up(session, "B")
    with pytest.raises(courses.SessionFull):
        sign_up(session, "C", 2)
    assert sign_up(session, "D").rank == 2


@pytest.mark.parametrize("values", [{"started": True}, {"cancelled": True}])
def test_a_session_that_started_or_is_cancelled_refuses(values):
    session = CourseSessionFactory(**values)
    with pytest.raises(courses.SessionClosed):
        sign_up(session, "A")
    assert not Enrolment.objects.exists()


def test_a_session_that_does_not_exist_refuses():
    with pytest.raises(courses.SessionClosed):
        courses.take_seats(404, "A", party=1, contact_digest="A")


def test_the_same_person_has_seats_once_and_again_after_cancelling():
    session, other = CourseSessionFactory.create_batch(2)
    courses.take_seats(session.pk, "A", party=1, contact_digest="same")
    with pytest.raises(courses.AlreadyEnrolled):
        courses.take_seats(session.pk, "B", party=1, contact_digest="same")
    courses.take_seats(other.pk, "C", party=1, contact_digest="same")
    courses.cancel("A")
    courses.take_seats(session.pk, "D", party=1, contact_digest="same")
    assert CourseSession.objects.get(pk=session.pk).taken == 1


def test_cancelling_frees_the_seats_once(told):
    session = CourseSessionFactory()
    sign_up(session, "A", 3)
    courses.cancel("A")
    courses.cancel("A")
    courses.cancel("unknown")
    assert CourseSession.objects.get().taken == 0
    assert told == [("A", "enrolled"), ("A", "cancelled")]


def test_after_the_start_the_list_of_who_came_does_not_change():
    session = CourseSessionFactory()
    sign_up(session, "A")
    CourseSession.objects.update(starts_at=timezone.now(), ends_at=timezone.now() + timedelta(hours=1))
    courses.cancel("A")
    assert states(session) == {"A": "enrolled"}


def test_an_agent_seats_a_waiting_party_when_there_are_seats(told):
    session = CourseSessionFactory(capacity=2)
    sign_up(session, "A", 2)
    sign_up(session, "B", 2)
    with pytest.raises(courses.SessionFull):
        courses.confirm("B")
    courses.cancel("A")
    courses.confirm("B")
    courses.confirm("B")
    assert states(session) == {"A": "cancelled", "B": "enrolled"}
    assert told[-3:] == [("A", "cancelled"), ("B", "offered"), ("B", "enrolled")]
    session.refresh_from_db()
    assert (session.taken, session.waiting) == (2, 0)


def test_what_was_cancelled_is_not_seated_again():
    session = CourseSessionFactory()
    sign_up(session, "A")
    courses.cancel("A")
    with pytest.raises(courses.SessionClosed):
        courses.confirm("A")


@pytest.mark.parametrize(
    "change",
    [
        {"taken": F("capacity") + 1},
        {"waiting": F("waiting_capacity") + 1},
        {"capacity": 0},
        {"ends_at": F("starts_at")},
    ],
)
def test_the_database_refuses_a_session_that_breaks_the_rules(change):
    CourseSessionFactory()
    with pytest.raises(IntegrityError), transaction.atomic():
        CourseSession.objects.update(**change)


@pytest.mark.parametrize(
    "change",
    [{"party": 0}, {"party": 5}, {"state": "seated"}, {"place": 3}, {"state": "waiting"}, {"state": "offered"}],
)
def test_the_database_refuses_an_enrolment_that_breaks_the_rules(change):
    sign_up(CourseSessionFactory(), "A")
    with pytest.raises(IntegrityError), transaction.atomic():
        Enrolment.objects.update(**change)


def test_the_database_refuses_the_same_person_twice():
    session = CourseSessionFactory()
    first = sign_up(session, "A")
    with pytest.raises(IntegrityError), transaction.atomic():
        Enrolment.objects.create(
            session=session, reference="B", party=1, state=State.ENROLLED, contact_digest=first.contact_digest
        )


def test_a_page_open_for_a_while_does_not_write_old_counts_back():
    session = CourseSessionFactory()
    sign_up(session, "A", 2)
    session.title = "Autre titre"
    session.save()
    assert CourseSession.objects.values_list("title", "taken").get() == ("Autre titre", 2)
