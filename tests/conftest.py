"""Fixtures that every test may use; what only one app needs stays with that app."""

import pytest
from django.core.cache import cache

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
