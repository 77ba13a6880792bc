"""Pages of a long list of requests, by the place of their last row: page a thousand costs no more than the first."""

from datetime import UTC, date, datetime
from typing import NamedTuple
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils.dateparse import parse_date, parse_datetime


class Place(NamedTuple):
    """Where a page starts; `due_on` in lists by that day only."""

    received_at: datetime
    pk: UUID
    due_on: date | None = None


def cursor(row, *, by_day: bool) -> str:
    """Where the page after `row` starts."""
    place = f"{row.received_at.isoformat()}_{row.pk}"
    return f"{row.due_on.isoformat()}_{place}" if by_day else place


def after(query: QuerySet, cursor: str, *, by_day: bool) -> QuerySet:
    """The rows after `cursor`, by day then oldest first, or latest first; all for a cursor that is none of ours.

    The first bound alone says little, but lets an index start there.
    """
    place = _place(cursor)
    if place is None or bool(place.due_on) != by_day:
        return query
    received_at, pk, due_on = place
    if not by_day:
        later = Q(received_at__lt=received_at) | Q(received_at=received_at, pk__lt=pk)
        return query.filter(later, received_at__lte=received_at)
    same_day = Q(received_at__gt=received_at) | Q(received_at=received_at, pk__gt=pk)
    return query.filter(Q(due_on__gt=due_on) | Q(same_day, due_on=due_on), due_on__gte=due_on)


def beyond(query: QuerySet, cursor: str, moment: str, *, latest_first: bool) -> QuerySet:
    """The same for rows in the order of another `moment` of theirs, then of their key."""
    place = _place(cursor)
    if place is None:
        return query
    side = "lt" if latest_first else "gt"
    further = Q(**{f"{moment}__{side}": place.received_at}) | Q(**{moment: place.received_at, f"pk__{side}": place.pk})
    return query.filter(further, **{f"{moment}__{side}e": place.received_at})


def _place(cursor: str) -> Place | None:
    """None for the first page and for a cursor that is none of ours."""
    *day, moment, pk = cursor.split("_") if cursor.count("_") in {1, 2} else ("", "")
    try:
        received_at, key = parse_datetime(moment), UUID(pk)
        due_on = parse_date(day[0]) if day else None
        if received_at is None or received_at.tzinfo is None or (day and due_on is None):
            return None
        return Place(received_at.astimezone(UTC), key, due_on)
    except (ValueError, OverflowError):  # the first and the last day of the calendar are not in every time zone
        return None
