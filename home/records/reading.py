"""The log of reads."""

from datetime import datetime

from django.contrib.auth.models import User

from home.records import chain
from home.records.models import ReadEntry, Record

CHUNK = 1000


def record_read(user: User, record: Record, what: str) -> None:
    """Note that `user` read this record. `what` is a code ("detail", "export"), never content."""
    ReadEntry.objects.create(user=user, table=record._meta.db_table, record_id=record.pk, what=what)


def forget(before: datetime) -> int:
    """Delete the lines older than this, a few at a time; return how many."""
    forgotten = 0
    while keys := list(ReadEntry.objects.filter(at__lt=before).order_by("at").values_list("pk", flat=True)[:CHUNK]):
        forgotten += chain.remove(ReadEntry.objects.filter(pk__in=keys))
    return forgotten
