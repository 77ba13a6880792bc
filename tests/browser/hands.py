"""Ways of using a page: with a mouse, or with the keyboard alone. Each fills fields by name and presses buttons."""

from playwright.sync_api import Locator, Page

MOST_STOPS = 120


def box(name: str, value: str) -> str:
    """The checkbox of that name, or the one of its group with that value."""
    return f'[type="checkbox"][name="{name}"]' + (f'[value="{value}"]' if value else "")


class Mouse:
    """Clicks where people click."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def write(self, name: str, text: str) -> None:
        self.page.locator(f'[name="{name}"]').fill(text)

    def choose(self, name: str, value: str) -> None:
        self.page.locator(f'[name="{name}"][value="{value}"]').check()

    def tick(self, name: str, value: str = "") -> None:
        self.page.locator(box(name, value)).check()

    def pick(self, name: str, place: int) -> None:
        self.page.locator(f'select[name="{name}"]').select_option(index=place)

    def press(self, target: Locator) -> None:
        target.click()


class Keyboard:
    """Never touches the mouse: Tab to reach, keys to act."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def reach(self, target: Locator) -> None:
        """Tab until `target` has the focus; fail when it cannot be reached."""
        for _stop in range(MOST_STOPS):
            if target.evaluate("node => node === document.activeElement"):
                return
            self.page.keyboard.press("Tab")
        raise AssertionError(f"The keyboard does not reach {target} on {self.page.url}")

    def write(self, name: str, text: str) -> None:
        self.reach(self.page.locator(f'[name="{name}"]'))
        self.page.keyboard.press("Control+A")
        self.page.keyboard.type(text)

    def choose(self, name: str, value: str) -> None:
        """Reach a radio group at its first choice, then go down to the one wanted."""
        group = self.page.locator(f'[type="radio"][name="{name}"]')
        self.reach(group.first)
        self.page.keyboard.press("Space")
        values = group.evaluate_all("nodes => nodes.map(node => node.value)")
        for _down in range(values.index(value)):
            self.page.keyboard.press("ArrowDown")
        assert group.nth(values.index(value)).is_checked()

    def tick(self, name: str, value: str = "") -> None:
        target = self.page.locator(box(name, value))
        self.reach(target)
        self.page.keyboard.press("Space")
        assert target.is_checked()

    def pick(self, name: str, place: int) -> None:
        self.reach(self.page.locator(f'select[name="{name}"]'))
        for _down in range(place):
            self.page.keyboard.press("ArrowDown")

    def press(self, target: Locator) -> None:
        self.reach(target)
        self.page.keyboard.press("Enter")
