"""Judged queries and how well an engine answers them: by words, what a reader should find.

`ours.csv` was written with the search before our eyes, or tuned on; `blind.csv` before code or synonyms were read, and
nothing is tuned on it. Paths are those of the French pages; /en before one means its English version.
"""

import csv
from functools import cache
from math import log2
from pathlib import Path
from typing import NamedTuple

from wagtail.models import Page

from search import query

HERE = Path(__file__).parent / "judgements"
DEPTH = 10


class Judged(NamedTuple):
    language: str
    words: str
    relevant: tuple[str, ...]
    distress: bool


class Score(NamedTuple):
    """`ndcg` is nDCG@10, `first` success@1, both means; `missed` are queries in distress without help on top."""

    queries: int
    ndcg: float
    first: float
    missed: list[str]


@cache
def judged(name: str) -> list[Judged]:
    with (HERE / f"{name}.csv").open(encoding="utf-8", newline="") as lines:
        return [
            Judged(row["language"], row["query"], tuple(row["relevant_paths"].split("|")), row["distress"] == "yes")
            for row in csv.DictReader(lines)
        ]


def score(name: str) -> Score:
    places = addresses()
    answers = [(one, answered(one), {places.get(path) for path in one.relevant} - {None}) for one in judged(name)]
    ndcg = [gain(ids, relevant) / best_gain(len(one.relevant)) for one, ids, relevant in answers]
    first = [bool(ids) and ids[0] in relevant for _one, ids, relevant in answers]
    missed = [one.words for one, ids, relevant in answers if one.distress and not relevant & set(ids[:2])]
    return Score(len(answers), sum(ndcg) / len(ndcg), sum(first) / len(first), missed)


def answered(one: Judged) -> list[int]:
    return [hit.page.pk for hit in query.find(one.words, language=one.language).page]


def gain(ids: list[int], relevant: set) -> float:
    return sum(1 / log2(place + 2) for place, page_id in enumerate(ids[:DEPTH]) if page_id in relevant)


def best_gain(count: int) -> float:
    return sum(1 / log2(place + 2) for place in range(min(count, DEPTH)))


def addresses() -> dict[str, int]:
    """Pages by French path, and English ones by the French path of the page they translate, after /en."""
    pages = {(page.translation_key, page.locale.language_code): page.pk for page in all_pages()}
    found = {}
    for page in all_pages():
        if page.locale.language_code == "fr":
            path = "/" + page.url_path.split("/", 2)[2]
            found |= {path: page.pk, f"/en{path}": pages.get((page.translation_key, "en"))}
    return found


def all_pages():
    return Page.objects.filter(depth__gt=1).select_related("locale")
