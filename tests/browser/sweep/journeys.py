"""Every step of every request, with and without errors, and what follows: exits, receipts, the way back."""

import re
from collections.abc import Callable, Iterator

from playwright.sync_api import Page

from tests.browser.filling import bring, fill, go_on
from tests.browser.hands import Mouse
from tests.browser.test_every_intake import of_someone_new
from tests.forms.samples import Pages, sample

Look = Callable[..., None]
"""`look(page, name, state="")`: the page as it is open, and the same address without script on a small screen."""

REFERENCE = re.compile(r"\b[2-9A-Z]{4}-[2-9A-Z]{4}\b")
CODE = ".ref:nth-of-type(2) strong"


def ways(slug: str) -> Iterator[tuple[str, Pages]]:
    """As few ways as pass by every step, those with most new steps first; then each exit."""
    left, seen = dict(sample(slug).ways), set()
    while left:
        name = max(left, key=lambda way: len(set(left[way]) - seen))
        pages = left.pop(name)
        if set(pages) - seen:
            seen |= set(pages)
            yield name, pages
    yield from sample(slug).exits.items()


class Journey:
    """Walks one way of a request and looks at what was not seen yet. `known` is shared by all ways of a request."""

    def __init__(self, page: Page, slug: str, look: Look, known: set[str]) -> None:
        self.page, self.slug, self._look, self.known = page, slug, look, known

    def look(self, name: str, state: str = "") -> None:
        key = f"{name} {state}".strip()
        if key not in self.known:
            self.known.add(key)
            self._look(self.page, f"{self.slug}: {key}", state)

    def walk(self, pages: Pages) -> None:
        self.begin()
        for step, typed in pages.items():
            self.page.wait_for_url(f"**/demarches/{self.slug}/*-*/{step}/*")
            self.step(step, of_someone_new(typed))
        if self.page.url.endswith("/sortie/"):
            self.look(f"exit of {step}")
        elif "/demarches/recu/" in self.page.url:
            self.look("receipt")

    def begin(self) -> None:
        self.page.goto(f"/demarches/{self.slug}/commencer/")
        with self.page.expect_navigation():
            self.page.locator("main form button[type=submit]").first.click()

    def step(self, step: str, typed: dict[str, list[str]]) -> None:
        self.look(step)
        before = self.page.url
        with self.page.expect_navigation():
            go_on(self.page, Mouse(self.page))
        if self.page.url != before:
            return
        self.look(step, "errors")
        hands = Mouse(self.page)
        fill(self.page, hands, typed)
        bring(self.page, hands, typed, lambda page: self.look(f"{step}, a document"))
        with self.page.expect_navigation():
            go_on(self.page, hands)

    def leave(self) -> None:
        """“Finish later”, from the first step."""
        self.begin()
        with self.page.expect_navigation():
            self.page.locator('button[name="action"][value="leave"]').click()
        self.look("later")

    def follow(self) -> None:
        """The follow-up of what was just sent, opened with the number and the code of its receipt."""
        reference = REFERENCE.search(self.page.locator("main").inner_text())
        code = self.page.locator(".ref strong").nth(1).inner_text()
        assert reference, self.page.url
        self.page.goto("/demarches/suivi/")
        with self.page.expect_navigation():
            self.page.locator("main form button").first.click()
        self.look("follow-up", "errors")
        self.page.locator("[name=reference]").fill(reference.group())
        self.page.locator("[name=code]").fill(code)
        with self.page.expect_navigation():
            self.page.locator("main form button").first.click()
        self.look("followed")
