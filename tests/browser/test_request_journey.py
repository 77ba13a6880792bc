"""From the home page to the agent's answer: with a mouse, with the keyboard alone, and without JavaScript."""

import re

import pytest
from playwright.sync_api import expect

from portal.demo.accounts import PASSWORD
from tests.browser import flatshare
from tests.browser.hands import Keyboard, Mouse

pytestmark = pytest.mark.browser

REFERENCE = re.compile(r"[2-9A-Z]{4}-[2-9A-Z]{4}")
WAYS = {"mouse": (Mouse, True, 1280), "keyboard": (Keyboard, True, 1280), "no script": (Mouse, False, 360)}


@pytest.fixture(params=WAYS, ids=WAYS)
def way(request):
    return WAYS[request.param]


@pytest.fixture
def look(axe_clean, way):
    """Check a page with axe, where scripts run."""
    return axe_clean if way[1] else lambda page: None


def apply(page, hands, look) -> str:
    """Send an application and give its reference."""
    page.goto("/")
    look(page)
    hands.press(page.locator('main a[href="/demarches/colocation/"]').first)
    page.wait_for_url("**/demarches/colocation/")
    look(page)
    hands.press(page.locator('main a[href$="/commencer/"]').first)
    page.wait_for_url("**/commencer/")
    look(page)
    hands.press(page.locator("main form button[type=submit]").first)
    for fill in flatshare.STEPS:
        page.wait_for_url("**/demarches/colocation/*-*/*/")
        if fill is flatshare.contact:
            flatshare.go_on(page, hands)
            expect(page.locator(".govuk-error-summary")).to_be_visible()
            look(page)
        fill(hands)
        look(page)
        flatshare.go_on(page, hands)
    page.wait_for_url("**/demarches/recu/**")
    look(page)
    shown = REFERENCE.search(page.locator("main").inner_text())
    assert shown
    return shown.group()


def sign_in(page, hands, username: str) -> None:
    page.goto("/gestion/")
    hands.write("username", username)
    hands.write("password", PASSWORD)
    hands.press(page.locator("form button[type=submit]").first)
    page.wait_for_url(lambda address: "/login/" not in address)


def test_an_application_goes_from_the_resident_to_the_right_agent(visit, way, look):
    hands_of, script, width = way
    resident = visit(width=width, script=script)
    reference = apply(resident, hands_of(resident), look)

    agent = visit(width=1280, script=script)
    hands = hands_of(agent)
    sign_in(agent, hands, "colocation")
    agent.goto(f"/gestion/demandes/?q={reference}")
    look(agent)
    hands.press(agent.get_by_role("link", name=reference).first)
    expect(agent.locator("main")).to_contain_text("Navigatrice Exemple")
    look(agent)
    hands.press(agent.locator('form[action$="/prendre/"] button').first)
    expect(agent.locator("main")).to_contain_text("En examen")
    look(agent)

    stranger = visit(width=1280, script=script)
    sign_in(stranger, hands_of(stranger), "slime")
    assert stranger.goto(agent.url).status == 404
    stranger.goto(f"/gestion/demandes/?q={reference}")
    expect(stranger.locator("main")).not_to_contain_text("Navigatrice")
