"""Freed seats are offered by the published rule: to the first party of the queue that fits, until an hour.

48 hours, 12 when the session is less than three days away, and never past its start. Hours are counted as they pass,
whatever clocks do in March and October.
"""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from home.records.purging import one_by_one
from programmes import events
from programmes.models import CourseSession, Enrolment
from programmes.models.enrolments import State
from programmes.services.seats import SeatsGone, lock_session, locked, move

HOLD, SHORT_HOLD, CLOSE = timedelta(hours=48), timedelta(hours=12), timedelta(days=3)


def offer_ends(starts_at: datetime, now: datetime, more: timedelta = timedelta(0)) -> datetime:
    """Until when an offer made now holds; with `more` time for who is told by letter or call."""
    hold = SHORT_HOLD if starts_at - now < CLOSE else HOLD
    return min(now + hold + more, starts_at)


def offer_free(session: CourseSession) -> int:
    """Offer the free seats of a locked session, in the order of the queue; return how many parties are offered."""
    offered = 0
    if not session.is_open or not session.waiting:
        return offered
    for party in session.enrolments.filter(state=State.WAITING).order_by("place"):
        if party.party <= session.capacity - session.taken:
            more = timedelta(days=events.more_days(party.reference))
            ends = offer_ends(session.starts_at, timezone.now(), more)
            move(session, party, State.OFFERED, by=None, until=ends)
            offered += 1
    return offered


@transaction.atomic
def accept(reference: str) -> None:
    """The person says yes, in time. Again changes nothing. Raises SeatsGone."""
    session, enrolment = locked(reference)
    if enrolment is not None and enrolment.state == State.ENROLLED:
        return
    if enrolment is None or not is_live(session, enrolment):
        raise SeatsGone
    move(session, enrolment, State.ENROLLED, by=None)


def is_live(session: CourseSession, enrolment: Enrolment) -> bool:
    """Whether the offer can be accepted still: its hour decides, not the sweep that comes after it."""
    return session.is_open and enrolment.state == State.OFFERED and not enrolment.lapsed


def lapse_due() -> int:
    """Let the offers lapse whose hour is over, and offer their seats to the next; return how many lapsed."""
    over = Enrolment.objects.filter(expires_at__lte=timezone.now()).order_by("expires_at", "pk")
    return one_by_one(list(over.values_list("reference", flat=True)), lapse)


@transaction.atomic
def lapse(reference: str) -> bool:
    session, enrolment = locked(reference)
    if enrolment is None or enrolment.expires_at is None or enrolment.expires_at > timezone.now():
        return False
    move(session, enrolment, State.EXPIRED, by=None)
    offer_free(session)
    return True


def offer_left() -> int:
    """Offer what is free while people wait, whoever freed it; return in how many sessions somebody was offered."""
    some = CourseSession.objects.open().filter(waiting__gt=0, taken__lt=F("capacity"))
    return one_by_one(list(some.values_list("pk", flat=True)), offer_at)


@transaction.atomic
def offer_at(key: int) -> bool:
    return bool(offer_free(lock_session(key)))
