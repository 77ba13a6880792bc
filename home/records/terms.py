"""How long the classes of personal data are kept: bounds set in code, within which the officer chooses the days.

A class is declared in the app whose rows it is; the officer's figures lie in a table of an app above, which says how
to read them when it starts.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta

from django.utils.functional import Promise


@dataclass(frozen=True)
class Keep:
    """How long something is kept: what we do unless the officer says otherwise, and the bounds they keep to.

    `title` is what the officer reads of a class that is no request.
    """

    default: timedelta
    at_most: timedelta
    at_least: timedelta = timedelta(days=1)
    title: str | Promise = ""

    def __post_init__(self) -> None:
        if self.default > self.at_most:
            raise ValueError("Kept longer than allowed.")
        if self.default < self.at_least:
            raise ValueError("Kept less long than needed.")

    def within(self, days: int | None) -> timedelta:
        """`days` brought within the bounds; the default for None."""
        wished = self.default if days is None else timedelta(days=days)
        return min(max(wished, self.at_least), self.at_most)


def a_month(title: str | Promise) -> Keep:
    """What serves one day and goes a month after it. Source: the retention table for the data protection officer.

    Less than the two months of an appeal: it never outlives a request that was decided.
    """
    return Keep(timedelta(days=30), at_least=timedelta(days=7), at_most=timedelta(days=60), title=title)


DECLARED: dict[str, Keep] = {}
"""The classes that go by themselves on their day, without a signature."""

CHOSEN: list[Callable[[], Mapping[str, int]]] = []
"""Who knows the officer's figures, in days by class."""


def lasts(key: str) -> timedelta:
    """How long a declared class is kept now."""
    chosen = {name: days for figures in CHOSEN for name, days in figures().items()}
    return DECLARED[key].within(chosen.get(key))
