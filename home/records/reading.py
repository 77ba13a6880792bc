"""The log of reads."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.contrib.auth.models import User
from django.db.models import Model

from home.records import chain
from home.records.models import ReadEntry, Record

CHUNK = 1000


def record_read(user: User, record: Record, what: str) -> None:
    """Note that `user` read this record. `what` is a code ("detail", "export"), never content."""
    ReadEntry.objects.create(user=user, table=record._meta.db_table, record_id=record.pk, what=what)


def record_reads(user: User, records: Iterable[Record], what: str) -> None:
    """The same for several records that one page shows, in one statement."""
    ReadEntry.objects.bulk_create(
        [ReadEntry(user=user, table=row._meta.db_table, record_id=row.pk, what=what) for row in records]
    )


def record_list(user: User, queue: Model) -> None:
    """Note that `user` read a page of the list of this queue, which is no record: its number stands as a key."""
    ReadEntry.objects.create(user=user, table=queue._meta.db_table, record_id=key_of_list(queue), what="list")


def key_of_list(queue: Model) -> UUID:
    return UUID(int=queue.pk)


def forget(before: datetime) -> int:
    """Delete the lines older than this, a few at a time; return how many."""
    forgotten = 0
    while keys := list(ReadEntry.objects.filter(at__lt=before).order_by("at").values_list("pk", flat=True)[:CHUNK]):
        forgotten += chain.remove(ReadEntry.objects.filter(pk__in=keys))
    return forgotten
