"""The first two pages of the flatshare application, as one person fills them in."""

from playwright.sync_api import Page

from tests.browser.hands import Keyboard, Mouse

Hands = Mouse | Keyboard


def situation(hands: Hands) -> None:
    for question in ("student", "adult", "three_hours"):
        hands.choose(question, "yes")


def contact(hands: Hands) -> None:
    hands.write("email", "navigation@exemple.fr")
    hands.write("phone", "06 39 98 12 34")
    hands.choose("preference", "lsf")


def go_on(page: Page, hands: Hands) -> None:
    hands.press(page.locator('button[name="action"][value="continue"]'))
