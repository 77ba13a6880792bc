"""The sweep is proven by planted defects: each must be caught by its check, which finds nothing before."""

import re

import pytest

from tests.browser.sweep import defects
from tests.browser.sweep.defects import CHOICE, DEFECTS, FORM, TABLE, TEXT, WRONG
from tests.browser.sweep.seen import CHECKS, WIDE, Seen

pytestmark = pytest.mark.browser

ADDRESSES = {TEXT: "/mentions-legales/", FORM: "/partenaires/", TABLE: "/dispositifs/slime/"}
PLANTED = "/mutation/"


@pytest.fixture(scope="session")
def sources(frame):
    """The HTML of each page that defects are planted in."""
    page = frame(WIDE)
    found = {name: page.goto(address).text() for name, address in ADDRESSES.items()}
    found[WRONG] = sent_empty(page, "/partenaires/")
    page.goto("/demarches/contact/commencer/")
    with page.expect_navigation() as arrived:
        page.locator("main form button[type=submit]").first.click()
    found[CHOICE] = arrived.value.text()
    return found


def sent_empty(page, address: str) -> str:
    page.goto(address)
    with page.expect_navigation() as arrived:
        page.locator("main form button[type=submit]").first.click()
    return arrived.value.text()


@pytest.fixture(scope="session")
def findings(frame):
    """What one check finds on a page made of this HTML: `findings("names", html)`."""
    page = frame(WIDE)

    def found(check: str, html: str, state: str) -> list[str]:
        page.route(f"**{PLANTED}", lambda route: route.fulfill(body=html, content_type="text/html; charset=utf-8"))
        page.goto(PLANTED)
        page.unroute(f"**{PLANTED}")
        return list(CHECKS[check](Seen(page, WIDE, state)))

    return found


@pytest.fixture(scope="session")
def untouched(sources, findings):
    """What the check finds on the page before anything is planted; each pair once."""
    known = {}

    def found(check: str, page: str) -> list[str]:
        if (check, page) not in known:
            known[check, page] = findings(check, sources[page], "errors" if page == WRONG else "")
        return known[check, page]

    return found


@pytest.mark.parametrize("defect", DEFECTS, ids=lambda defect: defect.name)
def test_a_planted_defect_is_caught_by_its_check(sources, findings, untouched, defect: defects.Defect):
    assert untouched(defect.check, defect.page) == []
    planted = re.sub(defect.old, defect.new, sources[defect.page], flags=re.DOTALL)
    assert planted != sources[defect.page], "nothing was planted"
    assert findings(defect.check, planted, "errors" if defect.page == WRONG else "")


def test_every_check_of_an_open_page_has_its_defect():
    assert {defect.check for defect in DEFECTS} == set(CHECKS)
