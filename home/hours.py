"""Opening hours as pure functions: no database, no clock of their own."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import time
from typing import NamedTuple

from django.utils.translation import gettext_lazy as _

DAY_NAMES = [_("Monday"), _("Tuesday"), _("Wednesday"), _("Thursday"), _("Friday"), _("Saturday"), _("Sunday")]
SCHEMA_DAYS = ["Mo", "Tu", "We", "Th", "Fr", "Sa", "Su"]


class Opening(NamedTuple):
    """One opening of one weekday: 0 is Monday."""

    day: int
    opens: time
    closes: time


class DayRun(NamedTuple):
    """Consecutive weekdays, first and last included."""

    first: int
    last: int


class SameHours(NamedTuple):
    """The weekdays that share the same openings, as runs, and those openings in order."""

    runs: list[DayRun]
    openings: list[tuple[time, time]]


def runs_of(days: Iterable[int]) -> list[DayRun]:
    """Group weekdays into runs of consecutive ones: 0, 1, 2, 4 gives 0–2 and 4."""
    runs: list[DayRun] = []
    for day in sorted(set(days)):
        if runs and runs[-1].last == day - 1:
            runs[-1] = DayRun(runs[-1].first, day)
        else:
            runs.append(DayRun(day, day))
    return runs


def group(week: Iterable[Opening]) -> list[SameHours]:
    """Gather the days that have the same hours; groups come in the order of their first day."""
    per_day: dict[int, list[tuple[time, time]]] = defaultdict(list)
    for opening in sorted(week):
        per_day[opening.day].append((opening.opens, opening.closes))
    per_hours: dict[tuple[tuple[time, time], ...], list[int]] = defaultdict(list)
    for day, openings in sorted(per_day.items()):
        per_hours[tuple(openings)].append(day)
    return [SameHours(runs_of(days), list(openings)) for openings, days in per_hours.items()]


def not_covered(week: Iterable[Opening], by: Iterable[Opening]) -> list[Opening]:
    """The openings of `week` during which `by` is not open from end to end."""
    wide = list(by)
    return [
        one
        for one in sorted(week)
        if not any(other.day == one.day and other.opens <= one.opens and one.closes <= other.closes for other in wide)
    ]


def schema_org(week: Iterable[Opening]) -> list[str]:
    """The openings as schema.org `openingHours` values: `Mo 08:30-17:30`."""
    return [f"{SCHEMA_DAYS[day]} {opens:%H:%M}-{closes:%H:%M}" for day, opens, closes in sorted(week)]
