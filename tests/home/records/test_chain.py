"""The log is append-only: its lines are sealed into one chain, and neither change nor go but by the chain."""

import threading
from datetime import timedelta

import pytest
import time_machine
from django.core.management import CommandError, call_command
from django.db import IntegrityError, ProgrammingError, close_old_connections, connection, transaction
from django.utils import timezone
from wagtail.log_actions import log
from wagtail.models import ModelLogEntry

from home.records import chain, lock, reading, verifying
from home.records.models import LogLink, ReadEntry
from tests.home.records.factories import NotificationFactory, TeamFactory, UserFactory

postgresql = pytest.mark.skipif(connection.vendor != "postgresql", reason="PostgreSQL only: set DATABASE_URL")
pytestmark = pytest.mark.django_db


def read(days: float = 0) -> ReadEntry:
    with time_machine.travel(timezone.now() - timedelta(days=days), tick=False):
        reading.record_read(UserFactory(), NotificationFactory(), "detail")
    return ReadEntry.objects.latest("pk")


def test_reads_and_what_was_done_are_sealed_in_the_order_of_their_time():
    later, earlier = read(), read(days=1)
    log(TeamFactory(), "wagtail.create", user=UserFactory())
    entry = ModelLogEntry.objects.get()
    assert chain.seal() == 3
    lines = [(link.table, link.line) for link in LogLink.objects.all()]
    assert lines == [
        ("records_readentry", earlier.pk),
        ("records_readentry", later.pk),
        ("wagtailcore_modellogentry", entry.pk),
    ]
    assert verifying.breaks() == []


def test_sealing_again_adds_what_is_new_only(monkeypatch):
    monkeypatch.setattr(chain, "BATCH", 2)
    for _n in range(5):
        read()
    assert (chain.seal(), chain.seal()) == (5, 0)
    read()
    assert chain.seal() == 1
    assert list(LogLink.objects.values_list("position", flat=True)) == [1, 2, 3, 4, 5, 6]


def test_a_line_committed_after_a_younger_one_was_sealed_is_sealed_too():
    slow, quick = read(days=0.004), read()
    chain.append(None, [chain.sealing(quick)])
    assert chain.seal() == 1
    assert LogLink.objects.latest("position").line == slow.pk
    assert verifying.breaks() == []


def test_each_link_holds_the_hash_of_the_one_before_it():
    read()
    read()
    chain.seal()
    first, second = LogLink.objects.all()
    assert (first.previous, second.previous) == (chain.GENESIS, first.hash)


def test_a_line_goes_at_its_term_and_the_chain_says_so():
    read(days=400)
    old, young = read(days=400), read()
    assert reading.forget(timezone.now() - timedelta(days=365)) == 2
    assert [entry.pk for entry in ReadEntry.objects.all()] == [young.pk]
    assert LogLink.objects.filter(kind="removed", line=old.pk).exists()
    chain.seal()
    assert verifying.breaks() == []


@pytest.mark.parametrize("verb", ["UPDATE {table} SET {column} = {column}", "DELETE FROM {table}"])
@pytest.mark.parametrize(
    ("table", "column"),
    [("records_readentry", "what"), ("wagtailcore_modellogentry", "label"), ("records_loglink", "digest")],
)
def test_the_database_refuses_to_change_or_delete_a_line(verb, table, column):
    read()
    log(TeamFactory(), "wagtail.create")
    chain.seal()
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(verb.format(table=table, column=column))
    assert verifying.breaks() == []


def test_migrations_may_rewrite_the_log_and_put_the_triggers_back():
    everything = lock.present()
    assert everything == set(lock.wanted())
    lock.before_migrating(plan=[("a migration", False)])
    assert not lock.present()
    lock.after_migrating()
    assert lock.present() == everything


def test_a_migrate_without_migrations_leaves_the_triggers_in_place():
    before = lock.present()
    lock.before_migrating(plan=[])
    assert lock.present() == before != set()


@pytest.mark.skipif(connection.vendor == "postgresql", reason="SQLite's own refusal")
def test_sqlite_says_that_it_has_no_roles(capsys):
    with pytest.raises(CommandError, match="no roles"):
        call_command("lock_log", role="portal_web")


@pytest.fixture
def portal_web():
    """A role of PostgreSQL's that `lock_log` prepared."""
    with connection.cursor() as cursor:
        cursor.execute("CREATE ROLE portal_web")
        call_command("lock_log", role="portal_web")
        yield cursor


@postgresql
@pytest.mark.parametrize("table", lock.TABLES)
@pytest.mark.parametrize("verb", ["UPDATE {} SET {} = {}", "DELETE FROM {}", "TRUNCATE {}"])
def test_the_portals_role_may_neither_change_nor_delete(portal_web, table, verb):
    column = "digest" if table == lock.LINKS else "id"
    with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
        portal_web.execute("SET LOCAL ROLE portal_web")
        portal_web.execute(verb.format(table, column, column))


@postgresql
def test_the_portals_role_works_the_log_all_the_same(portal_web):
    portal_web.execute("SET LOCAL ROLE portal_web")
    read(days=400)
    read()
    assert chain.seal() == 2
    assert reading.forget(timezone.now() - timedelta(days=365)) == 1
    assert ReadEntry.objects.count() == 1
    assert verifying.breaks() == []
    portal_web.execute("RESET ROLE")


@postgresql
@pytest.mark.django_db(transaction=True)
def test_concurrent_sealers_and_purges_keep_one_chain(monkeypatch):
    monkeypatch.setattr(chain, "BATCH", 3)
    user, notice = UserFactory(), NotificationFactory()
    started, failures = threading.Barrier(6), []

    def work(number: int) -> None:
        try:
            started.wait(timeout=10)
            for _n in range(8):
                reading.record_read(user, notice, "detail")
                if number % 3 == 0:
                    chain.remove(ReadEntry.objects.filter(pk=ReadEntry.objects.latest("pk").pk))
                chain.seal()
        except Exception as error:
            failures.append(error)
        finally:
            close_old_connections()
            connection.close()

    workers = [threading.Thread(target=work, args=(number,)) for number in range(6)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join(timeout=60)
    assert failures == []
    chain.seal()
    assert list(verifying.broken_links()) == [] and list(verifying.inserted()) == []
    positions = list(LogLink.objects.values_list("position", flat=True))
    assert positions == list(range(1, len(positions) + 1))
    assert LogLink.objects.filter(kind="sealed").count() == 48
