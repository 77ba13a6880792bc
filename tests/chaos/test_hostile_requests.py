"""Thousands of hostile requests to every address and every step, by everybody: refusals, never a breakdown.

The seed is the commit, so that each one looks elsewhere; CHAOS_SEED repeats a run.
"""

import logging
import os
import random
import subprocess
import time
import traceback
from collections import Counter
from io import StringIO

import pytest
from django.core.cache import cache
from django.core.management import call_command
from django.db import transaction

from portal.wsgi import claims_utf_8
from tests.addresses import templates
from tests.chaos import FULL, size
from tests.chaos.grammar import FORM, Ask, Grammar
from tests.chaos.visitors import Visitor, everybody
from tests.database import unsettle

pytestmark = [pytest.mark.django_db, pytest.mark.slow, pytest.mark.filterwarnings("ignore")]

SHARES = 2 if FULL else 1
REQUESTS = size(1500, 100_000) // SHARES
REQUESTS_PER_SCENE = 8
P99_SECONDS = 1.0
GETTING_ITS_FIELDS = "a plain GET of an address from there"
BROKEN_ON_PURPOSE = {"/gestion/failwhale/"}


def seed() -> str:
    found = subprocess.run(["git", "rev-parse", "HEAD"], capture_output=True, text=True, check=False).stdout
    return os.environ.get("CHAOS_SEED") or found.strip()


class Breakdowns(logging.Handler):
    """Counts what is logged as an error or with a traceback, by the place it comes from."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.found: Counter[str] = Counter()
        self.examples: dict[str, Ask] = {}
        self.asked: Ask | None = None
        self.template = ""

    def emit(self, record: logging.LogRecord) -> None:
        if record.levelno >= logging.ERROR or record.exc_info:
            self.note(f"log of {record.name}", record.exc_info[1] if record.exc_info else None)

    def note(self, what: str, error: BaseException | None = None) -> None:
        place = ""
        if error is not None and error.__traceback__ is not None:
            last = traceback.extract_tb(error.__traceback__)[-1]
            place = f" {type(error).__name__} in {last.filename.rpartition('site-packages/')[2]}:{last.lineno}"
        key = f"{what}{place} at {self.template}"
        self.found[key] += 1
        if self.asked is not None:
            self.examples.setdefault(key, self.asked)

    def words(self) -> str:
        return "\n".join(
            f"{times} × {key}\n    {self.examples.get(key, GETTING_ITS_FIELDS)}"
            for key, times in self.found.most_common(40)
        )


@pytest.fixture
def breakdowns():
    handler, root = Breakdowns(), logging.getLogger()
    for kept in root.handlers:
        for one in kept.filters:
            handler.addFilter(one)
    root.addHandler(handler)
    yield handler
    root.removeHandler(handler)


@pytest.fixture
def demo(db):
    unsettle()
    call_command("demo", stdout=StringIO())


@pytest.mark.parametrize("share", range(SHARES))
def test_no_hostile_request_breaks_anything(demo, breakdowns, figure, share):
    chance = random.Random(f"{seed()} {share}")
    grammar, visitors = Grammar(chance), everybody()
    every = [template for template in templates() if template not in BROKEN_ON_PURPOSE]
    chance.shuffle(every)
    times: list[float] = []
    while len(times) < REQUESTS:
        visitor = visitors[0] if chance.random() < 0.4 else chance.choice(visitors)
        cache.clear()
        with transaction.atomic():
            for _time in range(REQUESTS_PER_SCENE):
                template = every[len(times) % len(every)] if chance.random() < 0.6 else "a step"
                visitor.come_back()
                breakdowns.template, breakdowns.asked = template, None
                times.append(take(visitor, written(visitor, template, grammar), breakdowns))
            transaction.set_rollback(True)
    p99 = sorted(times)[int(len(times) * 0.99)]
    holds = not breakdowns.found and p99 < P99_SECONDS
    measured = f"{breakdowns.found.total()} breakdowns, p99 {p99:.2f} s of CPU"
    figure(f"{len(times)} hostile requests, share {share + 1}", measured, f"0, < {P99_SECONDS:.0f} s", holds)
    assert holds, f"{measured}, seed {seed()}\n{breakdowns.words()}"


def written(visitor: Visitor, template: str, grammar: Grammar) -> Ask:
    if template == "a step":
        address, fields = visitor.step(grammar.random)
    else:
        address = visitor.address(template, grammar)
        fields = visitor.fields(template, address)
    return grammar.ask(address, fields)


def take(visitor: Visitor, ask: Ask, breakdowns: Breakdowns) -> float:
    """CPU seconds of the answer. A 5xx is noted, and so is whatever no page was made of."""
    if not claims_utf_8(ask.content_type):  # `portal.wsgi` refuses it before Django, where this client begins
        ask = ask._replace(content_type=FORM)
    breakdowns.asked = ask
    visitor.client.handler.enforce_csrf_checks = len(ask.body) % 17 == 1
    start = time.process_time()
    try:
        response = visitor.client.generic(
            ask.method, ask.path, ask.body, ask.content_type, QUERY_STRING=ask.query, headers=ask.headers
        )
        for _part in response:  # what is streamed may break late
            pass
    except Exception as error:
        breakdowns.note("raised", error)
        return time.process_time() - start
    seconds = time.process_time() - start
    if response.status_code >= 500:
        breakdowns.note(str(response.status_code), response.exc_info[1] if response.exc_info else None)
    return seconds
