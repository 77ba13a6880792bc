"""Rows of requests as CSV or XLSX, written as they come. Codes, dates and references only."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime
from typing import Any, BinaryIO

from django.utils import timezone
from django.utils.translation import gettext as _
from openpyxl import Workbook

from forms.models import Channel, Export
from forms.workflow import STAFF_LABELS, Status
from home.tables import safe, write_csv

FIELDS = (
    *("pk", "reference", "intake", "status", "reason", "channel"),
    *("received_at", "first_action_at", "due_on", "closed_at"),
)


def write(kind: str, rows: Iterable[Any], out: BinaryIO) -> None:
    lines = _lines(rows)
    if kind == Export.Kind.XLSX:
        _xlsx(lines, out)
    else:
        write_csv(lines, out)


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


def _xlsx(lines: Iterable[list[str]], out: BinaryIO) -> None:
    book = Workbook(write_only=True)
    sheet = book.create_sheet()
    for line in lines:
        sheet.append(line)
    book.save(out)
