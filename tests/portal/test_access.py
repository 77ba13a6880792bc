"""Every address of the URLconf, asked by everybody: nothing breaks, and nobody is let in by accident."""

from functools import cache

import pytest
from django.contrib.auth.models import Group, User

from home.roles import ensure_roles
from portal.demo.accounts import ACCOUNTS
from tests.addresses import filled, templates
from tests.home.factories import HomePageFactory

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

ANYBODY = {
    "/gestion/jsi18n/",
    "/gestion/sprite/",
    "/gestion/login/",
    "/gestion/compte/connexion/",
    "/gestion/compte/mot-de-passe/oublie/",
    "/gestion/compte/mot-de-passe/oublie/envoye/",
    "/gestion/compte/mot-de-passe/nouveau/fait/",
}
"""What answers under /gestion/ without an account: the way in and out, the words of its scripts, its icons."""

PLAUSIBLE = {"uuid": "00000000-0000-4000-8000-000000000007", "slug": "colocation", "str": "1", "": "x"}
BY_NAME = {
    "app_label": "home",
    "app_name": "home",
    "content_type_app_name": "home",
    "model_name": "helpnumber",
    "content_type_model_name": "helpnumber",
    "step": "contact",
}
PUBLIC_ROW = "int"  # pages, groups, users, images: the key of a row that exists


@cache
def everywhere(key: int) -> tuple[str, ...]:
    def value(kind: str, name: str) -> str:
        return BY_NAME.get(name) or (str(key) if kind == PUBLIC_ROW else PLAUSIBLE[kind])

    return tuple(filled(template, value) for template in templates())


@pytest.fixture
def city():
    """A home page, the roles, and the accounts of the demonstration."""
    home = HomePageFactory()
    ensure_roles()
    for account in ACCOUNTS:
        user = User.objects.create_user(account.username, email=f"{account.username}@exemple.fr")
        user.groups.set(Group.objects.filter(name__in=account.groups or [account.username]))
    return home


BROKEN_ON_PURPOSE = {"/gestion/failwhale/"}  # Wagtail's own, to look at the page of a breakdown

EDITORS, FLATS, ADMIN = {"communication", "redaction-chef"}, {"colocation", "responsable"}, {"admin"}
COURSES = {"ateliers", "responsable"}
SECTIONS = {
    "/gestion/users/": ADMIN,
    "/gestion/users/new/": ADMIN,
    "/gestion/groups/": set(),
    "/gestion/sites/": ADMIN,
    "/gestion/locales/": set(),
    "/gestion/redirects/": set(),
    "/gestion/collections/": set(),
    "/gestion/workflows/list/": set(),
    "/gestion/workflows/tasks/index/": set(),
    "/gestion/reports/workflow/": EDITORS,
    "/gestion/snippets/home/helpnumber/": EDITORS,
    "/gestion/textes/": EDITORS | {"traduction"},
    "/gestion/images/": EDITORS,
    "/gestion/documents/": EDITORS,
    "/gestion/residence/": FLATS,
    "/gestion/flat/new/": FLATS,
    "/gestion/room/": FLATS,
    "/gestion/demandes/partenaires/": {"slime", "responsable"},
    "/gestion/delais/": {"responsable"},
    "/gestion/delais/motifs/": {"responsable"},
    "/gestion/coursesession/": COURSES,
    "/gestion/coursesession/new/": COURSES,
}
"""Whom each section of the staff area opens to; everyone else is sent away."""


def test_without_an_account_only_the_way_in_answers_under_gestion(client, city):
    under = [address for address in everywhere(city.pk) if address.startswith("/gestion/")]
    for method in (client.get, client.post):
        assert {address for address in under if method(address).status_code not in {302, 403, 404, 405}} <= ANYBODY
    assert len(under) > 200


@pytest.mark.filterwarnings("ignore:Pagination may yield")  # a report of wagtail-localize, in no order
@pytest.mark.parametrize("name", ["redaction-chef", "admin", "colocation"])
def test_no_address_breaks(client, city, name):
    client.raise_request_exception = False
    client.force_login(User.objects.get(username=name))
    asked = set(everywhere(city.pk)) - BROKEN_ON_PURPOSE
    assert {address for address in asked if client.get(address).status_code >= 500} == set()


def test_each_section_opens_to_those_it_is_for(client, city):
    opened = {section: set() for section in SECTIONS}
    for account in ACCOUNTS:
        client.force_login(User.objects.get(username=account.username))
        for section in SECTIONS:
            if client.get(section).status_code == 200:
                opened[section].add(account.username)
    assert opened == SECTIONS


def test_the_partner_enters_no_staff_page(client, city):
    client.force_login(User.objects.get(username="partenaire"))
    answers = [client.get(address) for address in ("/gestion/", "/gestion/account/", "/gestion/demandes/")]
    assert [answer.url.partition("?")[0] for answer in answers] == ["/gestion/login/"] * 3
