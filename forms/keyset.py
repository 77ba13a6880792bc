"""Pages of a long list of requests, by the place of their last row: page a thousand costs no more than the first."""

from datetime import UTC, datetime
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils.dateparse import parse_datetime


def cursor(row) -> str:
    """Where the page after `row` starts."""
    return f"{row.received_at.isoformat()}_{row.pk}"


def after(query: QuerySet, cursor: str, latest_first: bool) -> QuerySet:
    """The rows after `cursor`; all of them for a cursor that is none of ours."""
    place = _place(cursor)
    if place is None:
        return query
    received_at, pk = place
    if latest_first:
        return query.filter(Q(received_at__lt=received_at) | Q(received_at=received_at, pk__lt=pk))
    return query.filter(Q(received_at__gt=received_at) | Q(received_at=received_at, pk__gt=pk))


def _place(cursor: str) -> tuple[datetime, UUID] | None:
    """Where a page starts; None for the first page and for a cursor that is none of ours."""
    moment, _sign, pk = cursor.rpartition("_")
    try:
        received_at, key = parse_datetime(moment), UUID(pk)
        return (received_at.astimezone(UTC), key) if received_at and received_at.tzinfo else None
    except (ValueError, OverflowError):  # the first and the last day of the calendar are not in every time zone
        return None
