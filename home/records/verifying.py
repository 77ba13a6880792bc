"""Finding what was done to the log behind the portal's back, and naming the line."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from itertools import islice, pairwise
from typing import NamedTuple

from django.db import DatabaseError, models
from django.utils import timezone

from home.records import anchoring, chain, lock
from home.records.anchoring import Head
from home.records.chain import BOOKS, GENESIS, Kind
from home.records.models import Anchor, LogLink, ReadEntry

READS_LAST = timedelta(days=180)
"""No read is removed before: the least that the officer may choose (forms.services.keeping)."""

CHUNK = 1000
READS = ReadEntry._meta.db_table


class Break(NamedTuple):
    """One place where the log is not what was written: `place` names the line or link, `what` says what was done."""

    place: str
    what: str

    def __str__(self) -> str:
        return f"{self.place}: {self.what}"


def breaks(more: Iterable[Head] = ()) -> list[Break]:
    """All that is wrong, checked against the file of anchors and those that are given; empty when the log is whole."""
    return [*broken_links(), *broken_lines(), *inserted(), *missed_anchors(more), *lifted()]


def broken_links() -> Iterator[Break]:
    """What was done to the chain itself."""
    position, last = 0, GENESIS
    for link in links():
        if link.position != position + 1:
            yield Break(f"links {position + 1} to {link.position - 1}", "removed")
        elif link.previous != last:
            yield Break(f"link {link.position}", "reordered or replaced: it does not follow the one before it")
        if hashed(link) != link.hash:
            yield Break(f"link {link.position}", "edited")
        position, last = link.position, link.hash


def links() -> Iterator[LogLink]:
    yield from LogLink.objects.order_by("position").iterator(chunk_size=CHUNK)


def hashed(link: LogLink) -> str:
    return chain.hash_of(link) if isinstance(link.at, datetime) else ""


def broken_lines() -> Iterator[Break]:
    """What was done to the lines that are sealed, and to those that should be gone."""
    seals = (link for link in links() if link.kind == Kind.SEALED)
    while chunk := list(islice(seals, CHUNK)):
        by_table: dict[str, list[LogLink]] = defaultdict(list)
        for link in chunk:
            by_table[link.table].append(link)
        for table, sealed in by_table.items():
            yield from check(table, sealed)
    yield from removed_early()


def check(table: str, sealed: list[LogLink]) -> Iterator[Break]:
    keys = [link.line for link in sealed]
    digests = digests_of(BOOKS[table], keys) if table in BOOKS else {}
    gone = set(chain.linked(Kind.REMOVED, table, keys))
    for link in sealed:
        place = f"{table} {link.line} (link {link.position})"
        if link.line in gone:
            if link.line in digests:
                yield Break(place, "back in the log after it was removed")
        elif link.line not in digests:
            yield Break(place, "removed")
        elif digests[link.line] != link.digest:
            yield Break(place, "edited")


def digests_of(model: type[models.Model], keys: list[int]) -> dict[int, str]:
    """By key, for the lines that are there; empty for what was made unreadable."""
    try:
        return {line.pk: chain.digest_of(line) for line in model._default_manager.filter(pk__in=keys)}
    except DatabaseError:
        raise
    except Exception:  # whatever a hand may have written where a date or a key was
        if len(keys) == 1:
            return {keys[0]: ""}
        half = len(keys) // 2
        return digests_of(model, keys[:half]) | digests_of(model, keys[half:])


def removed_early() -> Iterator[Break]:
    """Lines of reads leave at their term only. Those of a request leave with it, whenever that is."""
    removed = LogLink.objects.filter(kind=Kind.REMOVED)
    seals = LogLink.objects.filter(kind=Kind.SEALED, table=models.OuterRef("table"), line=models.OuterRef("line"))
    rows = removed.annotate(written=models.Subquery(seals.values("at")[:1]))
    for link in rows.order_by("position").iterator(chunk_size=CHUNK):
        if link.written is None:
            yield Break(f"{link.table} {link.line} (link {link.position})", "removed without having been sealed")
        elif link.table == READS and link.at - link.written < READS_LAST:
            yield Break(f"{link.table} {link.line} (link {link.position})", "removed before its term")


def inserted() -> Iterator[Break]:
    """Lines older than what was sealed before they came, or from the future: written by hand."""
    last = LogLink.objects.filter(kind=Kind.SEALED).order_by("-position").first()
    for model, time in chain.TIMES.items():
        odd = models.Q(**{f"{time}__gt": timezone.now() + chain.LATE})
        if last:
            odd |= models.Q(**{f"{time}__lt": last.at - chain.LATE})
        for key in chain.unsealed(model).filter(odd).order_by("pk").values_list("pk", flat=True):
            yield Break(f"{model._meta.db_table} {key}", "inserted")


def missed_anchors(more: Iterable[Head]) -> Iterator[Break]:
    try:
        known = anchoring.heads()
    except ValueError:
        yield Break(str(anchoring.path()), "edited: a line of it is no anchor")
        known = []
    mailed = [Head(row.created_at, row.position, row.hash) for row in Anchor.objects.order_by("day")]
    if mailed and not known:
        yield Break(str(anchoring.path()), "removed or emptied")
    for one, following in pairwise(known):
        if following.position < one.position:
            yield Break(str(anchoring.path()), f"reordered at {following}")
    heads = [*known, *mailed, *more]
    now, end = anchoring.links_of(heads), chain.last_link()
    for head in heads:
        if end is None or head.position > end.position:
            yield Break(
                f"links {end.position + 1 if end else 1} to {head.position}", f"cut off after the anchor {head}"
            )
        elif now.get(head.position) != head.hash:
            yield Break(f"link {head.position}", f"rewritten: not what the anchor says {head}")


def lifted() -> Iterator[Break]:
    for name in sorted(set(lock.wanted()) - lock.present()):
        yield Break(name, "this trigger is missing: manage.py lock_log puts it back")
