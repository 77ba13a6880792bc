"""The chain that makes the log append-only: each link carries the hash of its line and of the link before it.

Lines (who read what, and Wagtail's log of what was done) are written without waiting for one another; `seal` takes
them up in the order of their time, a short while later. Sealing as they are written would queue all readers behind
one lock until each of their transactions ends, and cost three queries a read; until a line is sealed, the triggers
of `home.records.lock` keep it. One sealer at a time writes links, under a lock of the database.

The hashes are without a key, so that anybody with a copy of the database and an anchor can check them; what hinders
a rewriting of the whole chain is the anchors, which are kept elsewhere (`home.records.anchoring`).
"""

import hashlib
import json
from collections.abc import Collection, Iterable
from datetime import UTC, datetime, timedelta
from typing import Any, NamedTuple

from django.db import connection, models, transaction
from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone
from wagtail.models import ModelLogEntry

from home.records.lock import FORGET
from home.records.models import LogLink, ReadEntry

Kind = LogLink.Kind
TIMES: dict[type[models.Model], str] = {ReadEntry: "at", ModelLogEntry: "timestamp"}
"""The logs that are chained, each with the field of its lines' time."""

BOOKS = {model._meta.db_table: model for model in TIMES}
GENESIS = "0" * 64
BATCH = 500
LATE = timedelta(minutes=10)
"""A line comes no later than this after a younger one was sealed: transactions are short. One that does was inserted
by hand, is not sealed, and is named by the verifier."""

LOCK = 5_442_001  # any number: that of PostgreSQL's advisory lock on the chain's head


class Entry(NamedTuple):
    """What a new link says, before its place in the chain is known."""

    kind: str
    table: str
    line: int
    at: datetime
    digest: str


def seal() -> int:
    """Seal all the lines that wait; return how many. Safe to kill, to run again, and beside another one."""
    sealed = 0
    while number := seal_batch():
        sealed += number
    return sealed


@transaction.atomic
def seal_batch() -> int:
    head = lock_head()
    found = [entry for model in TIMES for entry in map(sealing, waiting(model)[:BATCH])]
    oldest = sorted(found, key=lambda entry: (entry.at, entry.table, entry.line))[:BATCH]
    append(head, oldest)
    return len(oldest)


def waiting(model: type[models.Model]) -> QuerySet:
    """The lines to seal, oldest first. They are sought by time: a smaller number may be committed after a greater."""
    time, last = TIMES[model], LogLink.objects.filter(kind=Kind.SEALED).order_by("-position").first()
    rows = unsealed(model).filter(**{f"{time}__lte": timezone.now() + LATE})
    if last:
        rows = rows.filter(**{f"{time}__gte": last.at - LATE})
    return rows.order_by(time, "pk")


def unsealed(model: type[models.Model]) -> QuerySet:
    links = LogLink.objects.filter(kind=Kind.SEALED, table=model._meta.db_table, line=OuterRef("pk"))
    return model._default_manager.filter(~Exists(links))


@transaction.atomic
def remove(rows: QuerySet) -> int:
    """Delete lines of the log whose time has come, and say so in the chain; return how many.

    A line goes only when a link says that it is removed: the triggers refuse any other deletion.
    """
    head, model, lines = lock_head(), rows.model, list(rows.order_by("pk"))
    table, keys, now = model._meta.db_table, [line.pk for line in lines], timezone.now()
    known = set(linked(Kind.SEALED, table, keys))
    entries = [sealing(line) for line in lines if line.pk not in known]
    entries += [Entry(Kind.REMOVED.value, table, key, now, "") for key in keys]
    append(head, entries)
    drop(model, keys)
    return len(keys)


def linked(kind: Kind, table: str, keys: Collection[int]) -> QuerySet:
    return LogLink.objects.filter(kind=kind, table=table, line__in=keys).values_list("line", flat=True)


def drop(model: type[models.Model], keys: list[int]) -> None:
    """On PostgreSQL through a function of the owner's: the portal's own role may have no right to delete."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT {FORGET}(%s, %s)", [model._meta.db_table, keys])
    else:
        model._default_manager.filter(pk__in=keys).delete()


def lock_head() -> LogLink | None:
    """The last link; nobody else adds one before this transaction ends. SQLite has one writer anyway."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
    return last_link()


def last_link() -> LogLink | None:
    return LogLink.objects.order_by("-position").first()


def append(head: LogLink | None, entries: Iterable[Entry]) -> None:
    links, position, previous = [], head.position if head else 0, head.hash if head else GENESIS
    for entry in entries:
        position += 1
        link = LogLink(position=position, previous=previous, **entry._asdict())
        link.hash = previous = hash_of(link)
        links.append(link)
    LogLink.objects.bulk_create(links, batch_size=100)


def hash_of(link: LogLink) -> str:
    said = (link.previous, link.position, link.kind, link.table, link.line, link.at.astimezone(UTC), link.digest)
    return hashlib.sha256("\n".join(map(str, said)).encode()).hexdigest()


def sealing(line: models.Model) -> Entry:
    at = getattr(line, TIMES[type(line)])
    return Entry(Kind.SEALED.value, line._meta.db_table, line.pk, at, digest_of(line))


def digest_of(line: models.Model) -> str:
    """Of every column, written the same whatever the database."""
    said = {field.attname: plain(getattr(line, field.attname)) for field in line._meta.concrete_fields}
    return hashlib.sha256(json.dumps(said, sort_keys=True).encode()).hexdigest()


def plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    return value if isinstance(value, (dict, list, int, bool, type(None))) else str(value)
