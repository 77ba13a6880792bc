"""The numbers that public pages may show, read once a minute in each process: pages gain no query by them."""

import time

from django.utils import timezone

from programmes.models import CountedFigure
from programmes.models.counted import GOOD_FOR

KEPT_SECONDS = 60
_read: dict[str, CountedFigure] = {}
_read_at = 0.0


def now() -> dict[str, CountedFigure]:
    """By measure, those that are fresh at this moment."""
    global _read, _read_at
    if not _read_at or time.monotonic() - _read_at > KEPT_SECONDS:
        _read, _read_at = {row.measure: row for row in CountedFigure.objects.fresh()}, time.monotonic()
    oldest = timezone.now() - GOOD_FOR
    return {measure: row for measure, row in _read.items() if row.counted_at > oldest}


def forget() -> None:
    """The next page reads them again."""
    global _read_at
    _read_at = 0.0
