"""Attendance: who came, said on the sheet of a session, corrected for a week. An absence takes no right away."""

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from home.records import terms
from programmes.models import CourseSession, Enrolment
from programmes.models.enrolments import NEEDS, ON_SHEET, State
from programmes.services.seats import SessionClosed, lock_session, move


class TooEarly(SessionClosed):
    """The session has not started."""


class TooLate(SessionClosed):
    """A week has passed since the end, or the session was cancelled."""


class ConsentMissing(Exception):
    """Someone took part in a try-out, and nobody noted that they agreed to it."""


@transaction.atomic
def keep(key: int, marks: Mapping[str, State], *, consents: Collection[str] = (), by: Any) -> int:
    """Say of each party (by its key as text) whether it came; return how many lines changed.

    `consents` are the keys of those who agreed to a try-out, read at try-outs only: a consent noted once stays.
    Parties that are not named, or not on the sheet, stay as they are. Raises TooEarly, TooLate, ConsentMissing.
    """
    session = lock_session(key)
    check(session)
    sheet = session.enrolments.filter(state__in=ON_SHEET).order_by("created_at", "pk")
    return sum(mark(session, party, marks.get(str(party.pk)), str(party.pk) in consents, by) for party in sheet)


def check(session: CourseSession) -> None:
    if session.takes_attendance:
        return
    raise TooEarly if session.is_open else TooLate


def mark(session: CourseSession, party: Enrolment, target: State | None, agreed: bool, by: Any) -> bool:
    try_out = session.kind == CourseSession.Kind.TRY_OUT
    if try_out and agreed and not party.consented_at:
        party.consented_at = timezone.now()
        party.save(update_fields=["consented_at"])
    if try_out and target == State.PRESENT and not party.consented_at:
        raise ConsentMissing
    if target is None or target == party.state:
        return False
    move(session, party, target, by=by)
    return True


def forget_needs() -> int:
    """Forget what people needed, a month after their session; return of how many."""
    return served(timezone.now() - terms.lasts(NEEDS)).filter(needs__isnull=False).update(needs=None)


def served(before: datetime) -> QuerySet[Enrolment]:
    """The parties whose session ended before a moment, whether or not they came."""
    return Enrolment.objects.filter(session__ends_at__lt=before)
