"""Dates of requests: the flatshare closes for the season, the others are always open."""

from datetime import date

from django.utils import timezone

from forms.models import IntakeSettings

LAST_MONTH, LAST_DAY = 7, 15


def load() -> None:
    """Dates that staff set are left alone."""
    IntakeSettings.objects.get_or_create(intake="colocation", defaults={"closes_on": next_end(timezone.localdate())})


def next_end(today: date) -> date:
    """The end of the season that is three weeks ahead or more: a demonstration that shows an open request."""
    this_year = date(today.year, LAST_MONTH, LAST_DAY)
    return this_year if (this_year - today).days > 21 else this_year.replace(year=today.year + 1)
