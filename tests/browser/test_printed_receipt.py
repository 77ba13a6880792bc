"""A receipt on paper: one sheet, with what the person needs and nothing to click."""

from io import BytesIO

import pikepdf
import pytest

pytestmark = pytest.mark.browser


def go_on(page):
    with page.expect_navigation():
        page.locator("button[value=continue]").click()


def test_a_receipt_prints_on_one_sheet(portal, chromium):
    page = chromium.new_page(base_url=portal)
    page.goto("/demarches/contact/commencer/")
    with page.expect_navigation():
        page.locator("main form button").first.click()
    page.locator("[value=question]").check(force=True)
    go_on(page)
    page.locator("textarea").fill("À qui parler des canaris ?")
    go_on(page)
    page.locator("[name=name]").fill("Zéphyrine Canari")
    page.locator("[name=email]").fill("canari@exemple.fr")
    page.locator("[name=preference][value=email]").check(force=True)
    go_on(page)
    go_on(page)
    page.emulate_media(media="print")
    assert page.locator(".ref").count() == 2
    assert not page.locator("nav, footer, .actions").filter(visible=True).count()
    paper = page.pdf(format="A4", margin=dict.fromkeys(("top", "right", "bottom", "left"), "10mm"))
    assert len(pikepdf.open(BytesIO(paper)).pages) == 1
    page.close()
