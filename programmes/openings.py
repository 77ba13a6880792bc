"""Which requests can be filled in today. `forms` knows, and says so here: nothing below it may ask it."""

from collections.abc import Callable

TOLD_BY: list[Callable[[], set[str]]] = []
"""Each gives the slugs of requests that are open today."""


def open_today() -> set[str]:
    return set().union(*(tell() for tell in TOLD_BY))
