"""An open page, and the list of checks: each takes an open page and yields what is wrong with it, in words."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple

from playwright.sync_api import Page


class Setting(NamedTuple):
    """How a page is looked at."""

    name: str
    width: int
    height: int
    script: bool


WIDE = Setting("1280, script", 1280, 900, True)
NARROW = Setting("320×256, no script", 320, 256, False)
OTHERS = (Setting("1280, no script", 1280, 900, False), Setting("320×256, script", 320, 256, True))
SETTINGS = (WIDE, NARROW, *OTHERS)


class Node(NamedTuple):
    """A node of the accessibility tree, as assistive technology reads it."""

    role: str
    name: str
    description: str
    states: dict[str, Any]


@dataclass
class Seen:
    """A page open in the browser. `state` is "errors" where something was sent that cannot pass."""

    page: Page
    setting: Setting
    state: str = ""
    staff: bool = False

    @cached_property
    def tree(self) -> list[Node]:
        session = self.page.context.new_cdp_session(self.page)
        raws = session.send("Accessibility.getFullAXTree")["nodes"]
        session.detach()
        nodes = {raw["nodeId"]: raw for raw in raws}
        return [_node(raw) for raw in _in_order(nodes, raws[0]) if not raw["ignored"]]

    def ask(self, script: str, argument: Any = None) -> Any:
        return self.page.evaluate(script, argument)


def _in_order(nodes: dict[str, dict], raw: dict) -> Iterator[dict]:
    yield raw
    for child in raw.get("childIds", []):
        if child in nodes:
            yield from _in_order(nodes, nodes[child])


def _node(raw: dict) -> Node:
    texts = [str(raw.get(key, {}).get("value", "")) for key in ("role", "name", "description")]
    return Node(*texts, {state["name"]: state["value"].get("value") for state in raw.get("properties", [])})


Check = Callable[[Seen], Iterator[str]]
CHECKS: dict[str, Check] = {}
"""Every check of one open page, by name, in the order in which they run: those that disturb the page come last."""


def check(name: str) -> Callable[[Check], Check]:
    def register(function: Check) -> Check:
        CHECKS[name] = function
        return function

    return register


AT_WORK = {"axe", "title", "language", "landmarks", "names", "pictures", "errors"}
"""The checks of staff screens. Their menu, header and lists are Wagtail's: its menu icons without a link text of their
own (“links”), its empty headings filled by script (“headings”), its flat menu buttons (“forced colours”), its lists
without a caption (“tables”), its sticky bar (“keyboard”) and its cut menu words (zoom) are not ours to mend.
"""


def look(seen: Seen) -> dict[str, list[str]]:
    """What each check finds on this page."""
    wanted = AT_WORK if seen.staff else CHECKS.keys()
    return {name: list(dict.fromkeys(one(seen))) for name, one in CHECKS.items() if name in wanted}
