"""Who may open what: every address of the URLconf, asked by every role, of their own rows and of others'."""

import pytest

from tests.addresses import routes
from tests.portal.access.asking import cell
from tests.portal.access.rules import RULES, find
from tests.portal.access.scene import ROLES, City
from tests.portal.access.table import PAGE, page

ADVICE = "Say in tests/portal/access/rules.py who may open it, then run `python -m tests.portal.access`."


def test_every_address_has_a_line():
    assert [route for route in routes() if not list(find(route))] == [], ADVICE


def test_every_line_decides_for_some_address():
    deciding = {rule for route in routes() for _area, rule in list(find(route))[:1]}
    assert [rule for rules in RULES.values() for rule in rules if rule not in deciding] == []


def test_the_page_of_the_documentation_is_fresh():
    assert PAGE.read_text() == page(), "Run `python -m tests.portal.access`."


def different(role: str, asked: list) -> dict[str, tuple[str, str]]:
    """{address: (what it answers, what the line says)} wherever the two are not the same."""
    city = City()
    client = city.visitor(role)
    answers = {route.template: (cell(city, route, role, client), next(find(route))[1].cell(role)) for route in asked}
    return {address: pair for address, pair in answers.items() if pair[0] != pair[1]}


@pytest.mark.slow
@pytest.mark.django_db
@pytest.mark.filterwarnings("ignore:Pagination may yield")  # a report of wagtail-localize, in no order
@pytest.mark.filterwarnings("ignore:Exception ignored in")  # Wagtail leaves the file of a thumbnail open
@pytest.mark.parametrize("role", ROLES)
def test_each_address_answers_each_role_as_its_line_says(role):
    assert different(role, routes()) == {}


PEOPLE = ("submissions:", "network:", "conservation:", "households:", "forms:", "wagtailusers_", "signin_")


@pytest.mark.django_db
@pytest.mark.parametrize("role", ["resident with code", "slime", "mediation"])
def test_the_addresses_of_requests_and_accounts_answer_as_their_lines_say(role):
    """The part of the whole matrix that is asked each time."""
    assert different(role, [route for route in routes() if route.name.startswith(PEOPLE)]) == {}
