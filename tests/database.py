"""The test database: migrated once for each state of the migrations and copied ever after, a city settled in it.

Migrating takes each worker a quarter of a minute, and settling the city under every test as much again.
"""

import hashlib
import os
import sqlite3
from contextlib import closing, suppress
from functools import cache
from pathlib import Path

import pytest
from django.apps import apps
from django.contrib.auth.models import Group
from django.db import ProgrammingError, connection

from forms.models import Inbox
from home.models import HomePage
from home.roles import ensure_roles
from programmes.models import Flat, Residence, Room
from tests.forms.factories import InboxFactory, RoomFactory
from tests.home.factories import HomePageFactory

FOLDER = Path(__file__).parents[1] / "var" / "tests"


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix, django_db_blocker):
    """Lays the copy where Django is about to migrate, which then finds nothing to do."""
    if connection.vendor == "postgresql":
        with django_db_blocker.unblock(), connection._nodb_cursor() as cursor:
            cursor.execute("SELECT FROM pg_database WHERE datname = %s", [kept_name()])
            connection.settings_dict["TEST"]["TEMPLATE"] = kept_name() if cursor.fetchone() else None
        yield
    else:  # in memory, where a database lives as long as somebody holds it open
        with closing(sqlite3.connect(connection.creation._get_test_db_name(), uri=True)) as begun:
            if kept_file().exists():
                copy(kept_file(), begun)
            yield


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_modify_db_settings, django_db_blocker):
    with django_db_blocker.unblock():
        if connection.vendor == "postgresql":
            keep_in_postgresql()
        elif not kept_file().exists():
            keep_in_file()
        settle()


def settle() -> None:
    """What nearly every test stands on. Factories find it again; a test with real transactions leaves none of it."""
    HomePageFactory()
    InboxFactory()
    RoomFactory()
    ensure_roles()


def settle_roles() -> None:
    """Each group with its rights: there already, but where a flush came before."""
    if not Group.objects.filter(name="dpo").exists():
        ensure_roles()


def unsettle() -> None:
    """Leave an empty city, for what founds its own."""
    for home in HomePage.objects.all():
        home.delete()
    for model in (Room, Flat, Residence):
        model.objects.all().delete()
    Inbox.objects.all().delete()
    Group.objects.all().delete()


@cache
def kept_name() -> str:
    """Names the state of every migration, of ours and of each library's, without importing them."""
    state = hashlib.sha256()
    for app in apps.get_app_configs():
        for migration in sorted(Path(app.path, "migrations").glob("*.py")):
            state.update(migration.read_bytes())
    return f"portal_migrated_{state.hexdigest()[:16]}"


def kept_file() -> Path:
    return FOLDER / f"{kept_name()}.sqlite3"


def copy(source: Path, target: sqlite3.Connection) -> None:
    with closing(sqlite3.connect(source)) as kept:
        kept.backup(target)


def keep_in_file() -> None:
    """Renamed when whole: several workers may do this at once, and what they write is the same."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    for old in FOLDER.glob("portal_migrated_*.sqlite3"):
        old.unlink(missing_ok=True)
    whole = FOLDER / f"worker-{os.getpid()}"
    with closing(sqlite3.connect(whole)) as target:
        connection.connection.backup(target)
    whole.rename(kept_file())


def keep_in_postgresql() -> None:
    """The first worker does it; a database is copied only while nobody is connected to it."""
    migrated = connection.settings_dict["NAME"]
    connection.close()
    with connection._nodb_cursor() as cursor, suppress(ProgrammingError):
        cursor.execute(f'CREATE DATABASE "{kept_name()}" TEMPLATE "{migrated}"')
