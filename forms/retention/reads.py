"""The log of reads, as the officer reads it: who, which request by its number, when. Never what was read."""

from datetime import UTC, date, datetime, time
from typing import NamedTuple
from uuid import UUID

from django.contrib.auth.models import User
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from forms.inbox.forms import agent_name
from forms.inbox.words import first_page, next_page
from forms.models import Inbox, PurgeItem, ReadAlert, Submission
from forms.retention import doors
from forms.retention.forms import ReadsForm
from forms.services.overseeing import MOST_READ
from home.records.models import ReadEntry
from home.records.reading import key_of_list

PER_PAGE, ALERTS_SHOWN = 50, 20
TABLES = (Submission._meta.db_table, Inbox._meta.db_table)
WHAT = {
    "list": _("a page of its list"),
    "search": _("its line, in what a search found"),
    "decision": _("its name, before a decision"),
    "detail": _("its page"),
    "print": _("its print-out"),
    "task": _("a task about it"),
    "tasks": _("the list of tasks"),
    "found": _("that it exists, in a search for one person"),
    "export:access": _("an export: the person asked"),
    "export:erasure": _("an export: before an erasure"),
    "export:objection": _("an export: the person objects"),
    "export:authority": _("an export: an authority asked"),
}


class ReadRow(NamedTuple):
    """One read; `reference` is empty when the request is gone with its last trace, an inbox's name for its list."""

    at: datetime
    reader: str
    reference: str
    what: str


@require_safe
@doors.only(doors.READS)
def reads(request: HttpRequest) -> HttpResponse:
    form = ReadsForm(request.GET, readers=readers())
    form.is_valid()
    rows, following = read_page(filtered(form.cleaned_data), request.GET.get("after", ""))
    context = {
        "form": form,
        "rows": rows,
        "alerts": ReadAlert.objects.select_related("user")[:ALERTS_SHOWN],
        "most": MOST_READ,
        "first_page": first_page(request.GET),
        "next_page": next_page(request.GET, following),
        "later_page": "after" in request.GET,
    }
    return render(request, "forms/retention/reads.html", context)


def readers() -> QuerySet[User]:
    """Those who read something, whether or not their account is still open."""
    read = ReadEntry.objects.filter(user=OuterRef("pk"))
    return User.objects.filter(Exists(read)).order_by("last_name", "first_name", "username")


def filtered(chosen: dict) -> QuerySet[ReadEntry]:
    rows = ReadEntry.objects.filter(table__in=TABLES).select_related("user").order_by("-at", "-pk")
    if chosen.get("reader"):
        rows = rows.filter(user=chosen["reader"])
    if chosen.get("reference"):
        rows = rows.filter(record_id__in=keys_of(chosen["reference"]))
    if chosen.get("day"):
        rows = rows.filter(at__range=span_of(chosen["day"]))
    return rows


def keys_of(reference: str) -> list[UUID]:
    """The request of this number, here or deleted within the year."""
    here = Submission.objects.filter(reference=reference).values_list("pk", flat=True)
    gone = PurgeItem.objects.filter(reference=reference).values_list("record_id", flat=True)
    return [*here, *gone]


def span_of(day: date) -> tuple[datetime, datetime]:
    start = timezone.make_aware(datetime.combine(day, time.min))
    end = timezone.make_aware(datetime.combine(day, time.max))
    return start, end


def read_page(rows: QuerySet[ReadEntry], cursor: str) -> tuple[list[ReadRow], str]:
    """The rows after `cursor`, latest first, and the cursor of the next page, empty on the last one."""
    if place := _place(cursor):
        at, pk = place
        rows = rows.filter(Q(at__lt=at) | Q(at=at, pk__lt=pk))
    entries = list(rows[: PER_PAGE + 1])
    more, entries = len(entries) > PER_PAGE, entries[:PER_PAGE]
    references = references_of({entry.record_id for entry in entries})
    shown = [
        ReadRow(
            entry.at, agent_name(entry.user), references.get(entry.record_id, ""), str(WHAT.get(entry.what, entry.what))
        )
        for entry in entries
    ]
    return shown, f"{entries[-1].at.isoformat()}_{entries[-1].pk}" if more else ""


def _place(cursor: str) -> tuple[datetime, int] | None:
    """Where a page starts; None for the first page and for a cursor that is none of ours."""
    moment, _sign, pk = cursor.rpartition("_")
    try:
        at = parse_datetime(moment)
        return (at.astimezone(UTC), int(pk)) if at and at.tzinfo and len(pk) < 19 else None
    except (ValueError, OverflowError):
        return None


def references_of(keys: set[UUID]) -> dict[UUID, str]:
    gone = PurgeItem.objects.filter(record_id__in=keys).values_list("record_id", "reference")
    here = Submission.objects.filter(pk__in=keys).values_list("pk", "reference")
    lists = {key_of_list(inbox): inbox.name for inbox in Inbox.objects.all()}
    return lists | dict(gone) | dict(here)
