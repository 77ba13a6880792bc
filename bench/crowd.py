"""An inbox and an export of a great many requests on PostgreSQL, against the same with ten thousand.

Heavy (minutes and gigabytes at a million), so only with BENCH_ROWS: `BENCH_ROWS=1000000 DATABASE_URL=… make bench`.
Everything is made in the throw-away database and goes with it.
"""

import os
import resource
import time
from collections.abc import Callable, Iterator
from io import RawIOBase
from typing import NamedTuple
from unittest.mock import patch

from django.contrib.auth.models import Group, Permission, User
from django.db import connection
from django.db.models import Field
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from forms import keyset
from forms.inbox import queries
from forms.inbox.queries import Tab
from forms.models import Export, Inbox, Submission
from forms.services import sheets_of_rows, sifting
from forms.workflow import Status
from home.records import hashing
from home.records.fields import EncryptedJSONField, EncryptedTextField
from home.records.sealing import Place
from tests.forms.factories import InboxFactory, SubmissionFactory

FEW, MANY = 10_000, int(os.environ.get("BENCH_ROWS") or 0)
TIMES, SLOWER, MOST_QUERIES = 12, 1.5, 20
MEGABYTE = 1024 * 1024

# Copies of one sealed request: nothing here decides on them. One in ten is another team's, one in fifty still open
COPY = """
INSERT INTO forms_submission (id, created_at, purge_on, team_id, intake, reference, code_hash, language, status, reason,
    assignee_id, received_at, due_on, days_left, news, closed_at, name, contact, answers, channel, suspicion)
SELECT gen_random_uuid(), s.created_at, CASE WHEN n %% 50 > 0 THEN current_date END,
    CASE WHEN n %% 10 = 3 THEN %(other)s ELSE s.team_id END, s.intake, 'N' || n, '', s.language,
    CASE WHEN n %% 50 > 0 THEN 'accepted' WHEN n %% 100 = 0 THEN 'received' ELSE 'in_review' END, '',
    CASE WHEN n %% 200 = 50 THEN %(agent)s END,
    s.received_at - n * interval '20 seconds', s.due_on - (n %% 60)::int, CASE WHEN n %% 350 = 0 THEN 3 END,
    CASE WHEN n %% 150 = 0 THEN 'answered' ELSE '' END, CASE WHEN n %% 50 > 0 THEN now() END,
    s.name, s.contact, s.answers, CASE WHEN n %% 7 = 0 THEN 'phone' ELSE 'web' END, ''
FROM forms_submission s, generate_series(%(first)s, %(last)s) AS n WHERE s.id = %(model)s
"""
# Each has one choice, the rare one for one in a thousand, and one name: that of one in five hundred is sought
HASHES = """
INSERT INTO forms_submissionhash (submission_id, digest)
SELECT id, CASE WHEN substr(reference, 2)::int %% 1000 = 0 THEN %(rare)s ELSE %(often)s END
FROM forms_submission WHERE reference ~ '^N[0-9]+$' AND substr(reference, 2)::int BETWEEN %(first)s AND %(last)s
UNION ALL
SELECT id, CASE WHEN substr(reference, 2)::int %% 500 = 0 THEN %(name)s ELSE md5(reference) END
FROM forms_submission WHERE reference ~ '^N[0-9]+$' AND substr(reference, 2)::int BETWEEN %(first)s AND %(last)s
"""


class Cost(NamedTuple):
    """Seconds that 95 of 100 stay under, and queries."""

    slow: float
    queries: int


def measure() -> Iterator[tuple[str, str, str]]:
    if not MANY or connection.vendor != "postgresql":
        return
    agent, model = settle()
    with patch.object(EncryptedTextField, "place", at(model)), patch.object(EncryptedJSONField, "place", at(model)):
        yield from compare(agent, model)
    yield from exports(agent)


def at(model: Submission) -> Callable[[Field, Submission], Place]:
    """Copies are opened as the row that they were copied from: what is sealed is bound to its row."""
    return lambda field, row: Place(model._meta.db_table, field.column, str(model.pk))


def compare(agent: User, model: Submission) -> Iterator[tuple[str, str, str]]:
    fill(agent, model, 1, FEW)
    few = {name: cost(agent, address) for name, address in pages(agent).items()}
    fill(agent, model, FEW + 1, MANY)
    for name, address in pages(agent).items():
        many = cost(agent, address)
        ratio = f"{many.slow / few[name].slow:.2f} × ({1000 * many.slow:.0f} ms, {many.queries} SQL)"
        yield f"inbox of {MANY:,}, {name}", ratio, f"≤ {SLOWER} ×, {MOST_QUERIES}"


def settle() -> tuple[User, Submission]:
    inbox = InboxFactory(slug="slime")
    agent = User.objects.create(username="foule")
    agent.groups.add(inbox.team)
    agent.user_permissions.set(Permission.objects.filter(codename__in=["work_inbox", "access_admin"]))
    return agent, SubmissionFactory(intake="signalement", team=inbox.team)


def fill(agent: User, model: Submission, first: int, last: int) -> None:
    other = Group.objects.get_or_create(name="autres")[0]
    place = {"first": first, "last": last}
    digests = {"rare": sifting.digest_of("bailleur", "private"), "often": sifting.digest_of("bailleur", "social")}
    name = next(iter(hashing.name_query("Canari")))
    with connection.cursor() as cursor:
        cursor.execute(COPY, place | {"other": other.pk, "agent": agent.pk, "model": model.pk})
        cursor.execute(HASHES, place | {key: str(digest) for key, digest in digests.items()} | {"name": str(name)})
        cursor.execute("ANALYZE forms_submission; ANALYZE forms_submissionhash")


def pages(agent: User) -> dict[str, str]:
    """The addresses of one inbox, by what they show."""
    inbox = queries.inboxes_of(agent).get()
    asked = {
        "first page": "",
        **{f"tab {tab.value}": f"tab={tab.value}" for tab in Tab if tab != Tab.TODO},
        "filter state": "status=in_review",
        "filter due": "due=overdue",
        "filter news": "news=answered",
        "filter channel": "channel=phone",
        "filter agent": f"agent={agent.pk}",
        "filter answer, frequent": "reponse_bailleur=social",
        "filter answer, rare": "reponse_bailleur=private",
        "filter answer, rare, of all": "tab=all&reponse_bailleur=private",
        "search by name": "tab=all&q=Canari",
        "search by number": "tab=all&q=K7M4-2QXD",
        "deep page": f"tab=all&after={deep(agent, inbox)}",
    }
    address = reverse("submissions:inbox", args=[inbox.slug])
    return {name: f"{address}?{query}" for name, query in asked.items()}


def deep(agent: User, inbox: Inbox) -> str:
    """Where the list is four fifths over."""
    rows = queries.ordered(queries.in_inbox(agent, inbox), Tab.ALL, frozenset(Status))
    return keyset.cursor(rows[rows.count() * 4 // 5], by_day=False).replace("+", "%2B")


def cost(agent: User, address: str) -> Cost:
    client = Client()
    client.force_login(agent)
    client.get(address)
    with CaptureQueriesContext(connection) as asked:
        assert client.get(address).status_code == 200, address  # noqa: S101 – a page that fails is quick
    number = len(asked)  # read now: the next request forgets them
    spent = sorted(clocked(lambda: client.get(address)) for _time in range(TIMES))
    return Cost(spent[round(0.95 * TIMES) - 1], number)


def clocked(act: Callable[[], object]) -> float:
    begun = time.perf_counter()
    act()
    return time.perf_counter() - begun


class Sink(RawIOBase):
    """Counts what is written, and remembers when it began."""

    def __init__(self) -> None:
        self.begun, self.first, self.size = time.perf_counter(), 0.0, 0

    def writable(self) -> bool:
        return True

    def write(self, piece) -> int:
        self.size += len(piece)
        if self.size > 500 and not self.first:  # past the head
            self.first = time.perf_counter() - self.begun
        return len(piece)


def exports(agent: User) -> Iterator[tuple[str, str, str]]:
    rows = Submission.objects.visible_to(agent).order_by("-received_at", "-pk")
    before, sink = peak(), Sink()
    sheets_of_rows.write(Export.Kind.CSV, paged(rows), sink)  # type: ignore[arg-type]
    grown = (peak() - before) / MEGABYTE
    yield "CSV, first row", f"{sink.first:.2f} s", "≤ 1 s"
    yield f"CSV of {rows.count():,} rows, memory above the base", f"{grown:.0f} MiB", "≤ 64 MiB"
    sink = Sink()
    spent = clocked(lambda: sheets_of_rows.write(Export.Kind.XLSX, paged(rows, 100_000), sink))  # type: ignore[arg-type]
    yield "XLSX of 100,000 rows", f"{spent:.0f} s, {sink.size / MEGABYTE:.0f} MiB", "made"


def paged(rows, most: int = MANY + 1) -> Iterator:
    """As the maker of exports reads them: a page a query."""
    columns, place, done = rows.values_list(*sheets_of_rows.FIELDS, named=True), "", 0
    while done < most and (page := list(keyset.after(columns, place, by_day=False)[:2000])):
        yield from page
        place, done = keyset.cursor(page[-1], by_day=False), done + len(page)


def peak() -> int:
    """The most memory that this process ever had, in bytes."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
