"""The log of reads."""

from django.contrib.auth.models import User

from home.records.models import ReadEntry, Record


def record_read(user: User, record: Record, what: str) -> None:
    """Note that `user` read this record. `what` is a code ("detail", "export"), never content."""
    ReadEntry.objects.create(user=user, table=record._meta.db_table, record_id=record.pk, what=what)
