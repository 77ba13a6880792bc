"""Who came to the activities of the Unis’Vers groups: marks counted, nobody named."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from typing import Any, NamedTuple

from django.db.models import Count, Q, QuerySet
from django.db.models.functions import TruncMonth
from django.utils import timezone

from programmes.counts.periods import Period
from programmes.models import Attendance, Cohort

Mark = Attendance.Mark


class Marks(NamedTuple):
    """Of so many activities whose sheet was kept."""

    activities: int = 0
    present: int = 0
    excused: int = 0
    absent: int = 0

    @property
    def total(self) -> int:
        return self.present + self.excused + self.absent

    @property
    def share(self) -> int:
        """Of those present, in hundredths; 0 of none."""
        return round(100 * self.present / self.total) if self.total else 0


Kept = dict[tuple[date, str], Marks]
"""By month, and by the group's name: two groups of one name count as one."""


def kept(cohorts: QuerySet[Cohort], period: Period) -> Kept:
    """One statement, whatever the number of people."""
    starts, ends = period.moments
    rows = Attendance.objects.filter(activity__starts_at__gte=starts, activity__starts_at__lt=ends)
    rows = rows.filter(activity__cohort__in=cohorts.order_by()).order_by()
    keys = rows.annotate(month=TruncMonth("activity__starts_at")).values_list("month", "activity__cohort__name")
    marks = {mark.value: Count("pk", filter=Q(mark=mark)) for mark in Mark}
    counted = keys.annotate(activities=Count("activity", distinct=True), **marks)
    return {(timezone.localdate(month), name): Marks(*numbers) for month, name, *numbers in counted}


def by_month(found: Kept) -> dict[date, Marks]:
    return _by(found, 0)


def by_group(found: Kept) -> dict[str, Marks]:
    return _by(found, 1)


def _by(found: Kept, place: int) -> dict[Any, Marks]:
    parts: dict[Any, list[Marks]] = defaultdict(list)
    for key, marks in found.items():
        parts[key[place]].append(marks)
    return {key: total(parts[key]) for key in sorted(parts)}


def total(parts: Iterable[Marks]) -> Marks:
    return Marks(*(sum(column) for column in zip(Marks(), *parts, strict=True)))
