"""The days on which the city works: Monday to Friday, but for the public holidays of metropolitan France."""

from collections.abc import Iterator
from datetime import date, timedelta

import holidays

CLOSED_ON = holidays.country_holidays("FR")  # reckons each year when it is first asked for
DAY = timedelta(days=1)


def is_worked(day: date) -> bool:
    return day.weekday() < 5 and day not in CLOSED_ON


def following(day: date) -> Iterator[date]:
    """The working days after `day`, without end."""
    while True:
        day += DAY
        if is_worked(day):
            yield day


def after(day: date, number: int) -> date:
    """The `number`th working day after `day`, whose own hours do not count. With 0, `day` or the next one worked."""
    days = following(day - DAY if number == 0 else day)
    return next(found for rank, found in enumerate(days, start=1) if rank >= number)


def until(day: date) -> date:
    """`day`, or the last working day before it."""
    return day if is_worked(day) else until(day - DAY)


def between(day: date, last: date) -> int:
    """How many working days are left after `day`, `last` included; 0 when it is over."""
    days = ((day + DAY * rank) for rank in range(1, (last - day).days + 1))
    return sum(map(is_worked, days))
