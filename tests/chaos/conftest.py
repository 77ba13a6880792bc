"""A portal of its own for each test here, on a copy of the test database; and the table of figures."""

import json
import os
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import psycopg
import pytest
from django.db import connection
from psycopg.sql import SQL, Identifier

from tests.chaos import FULL
from tests.chaos.city import City
from tests.chaos.mailbox import Mailbox

QUICK = {"CHAOS_LEASE": "3"}
HERE = Path(__file__).parent


def pytest_collection_modifyitems(items):
    """First of all: tests that commit empty the database after them, and what is copied here would be empty too."""
    items.sort(key=lambda item: HERE not in item.path.parents)


@pytest.fixture(scope="session")
def tables(tmp_path_factory, django_db_setup, django_db_blocker):
    """A function that makes a fresh database, with every table, on the server of the tests; it returns its address."""
    with django_db_blocker.unblock():
        if connection.vendor == "sqlite":
            whole = tmp_path_factory.mktemp("tables") / "portal.sqlite3"
            connection.ensure_connection()
            with closing(sqlite3.connect(whole)) as copy:
                connection.connection.backup(copy)
            return lambda folder: f"sqlite:///{shutil.copy(whole, folder)}"
        values = connection.settings_dict
        connection.close()  # nobody may be there while it is copied
        place = f"postgres://{values['USER']}:{values['PASSWORD']}@{values['HOST']}:{values['PORT']}"
        create(place, f"{values['NAME']}_tables", template=values["NAME"])
        return lambda folder: create(place, f"{values['NAME']}_chaos", template=f"{values['NAME']}_tables")


def create(place: str, name: str, *, template: str) -> str:
    with psycopg.connect(f"{place}/postgres", autocommit=True) as server:
        server.execute(SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(Identifier(name)))
        server.execute(SQL("CREATE DATABASE {} TEMPLATE {}").format(Identifier(name), Identifier(template)))
    return f"{place}/{name}"


@pytest.fixture
def mailbox():
    with Mailbox() as mailbox:
        yield mailbox


@pytest.fixture
def city(tmp_path, tables, mailbox):
    with City(tmp_path, tables(tmp_path), mailbox.url, **({} if FULL else QUICK)) as city:
        yield city


@pytest.fixture
def figure():
    """Puts one row into the table of `make chaos`: what, measured, bound, whether it holds."""

    def write(name: str, measured: object, bound: str, holds: bool) -> None:
        if "CHAOS_ROWS" in os.environ:
            with open(os.environ["CHAOS_ROWS"], "a") as rows:
                rows.write(json.dumps([f"{name}, {connection.vendor}", str(measured), bound, holds]) + "\n")

    return write
