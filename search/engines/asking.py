"""What is asked of an engine, and what it answers: the same for all three."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum
from typing import NamedTuple

FACETS = ("kind", "programme", "audience", "place", "open", "lsf", "easy", "language")
"""The names by which an address narrows results down, in the order shown."""


class Match(Enum):
    """How a page's words may meet a word of the query; the value is its weight."""

    EXACT = 2.0
    PREFIX = 1.2
    STEM = 1.0
    TYPO = 0.8
    SYNONYM = 0.65


class Alternative(NamedTuple):
    """Folded words that a page must hold, all of them, for this to count."""

    words: tuple[str, ...]
    match: Match


@dataclass(frozen=True)
class Group:
    """One idea of the query: any of its alternatives meets it. One that is not `strong` only helps the ranking."""

    alternatives: tuple[Alternative, ...]
    strong: bool = True


@dataclass(frozen=True)
class Question:
    """`excluded` are pages that are shown anyway, above the ranking."""

    language: str
    groups: tuple[Group, ...]
    facets: Mapping[str, str] = field(default_factory=dict)
    excluded: tuple[int, ...] = ()

    @property
    def needed(self) -> int:
        """Strong ideas that a page must meet, where some page meets that many: all of two, half of more."""
        return self.strong if self.strong <= 2 else max(2, (self.strong + 1) // 2)

    @property
    def strong(self) -> int:
        return sum(group.strong for group in self.groups)


class Found(NamedTuple):
    """`ids` are the asked slice of pages, best first; `counts` how many would stay under each value of each facet."""

    ids: list[int]
    total: int
    counts: dict[str, dict[str, int]]


NOTHING = Found([], 0, {})


class EngineDown(Exception):
    """The engine did not do what it was asked. Says in one word why, never what it was asked."""
