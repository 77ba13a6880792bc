"""Fixtures that every test may use; what only one app needs stays with that app."""

import gc

import pytest
from django.core.cache import cache
from django.core.management.commands import flush

from home.records import lock
from portal import catalogue

pytest_plugins = ["tests.database"]


def pytest_configure(config):
    """A clean clone has no compiled catalogue; of parallel workers, only their master writes it."""
    if not hasattr(config, "workerinput"):
        catalogue.compile_all()


@pytest.fixture(autouse=True)
def fresh_cache():
    """Rate limits and root paths live in the cache: no test inherits another's."""
    cache.clear()


@pytest.fixture(scope="session", autouse=True)
def flush_that_may_empty_the_log():
    """The log's triggers refuse it; what a flush ends with puts them back."""
    handle = flush.Command.handle

    def lifted(self, **options):
        lock.lift()
        return handle(self, **options)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(flush.Command, "handle", lifted)
        yield


def pytest_collection_finish():
    """What is loaded by now stays to the end: the collector need not look through it again and again."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(100_000, 50, 50)
