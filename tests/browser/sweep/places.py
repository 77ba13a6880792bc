"""Where to look. The lists build themselves: from the page tree, the URLconf, the menus of staff."""

import json
import os
import random
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from portal.demo.accounts import ACCOUNTS

ROOT = Path(__file__).resolve().parents[3]
LACKING = {"/nulle-part/": 404, "/en/nowhere/": 404, "/recherche/?q=xyzzyq": 200, "/recherche/?q=logement": 200}
"""What no list knows: an address that leads nowhere, a search with results and one without."""

MENU = (
    """() => [...document.querySelectorAll("nav.sidebar-main-menu a[href^='/gestion/']")].map(node => node.pathname)"""
)
"""Wagtail's menu, its folded parts included."""


class Tree(NamedTuple):
    """The live pages as (type, language, address), every type that editors may make, and the addresses of the URLconf
    that take no argument: public ones in French, and screens of ours in the staff area.
    """

    pages: list[tuple[str, str, str]]
    types: list[str]
    public: list[str]
    staff: list[str]


def tree(environment: dict[str, str]) -> Tree:
    command = [sys.executable, "-m", "tests.browser.sweep.tree"]
    said = subprocess.run(command, cwd=ROOT, env=environment, check=True, stdout=subprocess.PIPE, text=True)
    return Tree(**json.loads(said.stdout.splitlines()[-1]))


def usernames() -> list[str]:
    """Those who work in the staff area, the lead first: each screen is seen by the first who may."""
    names = [account.username for account in ACCOUNTS if account.username != "partenaire"]
    return sorted(names, key=lambda name: name != "responsable")


def seed() -> str:
    """What chooses this commit's share of the rest: the commit itself, or SWEEP_SEED to see a share again."""
    head = subprocess.run(["git", "rev-parse", "--short", "HEAD"], cwd=ROOT, stdout=subprocess.PIPE, text=True)
    return os.environ.get("SWEEP_SEED") or head.stdout.strip() or "no commit"


def share(rest: list, parts: int) -> Iterator:
    """This commit's share of what is not looked at every time; all of it for `make sweep`."""
    drawn = random.Random(seed())
    yield from (one for one in rest if is_full() or drawn.randrange(parts) == 0)


def is_full() -> bool:
    return os.environ.get("SWEEP") == "full"
