"""Two runs of the purge at once do nothing twice. Needs a database that takes several connections."""

import pytest
from django.db import connection

from forms.management.commands.purge_expired import Command
from forms.models import PurgeBatch, PurgeItem, Stub, Submission, Tombstone
from forms.services import proposing
from home.records.models import Notification
from tests.forms.factories import AgentFactory
from tests.forms.officers import due, round_of_the_day, sign_all
from tests.forms.test_races import WINDOWS, at_once
from tests.home.records.factories import NotificationFactory

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(
        connection.vendor == "sqlite", reason="one connection only: the test database of SQLite is in memory"
    ),
]
REQUESTS = 12


def rounds_at_once() -> list[str]:
    return at_once(lambda _run: Command().one_pass(), list(range(WINDOWS)))


def test_runs_at_once_propose_each_request_once():
    for _request in range(REQUESTS):
        due()
    rounds_at_once()
    assert PurgeItem.objects.count() == REQUESTS
    assert PurgeBatch.objects.exclude(items=None).count() == PurgeBatch.objects.count()


def test_runs_at_once_delete_each_request_once():
    for _request in range(REQUESTS):
        due()
    NotificationFactory.create_batch(5, sent_at="2026-01-01T00:00Z", purge_on="2026-01-02")
    round_of_the_day()
    sign_all(AgentFactory())
    NotificationFactory.create_batch(5, sent_at="2026-01-01T00:00Z", purge_on="2026-01-02")
    rounds_at_once()
    assert not Submission.objects.exists() and not Notification.objects.exists()
    assert Stub.objects.count() == Tombstone.objects.count() == REQUESTS
    assert set(PurgeItem.objects.values_list("state", flat=True)) == {PurgeItem.State.DONE}


def test_signing_while_requests_come_in_signs_what_was_seen_or_nothing():
    by = AgentFactory()
    for _request in range(REQUESTS):
        due()
    round_of_the_day()
    due()
    batch = PurgeBatch.objects.get()

    def act(kind):
        try:
            return proposing.sign(batch, by=by, seen=REQUESTS) if kind == "sign" else Command().one_pass()
        except proposing.StaleBatch:
            return "stale"

    at_once(act, ["sign", "propose"])
    batch.refresh_from_db()
    assert not batch.signed_at or batch.items.count() == REQUESTS
