"""Staff screens: those of the menu of each account, and those of the URLconf. Wagtail's own faults are listed."""

import re

import pytest

from tests.browser.sweep import places
from tests.browser.sweep.seen import WIDE

pytestmark = pytest.mark.browser

WAGTAILS = {
    r"2 landmarks “search” are called “”": "the search of the menu and the one of a list, neither named",
    r"names: a choice whose group has no name: layout": "the two layouts of the list of images",
    r"/pages/…/edit/.*(DraftEditor|a textbox without a name)": "the rich text editor takes no label",
    r"/pages/…/edit/.*w-minimap__list": "the minimap repeats the headings of the form, which the keyboard reaches",
    r"/pages/…/edit/.*w-preview-iframe": "the preview of the page, named and closed until asked for",
    r"/snippets/.*/(add|edit)/.*(page-has-heading-one|w-preview-iframe)": "the same preview; its frame hides the heading",
    r"/users/.*data-bulk-action-checkbox": "names an element that appears once a box is ticked",
}
"""Faults of Wagtail 8.0.1's own screens, and what each is."""

FIRST_ROW = "() => document.querySelector('main table tbody a[href^=\"/gestion/\"]')?.pathname"


def test_screens(staff, record, environment):
    """Each screen once (a share of them outside `make sweep`), as the first account that may see it finds it, and the first row that it lists."""
    seen: set[str] = set()
    addresses = places.tree(environment).staff
    before = len(record.faults())
    for username in places.usernames():
        page = staff(username)
        page.goto("/gestion/")
        for address in places.share(list(dict.fromkeys([*page.evaluate(places.MENU), *addresses])), 4):
            if address not in seen and opens(page, address):
                seen.add(address)
                record.look(page, address, WIDE, staff=True)
                row = page.evaluate(FIRST_ROW)
                if row and kind(row) not in seen and opens(page, row):
                    seen.add(kind(row))
                    record.look(page, kind(row), WIDE, staff=True)
    assert len(seen) > (30 if places.is_full() else 0)
    found = [fault for fault in record.faults()[before:] if not any(re.search(known, fault) for known in WAGTAILS)]
    assert not found, "\n" + "\n".join(found)


def opens(page, address: str) -> bool:
    answer = page.request.get(address, max_redirects=0)
    if answer.status != 200 or "html" not in answer.headers["content-type"]:
        return False
    page.goto(address)
    return True


def kind(address: str) -> str:
    """The address with its numbers left out: one request stands for all."""
    return re.sub(r"[0-9]+|[0-9a-f]{8}-[0-9a-f-]+|[2-9A-Z]{4}-[2-9A-Z]{4}", "…", address)
