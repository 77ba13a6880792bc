"""What the public reads of how much is in sign language (LSF) and in easy French (FALC), and whether it is complete.

Nothing counts but what says the text as it stands: no placeholder, no outdated clip, no easy text that readers
concerned have not read. « Complete » is never said while one of the essentials lacks one of the two.
"""

from datetime import datetime
from typing import NamedTuple

from django.conf import settings
from django.core.cache import cache
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from wagtail.models import Page

from home.models import ContactPage, EasyRead, EmergencyPage, HomePage
from home.models.base import PortalPage
from home.models.easyread import EasyReadStatus
from home.models.signed import SignedStatus
from home.signed import coverage, targets

ESSENTIALS = (HomePage, ContactPage, EmergencyPage)
KEPT = 600
"""Seconds: counting reads every text of the portal."""


class Line(NamedTuple):
    label: str
    current: int
    total: int

    @property
    def percent(self) -> int:
        """Rounded down: what is nearly done is not done."""
        return 100 * self.current // self.total if self.total else 0


class Essential(NamedTuple):
    title: str
    signed: bool
    easy: bool


class Coverage(NamedTuple):
    lines: list[Line]
    essentials: list[Essential]
    counted_at: datetime

    @property
    def is_complete(self) -> bool:
        """Everything is there, the essentials first."""
        essentials = bool(self.essentials) and all(one.signed and one.easy for one in self.essentials)
        return essentials and all(line.current == line.total for line in self.lines)


def shown() -> Coverage:
    """Counted again after ten minutes, in the language of the moment."""
    key = f"coverage:{translation.get_language()}"
    return cache.get_or_set(key, count, KEPT)


def count() -> Coverage:
    rows = coverage.rows()
    pages = _pages()
    easy = {page.translation_key: EasyRead.objects.status_of(page) for page in pages}
    read = sum(status == EasyReadStatus.CURRENT for status in easy.values())
    lines = [
        *(
            Line(_("In sign language: %(kind)s") % {"kind": part.label}, part.current, part.total)
            for part in coverage.shares(rows)
        ),
        Line(_("In easy French, read by readers concerned: pages"), read, len(pages)),
    ]
    signed = {row.target.key for row in rows if row.status == SignedStatus.CURRENT}
    essentials = [
        Essential(page.title, targets.of_page(page) in signed, easy[page.translation_key] == EasyReadStatus.CURRENT)
        for page in pages
        if isinstance(page, ESSENTIALS)
    ]
    return Coverage(lines, essentials, timezone.now())


def _pages() -> list[PortalPage]:
    french = Page.objects.live().public().filter(locale__language_code=settings.LANGUAGE_CODE, depth__gt=1)
    return [page for page in french.specific().order_by("path") if isinstance(page, PortalPage)]
