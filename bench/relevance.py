"""How well each engine finds what judged queries mean, on the demonstration: nDCG@10, success@1, distress missed."""

import os
from collections.abc import Iterator

from django.conf import settings
from django.db import connection

from search import indexing
from tests.search import relevance


def measure() -> Iterator[tuple[str, str, str]]:
    yield from of_engine(connection.vendor, "≥ 0.80")
    if url := os.environ.get("ELASTICSEARCH_URL"):
        settings.ELASTICSEARCH_URL, settings.ELASTICSEARCH_PREFIX = url, "bench"
        indexing.rebuild()
        yield from of_engine("Elasticsearch", "≥ 0.90")
        settings.ELASTICSEARCH_URL = ""


def of_engine(name: str, first: str) -> Iterator[tuple[str, str, str]]:
    for judgements in ("ours", "blind"):
        score = relevance.score(judgements)
        about = f"search, {name}, {score.queries} queries ({judgements})"
        yield f"{about}: nDCG@10", f"{score.ndcg:.3f}", ""
        yield f"{about}: success@1", f"{score.first:.3f}", first
        yield f"{about}: distress missed", str(len(score.missed)), "0"
