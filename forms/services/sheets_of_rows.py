"""Rows of requests as CSV or XLSX, written as they come. Codes, dates and references only."""

import csv
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from io import TextIOWrapper
from typing import Any, BinaryIO

from django.utils import timezone
from django.utils.translation import gettext as _
from openpyxl import Workbook

from forms.models import Channel, Export
from forms.workflow import STAFF_LABELS, Status

FIELDS = (
    *("pk", "reference", "intake", "status", "reason", "channel"),
    *("received_at", "first_action_at", "due_on", "closed_at"),
)
DANGEROUS = ("=", "+", "-", "@", "\t", "\r", "\n")
"""What a spreadsheet takes for a formula when a cell begins with it."""


def write(kind: str, rows: Iterable[Any], out: BinaryIO) -> None:
    lines = _lines(rows)
    if kind == Export.Kind.XLSX:
        _xlsx(lines, out)
    else:
        _csv(lines, out)


def safe(cell: str) -> str:
    """The same, never a formula: an apostrophe goes before what could be one."""
    return f"'{cell}" if cell.startswith(DANGEROUS) else cell


def _lines(rows: Iterable[Any]) -> Iterator[list[str]]:
    yield [safe(title) for title in head()]
    for row in rows:
        yield [safe(cell) for cell in cells(row)]


def head() -> list[str]:
    return [
        *(_("Reference"), _("Request code"), _("State code"), _("State now"), _("Reason code"), _("Way it came")),
        *(_("Received on"), _("First act on"), _("Due on"), _("Closed on")),
    ]


def cells(row: Any) -> list[str]:
    return [
        *(row.reference, row.intake, row.status, str(STAFF_LABELS[Status(row.status)]), row.reason),
        str(Channel(row.channel).label),
        *(day(row.received_at), day(row.first_action_at), day(row.due_on), day(row.closed_at)),
    ]


def day(moment: datetime | date | None) -> str:
    """As 2026-11-23, which every program sorts."""
    if isinstance(moment, datetime):
        moment = timezone.localdate(moment)
    return moment.isoformat() if moment else ""


def _csv(lines: Iterable[list[str]], out: BinaryIO) -> None:
    """As French spreadsheets read it: semicolons, and a mark that says UTF-8."""
    text = TextIOWrapper(out, encoding="utf-8-sig", newline="")
    csv.writer(text, delimiter=";").writerows(lines)
    text.flush()
    text.detach()


def _xlsx(lines: Iterable[list[str]], out: BinaryIO) -> None:
    book = Workbook(write_only=True)
    sheet = book.create_sheet()
    for line in lines:
        sheet.append(line)
    book.save(out)
