"""Exports: asked for, made by the worker, given to whoever asked, gone after a day.

A task only wakes what the sweep would do anyway: an export whose maker died is made again once its lease is over.
"""

import logging
from collections.abc import Iterator
from datetime import datetime, timedelta
from tempfile import TemporaryFile
from typing import BinaryIO, cast
from uuid import UUID

from django.contrib.auth.models import User
from django.core.files import File
from django.db import transaction
from django.db.models import F, Q, QuerySet
from django.utils import timezone
from django_tasks import task
from wagtail.log_actions import log

from forms import keyset
from forms.files.storage import private
from forms.models import Export, Submission
from forms.models.exports import KEPT
from forms.services import sheets_of_rows
from forms.services.reopening import LEAD
from home.records.files import open_stream, seal_stream
from home.records.purging import one_by_one
from home.records.tasks import wordless

logger = logging.getLogger(__name__)

LEASE, TRIES, PAGE = timedelta(minutes=2), 3, 2000
MOST_IN_XLSX = 100_000


class TooManyRows(Exception):
    """More than a sheet of this format takes here: CSV takes them all."""


class NotAllowed(Exception):
    """Whoever asked leads no team any more."""


class LeaseLost(Exception):
    """Another one makes it now, or nobody needs it any more."""


def requests(user: User, intake: str, since: datetime) -> QuerySet[Submission]:
    rows = Submission.objects.visible_to(user).filter(quarantined_at=None, received_at__gte=since)
    return (rows.filter(intake=intake) if intake else rows).order_by("-received_at", "-pk")


@transaction.atomic
def ask(*, kind: str, reason: str, intake: str, since: datetime, by: User) -> Export:
    """Raises TooManyRows."""
    wanted = requests(by, intake, since).order_by()
    if kind == Export.Kind.XLSX and wanted[: MOST_IN_XLSX + 1].count() > MOST_IN_XLSX:
        raise TooManyRows
    export = Export(asked_by=by, kind=kind, reason=reason, intake=intake, since=since)
    _keep(export)
    export.save(force_insert=True)
    log(export, "forms.export_asked", user=by, data={"reason": reason, "kind": kind, "intake": intake})
    transaction.on_commit(wake_maker.enqueue, robust=True)
    return export


def _keep(export: Export) -> None:
    export.ends_at = timezone.now() + KEPT
    export.purge_on = timezone.localdate(export.ends_at)


def make_due() -> int:
    """Make what waits, oldest first; return how many are ready. Safe to kill, to run again, beside another one."""
    made = 0
    while export := _claim():
        made += _try(export)
    return made


def _free(now: datetime) -> QuerySet[Export]:
    waiting = Export.objects.filter(state=Export.State.WAITING, ends_at__gt=now)
    return waiting.filter(Q(lease_until=None) | Q(lease_until__lte=now))


def _claim() -> Export | None:
    now = timezone.now()
    _free(now).filter(tries__gte=TRIES).update(state=Export.State.FAILED.value, lease_until=None)
    for key in _free(now).order_by("created_at").values_list("pk", flat=True)[:10]:
        if _free(now).filter(pk=key).update(lease_until=now + LEASE, tries=F("tries") + 1, done=0):
            return Export.objects.select_related("asked_by").get(pk=key)
    return None


def _try(export: Export) -> bool:
    """A failure is tried again when the lease is over."""
    try:
        make(export)
    except NotAllowed:
        _mine(export).update(state=Export.State.FAILED.value, lease_until=None)
    except LeaseLost:
        return False
    except Exception as error:  # whatever it is: the next export is not to wait for it
        logger.error("Export %s could not be made (%s).", export.pk, type(error).__name__)
    else:
        return True
    return False


def make(export: Export) -> None:
    """Write the rows, seal the file, say that it is ready. Neither holds more in memory than a page of rows."""
    if not (export.asked_by.is_active and export.asked_by.has_perm(LEAD)):
        raise NotAllowed
    rows = requests(export.asked_by, export.intake, export.since)
    _go_on(export, total=rows.order_by().count())
    with TemporaryFile() as plain, TemporaryFile() as sealed:
        sheets_of_rows.write(export.kind, _pages(export, rows), plain)
        plain.seek(0)
        for piece in seal_stream(plain, export.key, export.path):
            sealed.write(piece)
        sealed.seek(0)
        _store(export, File(sealed))
    _keep(export)
    values = {"state": Export.State.READY.value, "lease_until": None, "done": F("total")}
    if not _mine(export).update(**values, ends_at=export.ends_at, purge_on=export.purge_on):
        with private() as storage:
            storage.delete(export.path)
        raise LeaseLost


def _pages(export: Export, rows: QuerySet[Submission]) -> Iterator:
    """The rows, a page a query; after each page the screen of whoever waits is told."""
    columns, place, done = rows.values_list(*sheets_of_rows.FIELDS, named=True), "", 0
    while page := list(keyset.after(columns, place, by_day=False)[:PAGE]):
        yield from page
        place, done = keyset.cursor(page[-1], by_day=False), done + len(page)
        _go_on(export, done=done)


def _mine(export: Export) -> QuerySet[Export]:
    """The row, as long as nobody else has begun it since."""
    return Export.objects.filter(pk=export.pk, tries=export.tries, state=Export.State.WAITING)


def _go_on(export: Export, **values: int) -> None:
    if not _mine(export).update(lease_until=timezone.now() + LEASE, **values):
        raise LeaseLost


def _store(export: Export, sealed: File) -> None:
    """In place of what a maker who died may have left."""
    with private() as storage:
        storage.delete(export.path)
        storage.save(export.path, sealed)


def of(user: User) -> QuerySet[Export]:
    """What they asked for, as long as it lasts. Nobody sees another's."""
    return Export.objects.filter(asked_by=user, ends_at__gt=timezone.now())


def take(export: Export, *, by: User) -> Iterator[bytes]:
    """The file, a piece at a time; logged. Raises OSError when storage does not answer."""
    with private() as storage:
        sealed = storage.open(export.path)
    log(export, "forms.export_taken", user=by, data={"reason": export.reason, "rows": export.done})
    return _opened(export, sealed)


def _opened(export: Export, sealed: File) -> Iterator[bytes]:
    with sealed:
        yield from open_stream(cast(BinaryIO, sealed), export.key, export.path)


def forget(now: datetime) -> int:
    """Delete those whose day is over, with their files; return how many."""
    keys = list(Export.objects.filter(ends_at__lte=now).values_list("pk", flat=True))
    return one_by_one(keys, _delete)


@transaction.atomic
def _delete(key: UUID) -> bool:
    return bool(Export.objects.filter(pk=key).delete()[0])


@task()
def wake_maker() -> int:
    with wordless():
        return make_due()
