"""Opening hours as sentences, in French and in English."""

from collections.abc import Iterable

from django.utils.dateformat import time_format
from django.utils.text import capfirst
from django.utils.translation import pgettext

from home import hours


def in_words(week: Iterable[hours.Opening]) -> str:
    """A week of openings: one line, one sentence for each set of hours."""
    return "\n".join(_sentence(same) for same in hours.group(week))


def _sentence(same: hours.SameHours) -> str:
    days = _enumerate([words for run in same.runs for words in _days(run)])
    spans = [
        pgettext("hours", "%(opens)s to %(closes)s") % {"opens": _hour(opens), "closes": _hour(closes)}
        for opens, closes in same.openings
    ]
    return pgettext("opening hours", "%(days)s: %(hours)s.") % {"days": capfirst(days), "hours": _enumerate(spans)}


def _days(run: hours.DayRun) -> list[str]:
    """« du lundi au mercredi » from three days on, else each day by itself."""
    names = [str(hours.DAY_NAMES[day]) for day in range(run.first, run.last + 1)]
    if len(names) > 2:
        return [pgettext("days", "%(first)s to %(last)s") % {"first": names[0], "last": names[-1]}]
    return [pgettext("day of the week", "%(day)s") % {"day": name} for name in names]


def _hour(moment) -> str:
    return time_format(moment, pgettext("minutes", "G:i") if moment.minute else pgettext("whole hour", "G:i"))


def _enumerate(parts: list[str]) -> str:
    if len(parts) < 2:
        return "".join(parts)
    return pgettext("list", "%(start)s and %(end)s") % {"start": ", ".join(parts[:-1]), "end": parts[-1]}
