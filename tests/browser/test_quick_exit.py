"""Leaving in a hurry: the page goes at once, and neither “Back” nor the next site knows of it."""

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser

ELSEWHERE = "https://meteofrance.com/"
SENSITIVE = ["/dispositifs/bouissonnade/", "/demarches/signalement/commencer/"]


@pytest.fixture
def hurried(visit):
    """Someone who came from the contact page to a sensitive one. The weather answers without leaving this machine."""

    def arrive(address: str, **how):
        page = visit(**how)
        page.asked = []
        page.on("request", lambda request: page.asked.append(request))
        page.route(f"{ELSEWHERE}**", lambda route: route.fulfill(body="<p>Soleil</p>"))
        page.goto("/contact/")
        page.goto(address)
        return page

    return arrive


def sent_to_the_weather(page) -> dict[str, str]:
    """The headers of the first request that left the portal."""
    return next(request.all_headers() for request in page.asked if request.url == ELSEWHERE)


def press_shift(page) -> None:
    for _press in range(3):
        page.keyboard.press("Shift")


WAYS = {
    "click": lambda page: page.locator(".exit a").click(),
    "Enter": lambda page: page.locator(".exit a").press("Enter"),
    "Shift three times": press_shift,
}


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("address", SENSITIVE)
def test_leaving_opens_the_weather_and_back_does_not_return(hurried, address, way):
    page = hurried(address)
    WAYS[way](page)
    page.wait_for_url(ELSEWHERE)
    assert "referer" not in sent_to_the_weather(page)
    page.go_back()
    assert page.url.endswith("/contact/")


@pytest.mark.parametrize("address", [*SENSITIVE, "/urgences/"])
def test_leaving_works_without_script(hurried, address):
    page = hurried(address, script=False)
    page.locator(".exit a").click()
    page.wait_for_url(ELSEWHERE)
    assert "referer" not in sent_to_the_weather(page)


def test_the_page_goes_from_the_screen_before_the_next_one_comes(hurried):
    page = hurried(SENSITIVE[0])
    leave = "() => { document.querySelector('.exit a').click(); return [document.body.hidden, document.title]; }"
    hidden, title = page.evaluate(leave)
    assert hidden
    assert "Solidarités" not in title


def test_each_press_is_announced_and_typing_capitals_leaves_nobody_out(hurried):
    page = hurried(SENSITIVE[0])
    page.keyboard.press("Shift")
    expect(page.locator(".exit [role=status]")).to_contain_text("2")
    page.keyboard.press("Shift")
    page.keyboard.press("a")
    page.keyboard.press("Shift")
    expect(page.locator(".exit [role=status]")).to_contain_text("2")
    assert page.url.endswith(SENSITIVE[0])


@pytest.mark.parametrize("address", [*SENSITIVE, "/urgences/"])
def test_nothing_of_a_sensitive_page_is_kept_or_told(visit, address):
    response = visit().goto(address)
    assert "no-store" in response.headers["cache-control"]
    assert response.headers["referrer-policy"] in {"no-referrer", "same-origin"}
