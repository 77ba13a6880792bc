"""Every request from its page to its receipt, on a phone: by touch, with the keyboard alone, and without JavaScript."""

import re
from uuid import uuid4

import pytest
from playwright.sync_api import Page, expect

from forms.intakes import INTAKES
from tests.browser.filling import Hands, bring, fill, go_on
from tests.browser.hands import Keyboard, Mouse
from tests.forms.samples import sample

pytestmark = pytest.mark.browser

REFERENCE = re.compile(r"\b[2-9A-Z]{4}-[2-9A-Z]{4}\b")
WAYS = {"touch": (Mouse, True), "keyboard": (Keyboard, True), "no script": (Mouse, False)}
PHONE = 360


@pytest.fixture(params=WAYS, ids=WAYS)
def way(request):
    return WAYS[request.param]


@pytest.fixture
def look(axe_clean, way):
    """Check a page with axe where scripts run, once: the keyboard's pages are those of the hand."""
    return axe_clean if way == WAYS["touch"] else lambda page: None


def begin(page: Page, hands: Hands, slug: str, look) -> None:
    page.goto(f"/demarches/{slug}/")
    hands.press(page.locator('main a[href$="/commencer/"]').first)
    page.wait_for_url("**/commencer/")
    look(page)
    hands.press(page.locator("main form button[type=submit]").first)


def pass_step(page: Page, hands: Hands, typed: dict[str, list[str]], look) -> None:
    """Go on with nothing, read what is missing when something is, then fill in and go on."""
    expect(page.locator("h1")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), f"{page.url} scrolls sideways"
    before = page.url
    with page.expect_navigation():
        go_on(page, hands)
    if page.url != before:
        return
    expect(page.locator(".govuk-error-summary")).to_be_visible()
    look(page)
    fill(page, hands, typed)
    bring(page, hands, typed, look)
    look(page)
    go_on(page, hands)


def of_someone_new(typed: dict[str, list[str]]) -> dict[str, list[str]]:
    """The same page by somebody else: one address has one seat in a course."""
    return typed | {"email": [f"{uuid4().hex}@exemple.fr"], "phone": [f"06 39 98 {uuid4().int % 10_000:04}"]}


@pytest.mark.parametrize("slug", INTAKES)
def test_a_request_goes_from_its_page_to_a_receipt_and_to_its_team_only(visit, staff, way, look, slug):
    hands_of, script = way
    page = visit(width=PHONE, script=script)
    hands, pages = hands_of(page), sample(slug).plainest
    begin(page, hands, slug, look)
    for step, typed in pages.items():
        page.wait_for_url(f"**/demarches/{slug}/*-*/{step}/")
        pass_step(page, hands, of_someone_new(typed), look)
    page.wait_for_url("**/demarches/recu/**")
    look(page)
    reference = REFERENCE.search(page.locator("main").inner_text())
    assert reference
    team = INTAKES[slug].route({})
    assert seen_by(staff(team), reference.group())
    assert not seen_by(staff("univers" if team != "univers" else "slime"), reference.group())


def seen_by(page: Page, reference: str) -> bool:
    page.goto(f"/gestion/demandes/?q={reference}")
    assert "/connexion/" not in page.url
    return page.get_by_role("link", name=reference).count() > 0
