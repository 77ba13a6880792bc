"""The choices that narrow results down: each an address, so that no script is needed."""

from typing import NamedTuple
from urllib.parse import urlencode

from search import labels, standing
from search.engines.asking import FACETS
from search.query import Results

MOST_OPTIONS = 8


class Option(NamedTuple):
    label: str
    pages: int
    address: str


class Facet(NamedTuple):
    """`chosen` is the value in force, whose address takes it away; `options` are those one may change to."""

    title: str
    chosen: Option | None
    options: list[Option]


def facets(found: Results) -> list[Facet]:
    """Facets that still divide the results, and those in force."""
    return [facet for name in FACETS if (facet := _facet(found, name)).chosen or divides(facet, name, found)]


def divides(facet: Facet, name: str, found: Results) -> bool:
    """Whether one of its values leaves fewer pages: of those that a page has or has not, the only one may."""
    has_or_not = name in standing.NAMES and any(one.pages < found.page.paginator.count for one in facet.options)
    return has_or_not or len(facet.options) > 1


def _facet(found: Results, name: str) -> Facet:
    counts, now = found.counts.get(name, {}), found.chosen.get(name)
    best_first = sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))[:MOST_OPTIONS]
    options = [_option(found, name, value, count, value) for value, count in best_first if value != now]
    chosen = _option(found, name, now, counts.get(now, 0), None) if now else None
    return Facet(str(labels.TITLES[name]), chosen, options)


def _option(found: Results, name: str, shown: str, count: int, value: str | None) -> Option:
    return Option(labels.of_value(name, shown), count, address(found, **{name: value}))


def address(found: Results, **changed: str | int | None) -> str:
    """The query string of these results with some things changed; None takes one away. It starts at the first page."""
    kept = {"q": found.words, **found.chosen, **changed}
    return "?" + urlencode({name: value for name, value in kept.items() if value is not None})
