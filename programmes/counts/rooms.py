"""The rooms that students have, and the hours that they give to the residents, against three a week."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from django.db.models import QuerySet, Sum
from django.db.models.functions import TruncMonth
from django.utils import timezone

from programmes.counts.periods import Period, end_of
from programmes.models import Room, RoomOffer, VolunteerHour
from programmes.models.offers import MINUTES_A_WEEK

DAY = timedelta(days=1)
LEASED = (RoomOffer.State.SIGNED, RoomOffer.State.ENDED)
"""Who left early lived there until then: the end of their lease is the day they left."""

Leases = Mapping[int, Sequence[tuple[date, date]]]
"""The first and last day of each lease, by room; rooms that nobody ever had are there too."""


class Hours(NamedTuple):
    """In minutes. `owed` are three hours for each whole week of each lease."""

    planned: int = 0
    kept: int = 0
    owed: int = 0


def leases(offers: QuerySet[RoomOffer]) -> Leases:
    """Two statements, whatever the number of rooms."""
    found: dict[int, list[tuple[date, date]]] = {room: [] for room in Room.objects.values_list("pk", flat=True)}
    signed = offers.filter(state__in=LEASED, starts_on__isnull=False).order_by()
    for room, *span in signed.values_list("room", "starts_on", "ends_on"):
        found.setdefault(room, []).append(tuple(span))
    return found


def occupied(found: Leases, months: Iterable[date]) -> dict[date, int]:
    """The rooms that somebody has on the last day of each month, or today in the month under way."""
    days = {month: min(end_of(month), timezone.localdate()) for month in months}
    return {month: sum(is_let(spans, day) for spans in found.values()) for month, day in days.items()}


def is_let(spans: Iterable[tuple[date, date]], day: date) -> bool:
    return any(starts_on <= day <= ends_on for starts_on, ends_on in spans)


def hours(moments: QuerySet[VolunteerHour], found: Leases, period: Period) -> dict[date, Hours]:
    """Month by month, those without any included. One statement."""
    sums = moments.filter(on__range=period.days).order_by().annotate(month=TruncMonth("on"))
    given = {
        month: (planned, kept or 0)
        for month, planned, kept in sums.values_list("month").annotate(Sum("planned"), Sum("kept"))
    }
    asked = owed_by_month(found, period)
    return {month: Hours(*given.get(month, (0, 0)), asked[month]) for month in period.months}


def owed_by_month(found: Leases, period: Period) -> Counter[date]:
    """A week counts in the month in which it ends, so that months add up to what each lease owes."""
    asked, today = Counter[date](), timezone.localdate()
    for starts_on, ends_on in (span for spans in found.values() for span in spans):
        before = owed(starts_on, ends_on, period.first - DAY)
        for month in period.months:
            until = owed(starts_on, ends_on, min(end_of(month), today))
            asked[month] += until - before
            before = until
    return asked


def owed(starts_on: date, ends_on: date, today: date) -> int:
    """The minutes of a lease so far: three hours for each of its whole weeks."""
    days = (min(today, ends_on) - starts_on).days
    return max(0, days // 7) * MINUTES_A_WEEK
