"""Whole months, from one to another. No database here."""

from datetime import date, datetime, time, timedelta
from typing import NamedTuple

from django.utils import timezone


class Period(NamedTuple):
    """From the first day of `first` to the last day of the month that begins on `last`."""

    first: date
    last: date

    @property
    def months(self) -> list[date]:
        number = months_between(self.first, self.last) + 1
        return [shifted(self.first, rank) for rank in range(number)]

    @property
    def last_day(self) -> date:
        return end_of(self.last)

    @property
    def days(self) -> tuple[date, date]:
        return self.first, self.last_day

    @property
    def moments(self) -> tuple[datetime, datetime]:
        """Local midnights, whatever the clocks did: the first belongs to it, the second does not."""
        return midnight(self.first), midnight(shifted(self.last, 1))


def month_of(day: date) -> date:
    return day.replace(day=1)


def shifted(month: date, number: int) -> date:
    """The month that is `number` months later, or earlier."""
    years, rank = divmod(month.month - 1 + number, 12)
    return date(month.year + years, rank + 1, 1)


def months_between(first: date, last: date) -> int:
    return 12 * (last.year - first.year) + last.month - first.month


def end_of(month: date) -> date:
    return shifted(month, 1) - timedelta(days=1)


def midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))


def last_months(number: int) -> Period:
    """Up to the month under way."""
    now = month_of(timezone.localdate())
    return Period(shifted(now, 1 - number), now)


def so_far(first: date) -> Period:
    """From the month of this day to the one under way."""
    return Period(month_of(first), month_of(timezone.localdate()))
