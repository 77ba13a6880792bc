"""What people type finds what they mean: judged queries over the demonstration's pages, on every engine."""

import pytest
from django.db import connection

from portal.demo import content
from search import indexing, starting
from tests.database import unsettle
from tests.search import relevance

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
NDCG = {"database": 0.94, "elasticsearch": 0.95}
NDCG_POSTGRESQL = 0.935  # measured 0.938 on the set that forty harder queries have joined; 0.957 before them
FIRST = {"database": 0.92, "elasticsearch": 0.92}
BLIND_NDCG, BLIND_FIRST = 0.78, 0.75  # measured 0.81 and 0.80 on Elasticsearch, 0.86 and 0.85 on SQLite, once


def test_judged_queries_find_their_pages(engine):
    unsettle()
    content.load()
    starting.load_words()
    indexing.rebuild()
    ours, blind = relevance.score("ours"), relevance.score("blind")
    on_postgresql = engine == "database" and connection.vendor == "postgresql"
    assert ours.ndcg >= (NDCG_POSTGRESQL if on_postgresql else NDCG[engine])
    assert ours.first >= FIRST[engine]
    assert ours.missed == []
    assert blind.ndcg >= BLIND_NDCG
    assert blind.first >= BLIND_FIRST
