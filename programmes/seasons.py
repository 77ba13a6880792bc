"""University years, by which rooms are let: 2026 is the one from September 2026 to August 2027. No database here."""

from datetime import date

from django.utils import timezone
from django.utils.formats import date_format

NEXT_FROM_MONTH = 7  # who arrives in July or August comes for the year that follows


def season_on(day: date) -> int:
    return day.year if day.month >= NEXT_FROM_MONTH else day.year - 1


def season_of(month: str) -> int:
    """The season of a month given as “2026-09”."""
    year, number = month.split("-")
    return season_on(date(int(year), int(number), 1))


def current() -> int:
    return season_on(timezone.localdate())


def last_day(season: int) -> date:
    return date(season + 1, 8, 31)


def words(season: int) -> str:
    return f"{season}–{season + 1}"


def month_words(month: str) -> str:
    """“September 2026”, from “2026-09”."""
    year, number = month.split("-")
    return date_format(date(int(year), int(number), 1), "F Y")
