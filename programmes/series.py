"""Figures that can be drawn side by side: same thing, several years. Each is drawn as stated; nothing is added up."""

from collections import defaultdict
from collections.abc import Iterable
from typing import NamedTuple

from home.models.base import Figure

WIDTH = 640
"""Width of the picture, in its own units: the longest bar takes all of it."""


class Bar(NamedTuple):
    figure: Figure
    width: int


class Series(NamedTuple):
    unit: str
    bars: list[Bar]


def drawable(figures: Iterable[Figure]) -> list[Series]:
    """Gather whole numbers that share a unit and have a year of their own; three years at least make a picture."""
    by_unit: dict[str, list[Figure]] = defaultdict(list)
    for figure in figures:
        if figure.unit and figure.value.isdecimal() and figure.year.isdecimal():
            by_unit[figure.unit].append(figure)
    return [Series(unit, scale(rows)) for unit, rows in by_unit.items() if len({row.year for row in rows}) >= 3]


def scale(figures: list[Figure]) -> list[Bar]:
    """Bars in proportion to the largest figure, oldest first."""
    largest = max(int(figure.value) for figure in figures) or 1
    return [
        Bar(figure, round(WIDTH * int(figure.value) / largest)) for figure in sorted(figures, key=lambda row: row.year)
    ]
