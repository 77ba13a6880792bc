"""To a stranger, somebody else's row is as unknown as one that never was: the same words, after the same work."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.addresses import Route, routes
from tests.portal.access.asking import Whose, address, ask, takes_object
from tests.portal.access.rules import OPEN, find
from tests.portal.access.scene import City

pytestmark = pytest.mark.django_db

VARYING = re.compile(rb"[0-9a-f]{8}-[0-9a-f-]{27}|boite/[a-z]+|csrfmiddlewaretoken\W+value=\W\w+|nonce=\W[\w/+=-]+")
METHODS = ("get", "post")


def told(client, method: str, asked: str) -> tuple[int, bytes, list[str]]:
    """The status, the page, and the questions put to the database, without what changes at each request."""
    with CaptureQueriesContext(connection) as queries:
        response = ask(client, method, asked)
    work = [re.sub(r"'[^']*'|\b[0-9a-f]{32}\b|\b\d+\b", "?", query["sql"]) for query in queries]
    work = [sql for sql in work if "SAVEPOINT" not in sql]
    return response.status_code, VARYING.sub(b"", response.content), work


def of_somebody(role: str) -> list[Route]:
    """The addresses of requests, files, drafts, batches and partners that do not open to the role as they are."""
    return [route for route in routes() if takes_object(route) and next(find(route))[1].cell(role) != OPEN]


@pytest.mark.parametrize("role", ["resident with code", "slime", "responsable", "admin"])
def test_somebody_elses_row_answers_as_an_unknown_one_after_the_same_work(role):
    city = City()
    client, asked = city.visitor(role), of_somebody(role)
    assert len(asked) > 15
    for route in asked:
        for method in METHODS:
            foreign = told(client, method, address(city, route, role, Whose.FOREIGN))
            unknown = told(client, method, address(city, route, role, Whose.UNKNOWN))
            assert foreign[:2] == unknown[:2], f"{method} {route.template}"
            assert foreign[2] == unknown[2], f"{method} {route.template}"
            assert foreign[0] in {302, 404, 405, 410}, route.template
