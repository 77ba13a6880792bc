"""The numbers that a programme page shows: no query of their own but once a minute."""

from datetime import date
from typing import NamedTuple

from django import template
from django.utils import timezone
from django.utils.formats import date_format, number_format

from programmes.counts import shown
from programmes.measures import NEEDS, SENTENCES, Measure
from programmes.models import CountedFigure, ProgrammePage

register = template.Library()
HERE = "\N{NULL}"


class Said(NamedTuple):
    """A sentence around its number."""

    before: str
    number: str
    after: str
    counted_on: date


@register.simple_tag
def counted_figures(page: ProgrammePage) -> list[Said]:
    """In the editor's order. Never those of another programme, and none where somebody may have to leave no trace."""
    if page.quick_exit or page.shows_help_numbers:
        return []
    chosen = [block.value for block in page.counted if block.value in NEEDS.get(page.need, ())]
    if not chosen:
        return []
    found = shown.now()
    return [said(found[measure]) for measure in dict.fromkeys(chosen) if measure in found]


def said(row: CountedFigure) -> Said:
    sentence = SENTENCES[Measure(row.measure)] % {"n": HERE, "day": date_format(row.since, "j F Y")}
    before, _here, after = str(sentence).partition(HERE)
    number = number_format(row.value, decimal_pos=0, force_grouping=True)
    return Said(before, number, after, timezone.localdate(row.counted_at))
