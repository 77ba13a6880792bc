"""Leaving a draft and coming back to it: another device, two windows, a shared computer. On a phone."""

import re

import pytest
from playwright.sync_api import Error, expect

from tests.browser import flatshare
from tests.browser.hands import Mouse

pytestmark = pytest.mark.browser

REFERENCE = re.compile(r"\b[2-9A-Z]{4}-[2-9A-Z]{4}\b")
CODE = re.compile(r"\b[2-9A-Z]{6}\b")


@pytest.fixture(params=[False, True], ids=["no script", "script"])
def script(request):
    return request.param


@pytest.fixture
def look(axe_clean, script):
    return axe_clean if script else lambda page: None


def begin(page) -> str:
    """Fill in two steps and stop at the third; gives the draft's address."""
    page.goto("/demarches/colocation/commencer/")
    page.locator("main form button[type=submit]").first.click()
    for fill in (flatshare.situation, flatshare.contact):
        fill(Mouse(page))
        flatshare.go_on(page, Mouse(page))
    page.wait_for_url("**/identite/")
    return page.url.removesuffix("identite/")


def press(page, action: str) -> None:
    page.locator(f'button[name="action"][value="{action}"]').first.click()


def opened_elsewhere(page, number: str, code: str, look) -> None:
    page.goto("/demarches/reprendre/")
    look(page)
    page.locator('[name="reference"]').fill(number.lower())
    page.locator('[name="code"]').fill(code.lower())
    page.locator("main form button[type=submit]").first.click()
    page.wait_for_url("**/identite/")


def test_a_draft_goes_on_elsewhere_and_leaves_nothing_behind_on_a_shared_computer(visit, script, look):
    first = visit(width=360, script=script)
    base = begin(first)
    first.locator('[name="family_name"]').fill("Navigatrice")
    press(first, "leave")
    first.wait_for_url("**/plus-tard/")
    look(first)
    shown = first.locator("main").inner_text()
    number, code = REFERENCE.search(shown).group(), CODE.search(shown).group()

    shared = visit(width=360, script=script)
    opened_elsewhere(shared, number, code, look)
    expect(shared.locator('[name="family_name"]')).to_have_value("Navigatrice")
    shared.goto(f"{base}contact/")
    shared.locator("details summary").last.click()
    press(shared, "forget")
    shared.wait_for_url("**/oublie/")
    look(shared)
    for _page in range(3):
        try:
            shared.go_back()
        except Error:  # a page that only a form opens: the browser shows nothing of it
            break
        seen = shared.content()
        assert not [word for word in ("Navigatrice", "navigation@exemple.fr", number, code) if word in seen]


def test_two_windows_on_one_step_let_the_person_choose(visit, script, look):
    first = visit(width=360, script=script)
    base = begin(first)
    second = first.context.new_page()
    second.goto(f"{base}identite/")
    first.locator('[name="given_name"]').fill("Premier")
    press(first, "leave")
    first.wait_for_url("**/plus-tard/")
    second.locator('[name="given_name"]').fill("Second")
    press(second, "continue")
    expect(second.locator("main")).to_contain_text("Premier")
    look(second)
    second.locator('[name="keep-given_name"][value="saved"]').check()
    press(second, "continue")
    second.goto(f"{base}identite/")
    expect(second.locator('[name="given_name"]')).to_have_value("Premier")
