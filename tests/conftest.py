"""Fixtures that every test may use; what only one app needs stays with that app."""

import pytest
from django.core.cache import cache


@pytest.fixture(autouse=True)
def fresh_cache():
    """Rate limits and root paths live in the cache: no test inherits another's."""
    cache.clear()
