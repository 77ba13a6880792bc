"""Seats of sessions: taken by whom asks first, given back, kept in a queue.

Each verb locks the session first, so that the rule is read and written by one at a time; constraints are the net.
"""

from datetime import datetime
from typing import Any, NamedTuple

from django.db import transaction
from django.db.models import Count, Max, Min, Q
from django.utils import timezone

from programmes.models import CourseSession, Enrolment
from programmes.models.enrolments import HOLDING, KEPT_AFTER_SESSION, OVER, State
from programmes.services.seat_offers import offer_free
from programmes.services.seats import SeatsGone, SessionClosed, count, lock_session, locked, may_become, move, tell

__all__ = ["AlreadyEnrolled", "Coming", "SeatsGone", "SessionClosed", "SessionFull"]


class SessionFull(Exception):
    """Not enough seats for the whole party, nor places on the waiting list."""


class AlreadyEnrolled(Exception):
    """The same person has seats, or waits, at this session."""


class Coming(NamedTuple):
    """Who comes, for the sheet, and in words what the team has to arrange for them."""

    name: str = ""
    others: str = ""
    needs: tuple[str, ...] = ()


def latest_addition() -> datetime | None:
    """When the session added last was added, of those that are open."""
    return CourseSession.objects.open().aggregate(latest=Max("created_at"))["latest"]


@transaction.atomic
def take_seats(
    session: int, reference: str, *, party: int, contact_digest: str, coming: Coming | None = None
) -> Enrolment:
    """Give the whole party seats, or the last place of the queue. `session` is a key.

    A party is never split; nobody passes before a waiting party that would fit in the seats that are free.
    Raises SessionClosed, SessionFull, AlreadyEnrolled.
    """
    row = lock_session(session)
    if not row.is_open:
        raise SessionClosed
    waits, same = Q(state=State.WAITING), Q(contact_digest=contact_digest)
    queue = row.enrolments.exclude(state__in=OVER).aggregate(
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
        **_for_the_sheet(row, coming or Coming()),
    )
    count(row, before=None, after=state, people=party)
    tell(enrolment, None)
    return enrolment


def _for_the_sheet(session: CourseSession, coming: Coming) -> dict[str, Any]:
    """Of those who try a prototype, no need is kept here: some would tell of their health."""
    needs = [] if session.kind == CourseSession.Kind.TRY_OUT else list(coming.needs)
    return {"name": coming.name or None, "others": coming.others or None, "needs": needs or None}


def _state_for(session: CourseSession, party: int, smallest_waiting: int | None) -> State:
    if party <= session.seats_left(smallest_waiting):
        return State.ENROLLED
    if session.waiting + party <= session.waiting_capacity:
        return State.WAITING
    raise SessionFull


@transaction.atomic
def confirm(reference: str, *, by: Any = None) -> None:
    """Give a party that waits its seats, whatever its rank: an agent agreed it with them. Seated already: nothing.

    Raises SessionFull, SessionClosed, SeatsGone.
    """
    session, enrolment = locked(reference)
    if enrolment is None:  # it was released from quarantine when nothing was free any more
        raise SessionFull
    if enrolment.state == State.ENROLLED:
        return
    if not session.is_open:
        raise SessionClosed
    if not may_become(enrolment, State.ENROLLED):
        raise SeatsGone
    more = 0 if enrolment.state in HOLDING else enrolment.party
    if more > session.capacity - session.taken:
        raise SessionFull
    move(session, enrolment, State.ENROLLED, by=by)


@transaction.atomic
def cancel(reference: str, *, by: Any = None) -> None:
    """Give seats, or a place in the queue, back; they go to the next who fits. After the start nothing changes."""
    session, enrolment = locked(reference)
    if enrolment is None or session.starts_at <= timezone.now():
        return
    if may_become(enrolment, State.CANCELLED):
        move(session, enrolment, State.CANCELLED, by=by)
        offer_free(session)


@transaction.atomic
def forget(reference: str) -> None:
    """Delete the row of a request that is deleted, and free what it held. What is over stays counted, nameless."""
    session, enrolment = locked(reference)
    if enrolment is None:
        return
    if session.starts_at > timezone.now():
        count(session, before=State(enrolment.state), after=None, people=enrolment.party)
    enrolment.delete()
    offer_free(session)
