"""One visit with axe to each screen that no journey passes by: on a phone in public, wide at work."""

import pytest

from forms.intakes import INTAKES

pytestmark = pytest.mark.browser

PUBLIC = [
    "/demarches/suivi/",
    "/partenaires/",
    "/partenaires/depliant/",
    "/en/partenaires/",
    "/en/demarches/ateliers/commencer/",
]
STAFF = {
    "responsable": [
        "/gestion/demandes/",
        "/gestion/demandes/saisir/",
        "/gestion/demandes/brouillon/code/",
        "/gestion/demandes/partenaires/",
        "/gestion/demandes/partenaires/approuver/",
        "/gestion/demandes/partenaires/organisations/ajouter/",
    ],
    "communication": [
        "/gestion/textes/",
        "/gestion/textes/colocation/",
        "/gestion/textes/colocation/documents/",
    ],
    "dpo": [
        "/gestion/conservation/",
        "/gestion/conservation/durees/",
        "/gestion/conservation/personne/",
        "/gestion/conservation/lectures/",
    ],
    "ateliers": ["/gestion/coursesession/", "/gestion/coursesession/new/"],
}


def look(page, address: str, axe_clean) -> None:
    response = page.goto(address)
    assert response.status == 200 and page.url.endswith(address), f"{address} leads to {page.url}"
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), f"{address} scrolls sideways"
    axe_clean(page)


def test_public_screens_on_a_phone(visit, axe_clean):
    page = visit(width=360)
    for address in PUBLIC:
        look(page, address, axe_clean)


@pytest.mark.parametrize("username", STAFF)
def test_staff_screens(staff, axe_clean, username):
    page = staff(username)
    for address in STAFF[username]:
        look(page, address, axe_clean)


@pytest.mark.parametrize("width", [360, 1280])
def test_a_request_of_each_kind_as_its_team_sees_it(staff, axe_clean, width):
    page = staff("responsable", width=width)
    for intake in INTAKES.values():
        page.goto(f"/gestion/demandes/boite/{intake.route({})}/?tab=all")
        page.goto(page.locator("main table a").first.get_attribute("href"))
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), f"{page.url} scrolls sideways"
        axe_clean(page)
