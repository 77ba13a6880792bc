"""What the server, the task worker and the sender of notices write, as real processes: not a word of anybody."""

import json
import sqlite3

import psycopg
import pytest

from tests.chaos.resident import Resident
from tests.forms.canaries import Aviary

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
SLUGS = ("contact", "signalement", "univers", "colocation")
CLIENT = "203.0.113.77"


def change(city, statement: str) -> None:
    """In the database, behind the portal's back."""
    if city.database.startswith("sqlite"):
        with sqlite3.connect(city.database.removeprefix("sqlite:///"), timeout=20) as database:
            database.execute(statement)
    else:
        with psycopg.connect(city.database) as database:
            database.execute(statement)  # type: ignore[arg-type]


def lines(city) -> list[dict]:
    return [json.loads(line) for line in city.log.read_text().splitlines() if line.startswith("{")]


def test_the_processes_write_lines_without_people_even_when_tables_are_missing(city):
    aviary = Aviary()
    aviary.planted("client", CLIENT)
    visitor = Resident(city.address, CLIENT)
    visitor.browser.headers["User-Agent"] = aviary.word("browser")
    for slug in SLUGS:
        visitor.send(slug, next(iter(aviary.ways(slug))))
    city.wait_for(city.all_told, "The mails did not leave.")
    address = visitor.press("/demarches/contact/commencer/", {})
    query = aviary.word("query")
    visitor.browser.get(f"{city.address}/recherche/?q={query}", timeout=20)
    for table in ("forms_draft", "records_notification"):
        change(city, f"ALTER TABLE {table} RENAME TO away_{table}")
    answer = visitor.browser.get(city.address + address, params={"q": query}, timeout=20)
    assert answer.status_code == 500
    number = answer.headers["X-Request-ID"]
    assert number in answer.text

    [broken] = [line for line in lines(city) if line.get("incident") == number and "where" in line]
    assert "OperationalError" in broken["error"] or "ProgrammingError" in broken["error"]
    city.wait_for(lambda: any("failed" in line.get("event", "") for line in lines(city)), "The sender did not notice.")
    routes = {line.get("route") for line in lines(city)}
    assert {"forms:step", "forms:receipt"} <= routes and not {"search:results", "wagtail_serve"} & routes
    assert aviary.found_in(city.log.read_bytes()) == []
    assert len(aviary.let_out) >= 35
