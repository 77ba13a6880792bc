"""The engines that the same tests run over: the database of the suite, and Elasticsearch where there is one."""

import os

import pytest

from search import answering, engines, indexing
from search.engines import elastic
from tests.home.factories import HomePageFactory

ELASTICSEARCH = os.environ.get("ELASTICSEARCH_URL", "")


@pytest.fixture(params=["database", "elasticsearch"] if ELASTICSEARCH else ["database"])
def engine(request, settings, monkeypatch, worker_id):
    """Has one engine answer, and gives its name."""
    monkeypatch.setattr(answering, "breaker", answering.Breaker())
    if request.param == "elasticsearch":
        monkeypatch.setattr(elastic, "ANSWER_SECONDS", 15)  # what is measured here is what it answers
        engines._elasticsearch.cache_clear()
        settings.ELASTICSEARCH_URL, settings.ELASTICSEARCH_PREFIX = ELASTICSEARCH, f"test-{worker_id}"
    yield request.param
    engines._elasticsearch.cache_clear()


@pytest.fixture
def ask(client, db):
    """Index what is there, then search as a visitor does."""
    HomePageFactory()

    def search(prefix="", **parameters):
        indexing.rebuild()
        return client.get(f"{prefix}/recherche/", parameters)

    return search
