"""Seats of the sessions that took place, in people: filled, and who came. Cancelled sessions count nowhere."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from django.db.models import Count, OuterRef, Subquery, Sum
from django.db.models.functions import Coalesce, TruncMonth
from django.utils import timezone

from programmes.counts.periods import Period
from programmes.models import CourseSession, Enrolment
from programmes.models.enrolments import KEPT_AFTER_SESSION, State


class Seats(NamedTuple):
    """`unmarked` are those of whom nobody said whether they came."""

    sessions: int = 0
    seats: int = 0
    taken: int = 0
    present: int = 0
    absent: int = 0

    @property
    def unmarked(self) -> int:
        return max(0, self.taken - self.present - self.absent)

    @property
    def free(self) -> int:
        return self.seats - self.taken


Held = dict[tuple[date, str], Seats]
"""By month and kind."""


def held(period: Period) -> Held:
    """The sessions of these months that are over. One statement, whatever their number."""
    starts, ends = period.moments
    rows = CourseSession.objects.filter(ends_at__lt=timezone.now(), starts_at__gte=starts, starts_at__lt=ends)
    rows = rows.filter(cancelled_at=None).order_by()
    rows = rows.annotate(month=TruncMonth("starts_at"), present=people(State.PRESENT), absent=people(State.ABSENT))
    sums = (Sum(name) for name in ("capacity", "taken", "present", "absent"))
    counted = rows.values_list("month", "kind").annotate(Count("pk"), *sums)
    return {(timezone.localdate(month), kind): Seats(*numbers) for month, kind, *numbers in counted}


def people(state: State) -> Coalesce:
    """Of one session, those in this state."""
    parties = Enrolment.objects.filter(session=OuterRef("pk"), state=state).order_by()
    return Coalesce(Subquery(parties.values("session").annotate(people=Sum("party")).values("people")), 0)


def by_month(found: Held, kind: str = "") -> dict[date, Seats]:
    """Of one kind, or of all."""
    months: dict[date, list[Seats]] = defaultdict(list)
    for (month, its_kind), seats in sorted(found.items()):
        if kind in ("", its_kind):
            months[month].append(seats)
    return {month: total(parts) for month, parts in months.items()}


def by_kind(found: Held) -> dict[str, Seats]:
    kinds: dict[str, list[Seats]] = defaultdict(list)
    for (_month, kind), seats in found.items():
        kinds[kind].append(seats)
    return {kind: total(parts) for kind, parts in kinds.items()}


def total(parts: Iterable[Seats]) -> Seats:
    return Seats(*(sum(column) for column in zip(Seats(), *parts, strict=True)))


def who_came_is_kept(month: date) -> bool:
    """Whether the marks of its sessions are all there still: they go with the people, a year after the session."""
    return month >= timezone.localdate() - KEPT_AFTER_SESSION
