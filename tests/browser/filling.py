"""Any page of any request filled in from its sample, whatever the hands."""

from playwright.sync_api import Page

from tests.browser.hands import Keyboard, Mouse

Hands = Mouse | Keyboard

CONTROLS = """() => [...document.querySelectorAll("main form [name]")]
    .filter(node => node.type !== "hidden")
    .map(node => [node.name, node.type, node.value])"""
"""Name, type and value of each control, in the order of the page."""


def fill(page: Page, hands: Hands, typed: dict[str, list[str]]) -> None:
    """Type what the sample says. A choice that this portal does not offer (a room, a session) becomes its first one."""
    controls = page.evaluate(CONTROLS)
    for name in dict.fromkeys(name for name, _type, _value in controls if any(typed.get(name, []))):
        kinds = {kind for known, kind, _value in controls if known == name}
        offered = [value for known, _kind, value in controls if known == name]
        _answer(page, hands, name, kinds.pop(), offered, typed[name])


def _answer(page: Page, hands: Hands, name: str, kind: str, offered: list[str], texts: list[str]) -> None:
    if kind == "radio":
        hands.choose(name, texts[0] if texts[0] in offered else offered[0])
    elif kind == "checkbox":
        for text in texts:
            hands.tick(name, text if len(offered) > 1 else "")
    elif kind == "select-one":
        hands.pick(name, _place(page, name, texts[0]))
    else:
        hands.write(name, texts[0])


def _place(page: Page, name: str, text: str) -> int:
    values = page.locator(f'select[name="{name}"] option').evaluate_all("nodes => nodes.map(node => node.value)")
    return values.index(text) if text in values else 1


def go_on(page: Page, hands: Hands) -> None:
    hands.press(page.locator('button[name="action"][value="continue"]'))
