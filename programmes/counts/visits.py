"""Home visits, year by year, against the targets as they were published. Counts only: nobody's rows."""

from collections.abc import Iterable
from typing import NamedTuple

from programmes.models import VisitTally, VisitTarget


class Line(NamedTuple):
    """One target and what was done of it, in its unit; or a year without a target, in households.

    `done` is None where nothing was noted, and for several years: a household counts once a year, so that years do
    not add up.
    """

    first_year: int
    last_year: int
    done: int | None
    target: VisitTarget | None = None

    @property
    def is_one_year(self) -> bool:
        return self.first_year == self.last_year


def against_targets(targets: Iterable[VisitTarget], tallies: Iterable[VisitTally]) -> list[Line]:
    """By year; the targets of several years come last."""
    counted = {tally.year: tally for tally in tallies}
    lines = [Line(target.first_year, target.last_year, done_of(target, counted), target) for target in targets]
    stated = {line.first_year for line in lines if line.is_one_year}
    lines += [Line(year, year, tally.households) for year, tally in counted.items() if year not in stated]
    return sorted(lines, key=lambda line: (not line.is_one_year, line.first_year))


def done_of(target: VisitTarget, tallies: dict[int, VisitTally]) -> int | None:
    tally = tallies.get(target.first_year) if target.first_year == target.last_year else None
    return getattr(tally, target.unit) if tally else None
