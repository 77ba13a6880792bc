"""Pages that no journey passes by run into no content policy and log no error: `visit` hears of each."""

import re
from urllib.parse import urlsplit

import pytest

pytestmark = pytest.mark.browser

EDITORS = {
    "redaction-chef": [
        "/gestion/",
        "/gestion/account/",
        "/gestion/pages/",
        "/gestion/images/",
        "/gestion/images/multiple/add/",
        "/gestion/documents/",
        "/gestion/documents/multiple/add/",
        "/gestion/snippets/home/helpnumber/",
        "/gestion/snippets/home/helpnumber/add/",
        "/gestion/reports/workflow/",
        "/gestion/reports/site-history/",
        "/gestion/reports/aging-pages/",
        "/gestion/localize/reports/translations/",
    ],
    "colocation": ["/gestion/residence/", "/gestion/flat/new/", "/gestion/room/"],
    "admin": ["/gestion/users/", "/gestion/users/new/", "/gestion/sites/", "/gestion/settings/home/contactdetails/"],
}
AT_THE_DOOR = ["/gestion/compte/connexion/", "/gestion/compte/mot-de-passe/oublie/"]


def go(page, address: str) -> None:
    answer = page.goto(address)
    assert answer.status == 200, f"{address}: {answer.status}"
    page.wait_for_load_state("load")


def test_every_public_page_in_both_languages(visit):
    page = visit(width=360)
    addresses = re.findall(r"<loc>(.*?)</loc>", page.request.get("/sitemap.xml").text())
    assert len(addresses) > 20
    for address in addresses:
        go(page, urlsplit(address).path)
    for address in ["/recherche/?q=froid", "/partenaires/", *AT_THE_DOOR]:
        go(page, address)


@pytest.mark.parametrize("username", EDITORS)
def test_screens_of_editors_and_administrators(staff, username):
    page = staff(username)
    for address in EDITORS[username]:
        go(page, address)
    page.wait_for_timeout(200)


def test_editing_a_page_and_looking_at_its_preview(staff):
    page = staff("redaction-chef")
    go(page, "/gestion/pages/")
    edit = page.locator("a[href*='/edit/']").first.get_attribute("href")
    go(page, edit)
    go(page, f"{edit}preview/")
    go(page, edit.replace("/edit/", "/history/"))


def test_the_preview_alone_may_be_framed_and_by_us_alone(staff):
    page = staff("redaction-chef")
    go(page, "/gestion/pages/")
    edit = page.locator("a[href*='/edit/']").first.get_attribute("href")
    policies = {path: page.request.get(path).headers["content-security-policy"] for path in (edit, f"{edit}preview/")}
    assert "frame-ancestors 'none'" in policies[edit] and "frame-ancestors 'self'" in policies[f"{edit}preview/"]
    assert "unsafe-inline" not in policies[f"{edit}preview/"]
