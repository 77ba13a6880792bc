"""Where to look. The lists build themselves: from the page tree, the URLconf, the menus of staff."""

import json
import os
import random
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from django.urls import resolve

from portal.demo.accounts import ACCOUNTS
from tests.addresses import templates

ROOT = Path(__file__).resolve().parents[3]
OURS = ("home.", "programmes.", "forms.", "search.", "portal.")
NO_PAGES = ("/gestion/", "/documents/", "/sante/", "/en/", "/sitemap.xml", "/robots.txt")
LACKING = {"/nulle-part/": 404, "/en/nowhere/": 404, "/recherche/?q=xyzzyq": 200, "/recherche/?q=logement": 200}
"""What no list knows: an address that leads nowhere, a search with results and one without."""

MENU = """() => [...document.querySelectorAll("nav.sidebar-main-menu a[href^='/gestion/']")].map(node => node.pathname)"""
"""Wagtail's menu, its folded parts included."""


class Tree(NamedTuple):
    """The live pages as (type, language, address), and every type that editors may make."""

    pages: list[tuple[str, str, str]]
    types: list[str]


def tree(environment: dict[str, str]) -> Tree:
    command = [sys.executable, "-m", "tests.browser.sweep.tree"]
    said = subprocess.run(command, cwd=ROOT, env=environment, check=True, stdout=subprocess.PIPE, text=True)
    return Tree(**json.loads(said.stdout.splitlines()[-1]))


def plain_addresses() -> list[str]:
    """Every public address of the URLconf that takes no argument, in French."""
    return [one for one in templates() if "<" not in one and not one.startswith(NO_PAGES)]


def staff_addresses() -> list[str]:
    """Every screen of ours in the staff area that takes no argument; Wagtail's own come from its menu."""
    return [one for one in templates() if one.startswith("/gestion/") and "<" not in one and _is_ours(one)]


def _is_ours(address: str) -> bool:
    view = resolve(address).func
    return getattr(view, "view_class", view).__module__.startswith(OURS)


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
