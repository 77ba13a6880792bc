"""Counts for the public pages: taken in the background, never above what is true, never small."""

from collections.abc import Mapping
from datetime import date

from django.db import transaction
from django.db.models import Count as CountOf
from django.db.models import Q, Sum
from django.utils import timezone

from programmes import seasons
from programmes.counts import attendance, rooms, seats
from programmes.counts.periods import Period, month_of, so_far
from programmes.counts.secrecy import Count, apart, rounded, settled
from programmes.measures import FAMILIES, Measure
from programmes.models import Attendance, Cohort, CountedFigure, RoomOffer, VisitTally, VolunteerHour

NOBODY = Count(0, 0)
SCHOOL_YEAR = (Measure.STUDENTS, Measure.HOURS)
"""Counted since September; the others since January."""


@transaction.atomic
def refresh() -> int:
    """Count again; return how many numbers can be shown."""
    today = timezone.localdate()
    counts = taken(today)
    before = {row.measure: row for row in CountedFigure.objects.select_for_update()}
    return sum(renew(family, counts, before, today) for family in FAMILIES)


def renew(family: tuple[Measure, ...], counts: Mapping, before: Mapping, today: date) -> int:
    values = [settled(rounded(counts[measure]), shown_since(measure, before, today)) for measure in family]
    verdicts = apart(values)
    for measure, value, stands in zip(family, values, verdicts, strict=True):
        said = {"since": since(measure, today), "value": value, "is_shown": stands, "counted_at": timezone.now()}
        CountedFigure.objects.update_or_create(measure=measure, defaults=said)
    return sum(verdicts)


def shown_since(measure: Measure, before: Mapping, today: date) -> int | None:
    """The number of the same months that was said before."""
    row = before.get(measure)
    return row.value if row and row.since == since(measure, today) else None


def since(measure: Measure, today: date) -> date:
    return date(seasons.season_on(today), 9, 1) if measure in SCHOOL_YEAR else date(today.year, 1, 1)


def taken(today: date) -> dict[Measure, Count]:
    year = so_far(date(today.year, 1, 1))
    return visits(today.year) | sessions(year) | flats(today) | groups(year)


def visits(year: int) -> dict[Measure, Count]:
    """Households are what is behind all three."""
    tally = VisitTally.objects.filter(year=year).first() or VisitTally(year=year)
    behind = tally.households
    return {
        Measure.HOUSEHOLDS: Count(behind, behind),
        Measure.VISITED: Count(tally.people, behind),
        Measure.VISITS: Count(tally.visits, behind),
    }


def sessions(period: Period) -> dict[Measure, Count]:
    held = seats.total(seats.held(period).values())
    return {Measure.SEATS: Count(held.taken, held.taken), Measure.CAME: Count(held.present, held.present)}


def flats(today: date) -> dict[Measure, Count]:
    """Whoever gave hours and is deleted since is counted no more among those behind them."""
    month = month_of(today)
    housed = rooms.occupied(rooms.leases(RoomOffer.objects.all()), [month])[month]
    first = since(Measure.HOURS, today)
    given = VolunteerHour.objects.filter(on__range=(first, today), kept__gt=0)
    sums = given.aggregate(minutes=Sum("kept", default=0), people=CountOf("candidate", distinct=True))
    return {
        Measure.STUDENTS: Count(housed, housed),
        Measure.HOURS: Count(sums["minutes"] // 60, sums["people"]),
    }


def groups(period: Period) -> dict[Measure, Count]:
    first, last = period.days
    cohorts = Cohort.objects.all()
    started = cohorts.filter(started_at__isnull=False, starts_on__range=(first, last))
    people = started.aggregate(people=Sum("started_with", default=0))["people"]
    starts, ends = period.moments
    in_time = Q(activity__starts_at__gte=starts, activity__starts_at__lt=ends)
    came = Attendance.objects.filter(in_time, mark=Attendance.Mark.PRESENT).aggregate(
        people=CountOf("member", distinct=True)
    )
    held = attendance.total(attendance.kept(cohorts, period).values())
    return {
        Measure.GROUP_PEOPLE: Count(people, people),
        Measure.ACTIVITIES: Count(held.activities, came["people"]),
    }
