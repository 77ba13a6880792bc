"""Seats of course sessions: taken by whom asks first, given back, kept in a queue.

Each verb locks the session first, so that the rule is read and written by one at a time; constraints are the net.
"""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Count, Max, Min, Q
from django.utils import timezone

from programmes import events
from programmes.models import CourseSession, Enrolment
from programmes.models.courses import KEPT_AFTER_SESSION

State = Enrolment.State


class SessionFull(Exception):
    """Not enough seats for the whole party, nor places on the waiting list."""


class SessionClosed(Exception):
    """The session has started, is cancelled, or does not exist."""


class AlreadyEnrolled(Exception):
    """The same person has seats, or waits, at this session."""


def latest_addition() -> datetime | None:
    """When the session added last was added, of those that are open."""
    return CourseSession.objects.open().aggregate(latest=Max("created_at"))["latest"]


@transaction.atomic
def take_seats(session: int, reference: str, *, party: int, contact_digest: str) -> Enrolment:
    """Give the whole party seats, or the last place of the queue. `session` is a key.

    A party is never split; nobody passes before a waiting party that would fit in the seats that are free.
    Raises SessionClosed, SessionFull, AlreadyEnrolled.
    """
    row = CourseSession.objects.select_for_update().filter(pk=session).first()
    if row is None or not row.is_open:
        raise SessionClosed
    waits, same = Q(state=State.WAITING), Q(contact_digest=contact_digest)
    queue = row.enrolments.exclude(state=State.CANCELLED).aggregate(
        same=Count("pk", filter=same), smallest=Min("party", filter=waits), last=Max("place")
    )
    if queue["same"]:
        raise AlreadyEnrolled
    state = _state_for(row, party, queue["smallest"])
    enrolment = Enrolment.objects.create(
        session=row,
        reference=reference,
        party=party,
        contact_digest=contact_digest,
        state=state,
        place=(queue["last"] or 0) + 1 if state == State.WAITING else None,
        purge_on=timezone.localdate(row.ends_at) + KEPT_AFTER_SESSION,
    )
    _count(row, state, party)
    _tell(enrolment, None)
    return enrolment


def _state_for(session: CourseSession, party: int, smallest_waiting: int | None) -> State:
    if party <= session.seats_left(smallest_waiting):
        return State.ENROLLED
    if session.waiting + party <= session.waiting_capacity:
        return State.WAITING
    raise SessionFull


@transaction.atomic
def confirm(reference: str, *, by: Any = None) -> None:
    """Give a party that waits its seats, whatever its rank: an agent agreed it with them. Seated already: nothing.

    Raises SessionFull, SessionClosed.
    """
    session, enrolment = _locked(reference)
    if enrolment is None:  # it was released from quarantine when nothing was free any more
        raise SessionFull
    if enrolment.state == State.ENROLLED:
        return
    if not session.is_open or State.ENROLLED not in Enrolment.MOVES[enrolment.state]:
        raise SessionClosed
    if enrolment.party > session.capacity - session.taken:
        raise SessionFull
    _move(session, enrolment, State.ENROLLED, by)


@transaction.atomic
def cancel(reference: str, *, by: Any = None) -> None:
    """Give seats, or a place in the queue, back. After the start of the session the row stays as it was."""
    session, enrolment = _locked(reference)
    if enrolment is None or session.starts_at <= timezone.now():
        return
    if State.CANCELLED in Enrolment.MOVES[enrolment.state]:
        _move(session, enrolment, State.CANCELLED, by)


@transaction.atomic
def forget(reference: str) -> None:
    """Delete the row of a request that is deleted, and free what it held. What is over stays counted, nameless."""
    session, enrolment = _locked(reference)
    if enrolment is None:
        return
    if session.starts_at > timezone.now():
        _count(session, enrolment.state, -enrolment.party)
    enrolment.delete()


def _locked(reference: str) -> tuple[Any, Enrolment | None]:
    key = Enrolment.objects.filter(reference=reference).values_list("session", flat=True).first()
    if key is None:
        return None, None
    session = CourseSession.objects.select_for_update().get(pk=key)
    return session, Enrolment.objects.get(reference=reference)


def _move(session: CourseSession, enrolment: Enrolment, target: State, by: Any) -> None:
    _count(session, enrolment.state, -enrolment.party)
    _count(session, target, enrolment.party)
    enrolment.state, enrolment.place = target, None
    enrolment.save(update_fields=["state", "place"])
    _tell(enrolment, by)


def _count(session: CourseSession, state: str, people: int) -> None:
    """`people` more, or fewer when below zero, of those in this state. The session is locked."""
    counter = {State.ENROLLED: "taken", State.WAITING: "waiting"}.get(State(state))
    if counter:
        setattr(session, counter, getattr(session, counter) + people)
        session.save(update_fields=[counter])


def _tell(enrolment: Enrolment, by: Any) -> None:
    events.followup_changed.send(Enrolment, reference=enrolment.reference, event=str(enrolment.state), by=by)
