"""SQL queries of every page of every request, on every way that the samples go."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from django.contrib.contenttypes.models import ContentType
from django.core.cache import cache
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext, override_settings
from django.urls import reverse

from forms.intakes import INTAKES
from forms.models import Submission
from forms.slots import asked_by
from tests.forms.papers import promise_documents
from tests.forms.samples import Pages, sample

TO_SHOW, TO_SAVE, TO_SEND = 12, 15, 15
TO_FILE = 2  # more, where documents pass to the request and rooms are looked up
TO_BEGIN = {
    "ateliers": 10,  # seats are taken: lock, count, take, accept by the rule, and a line of history
    "colocation": 5,  # an application joins the list: its team, what stands there, the row, its state read again
    "signalement": 3,  # an alert is kept apart from its request, whose state is read again
}
"""More, where sending begins what follows."""

MARKS = ("BEGIN", "COMMIT", "SAVEPOINT", "RELEASE SAVEPOINT")  # of transactions: they ask for no data


class Cost(NamedTuple):
    """Queries to show one page and to save it, and the bound of the latter. Saving the last page sends the request."""

    step: str
    to_show: int
    to_save: int
    most: int
    sends: bool


def of_intake(slug: str) -> list[Cost]:
    return [cost for pages in sample(slug).ways.values() for cost in of_way(slug, pages)]


def of_way(slug: str, pages: Pages) -> Iterator[Cost]:
    """Go that way as a new visitor does, cold cache at each page."""
    ContentType.objects.get_for_model(Submission)  # read once in the life of a process
    cache.clear()
    sample(slug).setup()
    visitor = Client()
    address = visitor.post(reverse("forms:start", args=[slug])).headers["Location"]
    for step, typed in pages.items():
        promise_documents(visitor, slug, address.split("/")[3], step, typed)
        to_show, page = counted(visitor.get, address)
        to_save, saved = counted(visitor.post, address, typed)
        if (page.status_code, saved.status_code) != (200, 302):
            raise RuntimeError(f"{slug}, {step}: {page.status_code}, then {saved.status_code}")
        address = saved.headers["Location"]
        sends = step == INTAKES[slug].check_step
        yield Cost(step, to_show, to_save, most_to_send(slug) if sends else TO_SAVE, sends)


def most_to_send(slug: str) -> int:
    intake = INTAKES[slug]
    return TO_SEND + (TO_FILE if asked_by(intake) else 0) + TO_BEGIN.get(slug, 0)


def counted(ask, *arguments) -> tuple[int, HttpResponse]:
    cache.clear()
    with CaptureQueriesContext(connection) as queries:
        response = ask(*arguments)
    return sum(not query["sql"].startswith(MARKS) for query in queries.captured_queries), response


@override_settings(
    TASKS={"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
)  # the real one: tests send at once
def all_costs() -> list[Cost]:
    return [cost for slug in INTAKES for cost in of_intake(slug)]


def measure() -> Iterator[tuple[str, str, str]]:
    """The worst of all, for the table: name, queries, bound."""
    costs = all_costs()
    yield "SQL, show a step, worst of all", str(max(cost.to_show for cost in costs)), f"≤ {TO_SHOW}"
    yield "SQL, save a step, worst of all", worst(cost for cost in costs if not cost.sends), f"≤ {TO_SAVE}"
    for most in sorted({cost.most for cost in costs if cost.sends}):
        yield "SQL, send a request", worst(cost for cost in costs if cost.sends and cost.most == most), f"≤ {most}"


def worst(costs: Iterable[Cost]) -> str:
    return str(max(cost.to_save for cost in costs))
