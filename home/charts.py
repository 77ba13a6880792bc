"""Plots as shapes: where each bar starts and how long it is, in hundredths of the drawing. Templates draw them."""

from collections.abc import Callable, Sequence
from typing import NamedTuple


class Part(NamedTuple):
    """A piece of a bar. `series` chooses its colour and its texture; lengths are text, the same in every language."""

    series: int
    label: str
    value: int
    start: str
    length: str


class Bar(NamedTuple):
    """`said` is its value in words; `place` where a column stands, from the left; rows follow one another."""

    label: str
    said: str
    parts: list[Part]
    place: str = ""
    named: bool = True


class Plot(NamedTuple):
    """What a template draws. `most` is the value of a whole length."""

    bars: list[Bar]
    series: list[str]
    most: int
    width: str = ""

    @property
    def legend(self) -> list[tuple[int, str]]:
        return list(enumerate(self.series)) if len(self.series) > 1 else []


class Figure(NamedTuple):
    """One figure. `rows` are the table's: each its head, then a cell a column of `head` after the first."""

    key: str
    title: str
    summary: str
    plot: Plot
    head: list[str]
    rows: list[tuple[str, list[str]]]
    upright: bool = False

    @property
    def labelled(self) -> list[tuple[str, list[tuple[str, str]]]]:
        """For a phone, where each cell says its column."""
        return [(label, list(zip(self.head[1:], cells, strict=True))) for label, cells in self.rows]


Rows = Sequence[tuple[str, Sequence[int]]]
"""The label of each bar, and its values in the order of the series."""


def rows(values: Rows, series: Sequence[str], say: Callable[[int], str] = str) -> Plot:
    """Bars that lie, each under its words."""
    most = highest(values)
    bars = [Bar(label, say(sum(parts)), stacked(parts, series, most, 100)) for label, parts in values]
    return Plot(bars, list(series), most)


def columns(values: Rows, series: Sequence[str], *, top: float = 10, floor: float = 86, names: int = 6) -> Plot:
    """Bars that stand, between `top` and `floor`. Some are named only: there is room for `names` names."""
    most, step = highest(values), 100 / max(1, len(values))
    every = -(-len(values) // names)
    bars = [
        Bar(
            label,
            str(sum(parts)),
            [upright(part, floor) for part in stacked(parts, series, most, floor - top)],
            hundredths(rank * step + step * 0.1),
            named=rank % every == 0,
        )
        for rank, (label, parts) in enumerate(values)
    ]
    return Plot(bars, list(series), most, width=hundredths(step * 0.8))


def highest(values: Rows) -> int:
    return max((sum(parts) for _label, parts in values), default=0)


def stacked(parts: Sequence[int], series: Sequence[str], most: int, room: float) -> list[Part]:
    drawn, before = [], 0
    for rank, value in enumerate(parts):
        if value:
            place, length = hundredths(before * room / most), hundredths(value * room / most)
            drawn.append(Part(rank, series[rank], value, place, length))
        before += value
    return drawn


def upright(part: Part, floor: float) -> Part:
    """The same piece, counted from the floor up: a drawing counts from its top."""
    start, length = (float(text.rstrip("%")) for text in (part.start, part.length))
    return part._replace(start=hundredths(floor - start - length))


def hundredths(number: float) -> str:
    return f"{number:.2f}%"
