"""Keeps the index in step with the pages: what is owed is written with the change, and paid by a background task.

The entry in the database is made first, always from the page as it is now; then Elasticsearch gets the same, when
there is one. A page that could not be brought there stays owed, and is tried again, each time later.
"""

import logging
from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from wagtail.models import Page

from home.models.base import PortalPage
from search import documents, lexicon, vocabulary
from search.documents import Document
from search.engines import database, elasticsearch
from search.engines.asking import EngineDown
from search.models import Entry, Facet, Owed

logger = logging.getLogger(__name__)

FIRST_WAIT, LONGEST_WAIT = timedelta(seconds=5), timedelta(minutes=10)
HOME_DEPTH = 2
AT_ONCE = 200


def owe(page_ids: Iterable[int]) -> None:
    """Note, in the caller's transaction, that these pages changed."""
    Owed.objects.bulk_create([Owed(page_id=page_id) for page_id in page_ids])


def pay(now: datetime | None = None) -> int:
    """Bring what is due up to date, oldest first; return how many pages were. Safe to run at the same time twice."""
    due = Owed.objects.filter(due_at__lte=now or timezone.now()).values("page_id")
    owed = due.annotate(version=Max("pk"), tried=Max("tries")).order_by("version")[:AT_ONCE]
    return sum(settle(row["page_id"], row["version"], row["tried"]) for row in list(owed))


def settle(page_id: int, version: int, tries: int) -> bool:
    try:
        document = update(page_id, version)
        if (engine := elasticsearch()) is not None:
            engine.put(document, version) if document else engine.remove(page_id, version)
    except EngineDown as error:
        postpone(page_id, version, tries)
        logger.warning("Page %s is not in Elasticsearch yet (%s), try %s.", page_id, error, tries + 1)
        return False
    Owed.objects.filter(page_id=page_id, pk__lte=version).delete()
    return True


def postpone(page_id: int, version: int, tries: int) -> None:
    wait = min(FIRST_WAIT * 2 ** min(tries, 10), LONGEST_WAIT)
    Owed.objects.filter(page_id=page_id, pk__lte=version).update(tries=tries + 1, due_at=timezone.now() + wait)


@transaction.atomic
def update(page_id: int, version: int) -> Document | None:
    """Make the entry of a page anew, or take it out. None when the page is not for the public, or no longer."""
    known = Entry.objects.select_for_update().filter(page_id=page_id).first()
    document = read(page_id)
    vocabulary.replace(known, document)
    if document is None:
        Entry.objects.filter(page_id=page_id).delete()
    else:
        keep(document, version)
    lexicon.changed()
    return document


def keep(document: Document, version: int) -> None:
    page, findable = document.page, document.page.findable
    entry, _made = Entry.objects.update_or_create(
        page_id=page.pk,
        defaults={
            "language": document.language,
            "kind": findable.kind,
            "title": page.title,
            "summary": page.summary,
            "lines": "\n".join(document.lines),
            "words": " ".join(sorted(document.vocabulary())),
            "motif": getattr(page, "motif", ""),
            "boost": findable.boost,
            "is_sensitive": page.quick_exit,
            "version": version,
        },
    )
    Facet.objects.filter(entry=entry).delete()
    Facet.objects.bulk_create([Facet(entry=entry, name=name, value=value) for name, value in sorted(document.facets)])
    database().put(document)


def read(page_id: int) -> Document | None:
    """What search may know of a page now."""
    page = public().filter(pk=page_id).select_related("locale").first()
    specific = page.specific if page else None
    return documents.read(specific) if isinstance(specific, PortalPage) else None


def public():
    """Live, unexpired pages that anybody may read, below the home pages."""
    unexpired = Page.objects.live().exclude(expire_at__lte=timezone.now())
    return unexpired.public().filter(depth__gt=HOME_DEPTH, alias_of=None)


def rebuild() -> int:
    """Make every entry anew, one page in memory at a time; a new index for Elasticsearch takes the old one's place."""
    version = newest_version()
    done = 0
    for page_id in list(public().order_by("pk").values_list("pk", flat=True).iterator()):
        done += update(page_id, version) is not None
    gone = Entry.objects.exclude(page_id__in=public().values("pk"))
    for page_id in list(gone.values_list("pk", flat=True)):
        update(page_id, version)
    if (engine := elasticsearch()) is not None:
        engine.replace_all(everything(), version)
    Owed.objects.filter(pk__lte=version).delete()
    return done


def everything() -> Iterator[Document]:
    for page_id in Entry.objects.order_by("pk").values_list("pk", flat=True).iterator(chunk_size=500):
        if (document := read(page_id)) is not None:
            yield document


def newest_version() -> int:
    """A version later than all before: the number of a debt that is paid at once."""
    with transaction.atomic():
        mark = Owed.objects.create(page_id=0)
        version = mark.pk
        mark.delete()
    return version


def below(page: Page) -> list[int]:
    """A page and all below it: what a move or a restriction changes."""
    return list(Page.objects.descendant_of(page, inclusive=True).values_list("pk", flat=True))
