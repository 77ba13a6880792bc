"""Compares pages, entries and Elasticsearch, has what differs made again, and says how well the index is."""

from datetime import timedelta
from typing import NamedTuple

from django.db.models import Count, F, Max, OuterRef, Q, Subquery
from django.utils import timezone

from programmes.models import CourseSession, ProcedurePage
from programmes.models.courses import SIGN_UP
from search import indexing, misses, standing
from search.engines import elasticsearch
from search.engines.asking import EngineDown
from search.models import Entry, Facet, Marker, Owed

HEALTH = "health"
OVERDUE = timedelta(minutes=5)


class Health(NamedTuple):
    """`drift` counts pages that differed, `waiting` those owed for long; `engine` is the one that should answer."""

    pages: int
    drift: int
    waiting: int
    engine: str
    answers: bool

    @property
    def is_well(self) -> bool:
        return self.answers and not self.waiting


def reconcile() -> Health:
    """One check: pay what is due, find what differs, owe it, pay again, and note how it went."""
    indexing.pay()
    different = set(drifted())
    answers = True
    try:
        different |= set(drifted_elsewhere())
    except EngineDown:
        answers = repair_engine()
    indexing.owe(sorted(different))
    indexing.pay()
    misses.forget_old()
    return noted(len(different), answers)


def drifted() -> list[int]:
    """Pages that should have an entry and have none, that have one and should not, or that changed since."""
    public = indexing.public()
    made = Entry.objects.filter(page_id=OuterRef("pk")).values("made_at")[:1]
    stale = public.annotate(made_at=Subquery(made)).filter(Q(made_at=None) | Q(last_published_at__gt=F("made_at")))
    gone = Entry.objects.exclude(page_id__in=public.values("pk"))
    changed = [*stale.values_list("pk", flat=True), *gone.values_list("pk", flat=True)]
    return [*changed, *standing_otherwise(), *with_begun_sessions()]


def standing_otherwise() -> set[int]:
    """Pages whose clip, easy text, translations or request are no longer as the index has them: days go by."""
    pages = indexing.public().filter(pk__in=Entry.objects.filter(is_sensitive=False).values("pk"))
    kept = Facet.objects.filter(name__in=standing.NAMES).values_list("entry_id", "name", "value")
    return {page for page, _name, _value in standing.of_pages(pages) ^ set(kept)}


def with_begun_sessions() -> list[int]:
    """Pages that were read while a session was still to come that has started since."""
    last = CourseSession.objects.filter(starts_at__lte=timezone.now()).aggregate(last=Max("starts_at"))["last"]
    lists = ProcedurePage.objects.filter(intake=SIGN_UP).values("pk")
    return list(Entry.objects.filter(pk__in=lists, made_at__lt=last).values_list("pk", flat=True)) if last else []


def drifted_elsewhere() -> list[int]:
    """Pages of which Elasticsearch has another version than the database, one without the other included."""
    engine = elasticsearch()
    if engine is None:
        return []
    here = dict(Entry.objects.values_list("page_id", "version"))
    there = dict(engine.versions())
    return [page_id for page_id in here.keys() | there.keys() if here.get(page_id) != there.get(page_id)]


def repair_engine() -> bool:
    """An engine that is up but has no index gets one; one that is down is left alone."""
    try:
        engine = elasticsearch()
        if engine is not None and engine.is_empty():
            indexing.rebuild()
            return True
    except EngineDown:
        pass
    return False


def noted(drift: int, answers: bool) -> Health:
    engine = "elasticsearch" if elasticsearch() else "database"
    waiting = Owed.objects.filter(due_at__lt=timezone.now() - OVERDUE).count()
    waiting += Owed.objects.filter(tries__gt=0).aggregate(pages=Count("page_id", distinct=True))["pages"]
    health = Health(Entry.objects.count(), drift, waiting, engine, answers)
    Marker.objects.update_or_create(pk=HEALTH, defaults={"value": health._asdict()})
    return health


def last() -> tuple[Health, Marker] | None:
    """How the last check went, and when."""
    marker = Marker.objects.filter(pk=HEALTH).first()
    return (Health(**marker.value), marker) if marker else None
