"""Statistical secrecy: what may be said of counts of people so that nobody can be found by them. No database here.

The threshold is the one of the national statistics institute for data on households and people: nothing is published
of fewer than eleven. Source: INSEE, « Guide du secret statistique », June 2024
(https://www.insee.fr/fr/information/1300624). Rounding and the two rules on differences are ours, and stricter.
"""

from collections.abc import Iterable
from typing import NamedTuple

FEWEST, STEP = 11, 5


class Count(NamedTuple):
    """A number, and how many people (or households) are behind it."""

    value: int
    people: int


def rounded(count: Count) -> int | None:
    """Down to a five, so that “at least” stays true; None where too few are behind it."""
    if min(count) < FEWEST:
        return None
    return count.value - count.value % STEP


def settled(value: int | None, before: int | None) -> int | None:
    """What may follow a number that was shown: it stays until the step from it counts enough people itself.

    Otherwise whoever looks every day would learn who came in between. Never more than `value`.
    """
    if value is None or before is None or value >= before + FEWEST:
        return value
    if value >= before:
        return before
    lower = min(value, before - FEWEST)
    lower -= lower % STEP
    return lower if lower >= FEWEST - FEWEST % STEP else None


def apart(family: Iterable[int | None]) -> list[bool]:
    """Of numbers about the same people, those that can stand together: no difference of two says something small."""
    kept: list[int] = []
    verdicts = []
    for value in family:
        stands = value is not None and all(abs(value - other) >= FEWEST for other in kept)
        verdicts.append(stands)
        if stands and value is not None:
            kept.append(value)
    return verdicts
