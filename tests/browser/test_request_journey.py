"""What becomes of a request once it is sent: its agent takes it from the inbox, and nobody else sees it."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.hands import Keyboard

pytestmark = pytest.mark.browser

REFERENCE = re.compile(r"[2-9A-Z]{4}-[2-9A-Z]{4}")


def test_an_agent_takes_a_request_by_keyboard_and_a_stranger_finds_nothing(staff, axe_clean):
    agent = staff("colocation")
    agent.goto("/gestion/demandes/boite/colocation/")
    axe_clean(agent)
    waiting = agent.locator("main tbody tr").filter(has=agent.locator('form[action$="/prendre/"]')).last
    reference = REFERENCE.search(waiting.inner_text()).group()
    agent.goto(f"/gestion/demandes/?q={reference}")
    axe_clean(agent)
    hands = Keyboard(agent)
    hands.press(agent.get_by_role("link", name=reference).first)
    agent.wait_for_url("**/gestion/demandes/*-*/")
    axe_clean(agent)
    hands.press(agent.locator('form[action$="/prendre/"] button').first)
    expect(agent.locator("main")).to_contain_text("En examen")
    axe_clean(agent)

    stranger = staff("slime")
    assert stranger.goto(agent.url).status == 404
    stranger.goto(f"/gestion/demandes/?q={reference}")
    expect(stranger.get_by_role("link", name=reference)).to_have_count(0)
