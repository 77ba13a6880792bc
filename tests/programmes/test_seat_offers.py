"""Offers of freed seats, sessions called off, attendance, reminders: the verbs and their limits."""

from datetime import timedelta

import pytest
import time_machine
from django.contrib.auth.models import Group, User
from django.utils import timezone

from programmes.models import CourseSession, Enrolment
from programmes.models.enrolments import sheets_of
from programmes.services import calling_off, courses, reminders, seat_offers, seats, sheets
from tests.database import settle_roles
from tests.home.factories import HomePageFactory
from tests.programmes.course_factories import CourseSessionFactory

pytestmark = pytest.mark.django_db
State = Enrolment.State


def sign_up(session, who: str, party: int = 1, **values) -> Enrolment:
    return courses.take_seats(session.pk, who, party=party, contact_digest=who, **values)


def state(who: str) -> str:
    return Enrolment.objects.values_list("state", flat=True).get(reference=who)


def full(**values) -> CourseSession:
    """One seat, held by A; B waits for it, then C."""
    session = CourseSessionFactory(capacity=1, **values)
    for who in "ABC":
        sign_up(session, who)
    return session


def in_(**time):
    return time_machine.travel(timezone.now() + timedelta(**time), tick=False)


@pytest.mark.parametrize(("days", "hours"), [(7, 48), (2.9, 12)])
def test_a_freed_seat_is_offered_to_the_first_for_hours_that_depend_on_the_date(days, hours):
    full(starts_at=timezone.now() + timedelta(days=days))
    with time_machine.travel(timezone.now(), tick=False):
        courses.cancel("A")
        offered = Enrolment.objects.get(reference="B")
        assert (offered.state, offered.expires_at - timezone.now()) == (State.OFFERED, timedelta(hours=hours))
    assert CourseSession.objects.values_list("taken", "waiting").get() == (1, 1)


def test_an_offer_is_accepted_until_its_hour_and_not_after():
    full()
    courses.cancel("A")
    with in_(hours=49), pytest.raises(courses.SeatsGone):
        seat_offers.accept("B")
    seat_offers.accept("B")
    seat_offers.accept("B")
    assert state("B") == State.ENROLLED


def test_a_lapsed_offer_goes_to_the_next_and_never_back():
    full()
    courses.cancel("A")
    with in_(hours=48):
        assert seat_offers.lapse_due() == 1
        assert (state("B"), state("C")) == (State.EXPIRED, State.OFFERED)
        courses.cancel("C")
        assert (state("B"), seat_offers.offer_left()) == (State.EXPIRED, 0)
        with pytest.raises(courses.SeatsGone):
            seat_offers.accept("B")


@pytest.mark.parametrize("over", [State.CANCELLED, State.CALLED_OFF, State.EXPIRED])
def test_no_verb_moves_whoever_is_over(over):
    session = CourseSessionFactory()
    party = sign_up(session, "A")
    Enrolment.objects.update(state=over)
    party.refresh_from_db()
    for target in set(State) - {over}:
        with pytest.raises(courses.SeatsGone):
            seats.move(session, party, target, by=None)


def test_a_request_that_is_deleted_frees_its_seat_for_the_next():
    full()
    courses.forget("A")
    assert state("B") == State.OFFERED


def test_calling_off_tells_everybody_once_and_proposes_other_dates():
    session, other = full(), CourseSessionFactory()
    assert calling_off.call_off(session.pk, "Panne.", [other, session], by=None) == 3
    session.refresh_from_db()
    assert {state(who) for who in "ABC"} == {State.CALLED_OFF}
    assert (session.taken, session.waiting, list(session.dates_instead)) == (0, 0, [other])
    with pytest.raises(courses.SessionClosed):
        calling_off.call_off(session.pk, "Encore.", [], by=None)


def test_attendance_is_kept_from_the_start_and_corrected_for_a_week():
    session = CourseSessionFactory()
    key = str(sign_up(session, "A").pk)
    with pytest.raises(sheets.TooEarly):
        sheets.keep(session.pk, {key: State.PRESENT}, by=None)
    with in_(days=8):
        assert sheets.keep(session.pk, {key: State.ABSENT, "x": State.PRESENT}, by=None) == 1
        assert sheets.keep(session.pk, {key: State.PRESENT}, by=None) == 1
    with in_(days=15), pytest.raises(sheets.TooLate):
        sheets.keep(session.pk, {key: State.ABSENT}, by=None)
    assert (state("A"), CourseSession.objects.get().taken) == (State.PRESENT, 1)


def test_an_absence_blocks_no_later_sign_up():
    session, later = CourseSessionFactory(), CourseSessionFactory(starts_at=timezone.now() + timedelta(days=20))
    party = sign_up(session, "A")
    with in_(days=8):
        sheets.keep(session.pk, {str(party.pk): State.ABSENT}, by=None)
        again = courses.take_seats(later.pk, "B", party=1, contact_digest="A")
    assert again.state == State.ENROLLED


def test_nobody_takes_part_in_a_try_out_without_agreeing_and_no_need_is_kept_of_them():
    session = CourseSessionFactory(kind="try_out")
    party = sign_up(session, "A", coming=courses.Coming("Zéphyrine Canari", "", ("Un lieu sans marches",)))
    assert Enrolment.objects.get().needs is None
    with in_(days=8):
        with pytest.raises(sheets.ConsentMissing):
            sheets.keep(session.pk, {str(party.pk): State.PRESENT}, by=None)
        sheets.keep(session.pk, {str(party.pk): State.PRESENT}, consents=[str(party.pk)], by=None)
    assert state("A") == State.PRESENT
    assert Enrolment.objects.get().consented_at


def test_needs_are_forgotten_a_month_after_the_session_and_names_stay_on_the_sheet():
    sign_up(CourseSessionFactory(), "A", coming=courses.Coming("Zéphyrine Canari", "", ("Interprète",)))
    assert sheets.forget_needs() == 0
    with in_(days=38):
        assert sheets.forget_needs() == 1
    assert Enrolment.objects.get().name == "Zéphyrine Canari"
    assert Enrolment.objects.get().needs is None


def test_a_reminder_is_due_once_two_days_before_for_those_who_signed_up_earlier():
    session = CourseSessionFactory()
    sign_up(session, "A")
    assert reminders.due() == []
    with in_(days=5, minutes=1):
        sign_up(session, "LATE")
        assert reminders.due() == ["A"]
        assert reminders.claim("A")
        assert reminders.claim("A") is None
        assert reminders.due() == []


def test_mediators_see_the_sheets_of_their_sessions_near_their_date_and_nothing_else():
    HomePageFactory()
    settle_roles()
    keeper, colleague = (User.objects.create_user(name) for name in ("keeper", "colleague"))
    for user in (keeper, colleague):
        user.groups.set([Group.objects.get(name="mediation")])
    near, theirs = CourseSessionFactory(), CourseSessionFactory(mediator=colleague)
    far = CourseSessionFactory(starts_at=timezone.now() + timedelta(days=20))
    for session in (near, theirs, far):
        sign_up(session, f"S{session.pk}")
    assert set(sheets_of(keeper)) == {near}
    assert set(sheets_of(colleague)) == {near, theirs}
    assert [party.session for party in Enrolment.objects.visible_to(keeper)] == [near]
    nobody = User.objects.create_superuser("nobody")
    assert not Enrolment.objects.visible_to(nobody).exists()
