"""Any page of any request filled in from its sample, whatever the hands."""

from io import BytesIO

from PIL import Image
from playwright.sync_api import Page, expect

from forms.slots import PAPER, day_of
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


def bring(page: Page, hands: Hands, typed: dict[str, list[str]], look) -> None:
    """On a step that asks for documents, say of each what its sample says; the others are sent as photos."""
    slots = page.locator("main form a.row[id^=id_]").evaluate_all("nodes => nodes.map(node => node.id.slice(3))")
    for slot in slots:
        hands.press(page.locator(f"#id_{slot}"))
        page.wait_for_url(f"**/documents/{slot}/")
        look(page)
        line = typed.get(slot, [""])[0]
        if line:
            _promise(page, hands, line)
        else:
            _send_photo(page, hands, look)
        page.wait_for_url("**/*-*/documents/")


def _promise(page: Page, hands: Hands, line: str) -> None:
    hands.press(page.locator("details.help summary").first)
    day = day_of(line)
    for part in ("day", "month", "year") if day else ():
        hands.write(f"day_{part}", str(getattr(day, part)))
    action = PAPER if line == PAPER else "later"
    hands.press(page.locator(f'button[name="action"][value="{action}"]'))


def _send_photo(page: Page, hands: Hands, look) -> None:
    """Press “Send” with nothing first, then with a photo."""
    send = page.locator('button[name="action"][value="add"]')
    with page.expect_navigation():
        hands.press(send)
    expect(page.locator(".govuk-error-summary")).to_be_visible()
    look(page)
    photo = BytesIO()
    Image.new("RGB", (60, 80), "gold").save(photo, "JPEG")
    page.locator('[name="files"]').set_input_files(
        {"name": "p.jpg", "mimeType": "image/jpeg", "buffer": photo.getvalue()}
    )
    with page.expect_navigation():
        hands.press(send)
    expect(page.locator("main")).to_contain_text("p.jpg")
    look(page)
    hands.press(page.locator("a.tap[href$='/documents/']").first)


def go_on(page: Page, hands: Hands) -> None:
    hands.press(page.locator('button[name="action"][value="continue"]'))
