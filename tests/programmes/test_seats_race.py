"""Everybody wants the same twelve seats at the same instant: exactly twelve, and a queue in order for the others.

On SQLite the rush goes to a database in a file, as in the embedded default. CHAOS=1 makes it 200 people.
"""

import os
import sqlite3
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection, connections
from django.db.models import Sum

from forms.intake import Journey
from forms.intakes import INTAKES
from forms.models import Submission
from forms.services.submitting import submit
from home.records.models import Notification
from programmes.models import CourseSession, Enrolment
from programmes.services import courses
from tests.forms.factories import DraftFactory, InboxFactory
from tests.forms.samples import ateliers, unsent

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]

SEATS, WINDOW = 12, 0.03
PEOPLE = 200 if os.environ.get("CHAOS") else 40
AT_ONCE = 40
DOUBLE_CLICKS = 4  # one person in so many sends twice
ATELIERS = INTAKES["ateliers"]


@pytest.fixture
def crowd_database(tmp_path, monkeypatch):
    """A database that takes several connections: PostgreSQL as it is; of SQLite's in memory, a copy in a file."""
    if connection.vendor != "sqlite":
        yield
        return
    connection.ensure_connection()
    path = tmp_path / "rush.sqlite3"
    with sqlite3.connect(path) as copy:
        connection.connection.backup(copy)
    copy.close()
    with monkeypatch.context() as patch:
        patch.setitem(connection.settings_dict, "NAME", str(path))
        yield


def elsewhere(act, *arguments):
    """Run on a connection of its own, in a thread of its own."""

    def run():
        try:
            return act(*arguments)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(1) as pool:
        return pool.submit(run).result()


def rush(act, arguments):
    """All started together, `AT_ONCE` at a time, each on a connection of its own; what each one gave."""
    gate = Barrier(AT_ONCE)

    def worker(mine):
        gate.wait(timeout=20)
        try:
            return [act(argument) for argument in mine]
        finally:
            connections.close_all()

    with ThreadPoolExecutor(AT_ONCE) as pool:
        shares = [arguments[start::AT_ONCE] for start in range(AT_ONCE)]
        return [given for share in pool.map(worker, shares) for given in share]


def drafts():
    """A filled-in draft for each person, and their party: one in five brings others."""
    ateliers.open_session(capacity=SEATS, waiting_capacity=5 * PEOPLE)
    InboxFactory(slug="ateliers")
    made = []
    for rank in range(PEOPLE):
        party = 1 if rank % 5 else 2 + rank % 3
        pages = ateliers.ALONE | {
            "pour-qui": ateliers.HELPED["pour-qui"] | {"party": [str(party)]},
            "contact": ateliers.REACH | {"email": [f"personne{rank}@exemple.fr"], "phone": [""]},
        }
        draft = DraftFactory(intake="ateliers", answers=unsent(ATELIERS, pages))
        made.append((draft, Journey(ATELIERS, pages).answers))
    clicks = made + made[::DOUBLE_CLICKS]
    return sorted(clicks, key=lambda click: click[0].reference)


def outcome():
    session = CourseSession.objects.get(pk=ateliers.SESSION)
    queue = list(session.enrolments.filter(state="waiting").order_by("place"))
    return {
        "taken": session.taken,
        "seated": session.enrolments.filter(state="enrolled").aggregate(people=Sum("party"))["people"],
        "waiting": session.waiting,
        "queue": [(enrolment.place, enrolment.rank) for enrolment in queue],
        "queued": sum(enrolment.party for enrolment in queue),
        "states": Counter(Enrolment.objects.values_list("state", flat=True)),
        "requests": Submission.objects.count(),
        "mails": Notification.objects.count(),
        "accepted": Submission.objects.filter(status="accepted").count(),
    }


def test_a_rush_takes_every_seat_once_and_queues_the_others_in_order(crowd_database, monkeypatch):
    decide = courses._state_for

    def slowly(*arguments):
        time.sleep(WINDOW)  # between what was read and what is written
        return decide(*arguments)

    monkeypatch.setattr(courses, "_state_for", slowly)
    clicks = elsewhere(drafts)
    started = time.monotonic()
    sent = rush(lambda click: submit(click[0], answers=click[1], language="fr"), clicks)
    print(f"{len(clicks)} clicks, {PEOPLE} people: {time.monotonic() - started:.1f} s")  # noqa: T201
    found = elsewhere(outcome)
    assert len({submission.reference for submission in sent}) == found["requests"] == found["mails"] == PEOPLE
    assert found["taken"] == found["seated"] == SEATS
    assert found["queue"] == [(place, place) for place in range(1, len(found["queue"]) + 1)]
    assert found["waiting"] == found["queued"]
    assert sum(found["states"].values()) == PEOPLE
    assert found["accepted"] == found["states"]["enrolled"]
