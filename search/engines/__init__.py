"""Which engine answers. The database always can; Elasticsearch does where its address is set and while it is well."""

from functools import cache

from django.conf import settings
from django.db import connection

from search.engines.database import Database


def database() -> Database:
    return _database(connection.vendor)


@cache
def _database(vendor: str) -> Database:
    if vendor == "postgresql":
        from search.engines.postgresql import Postgresql

        return Database(Postgresql())
    from search.engines.sqlite import Sqlite

    return Database(Sqlite())


def elasticsearch():
    """The engine of `ELASTICSEARCH_URL`, or None where there is none."""
    url, prefix = settings.ELASTICSEARCH_URL, settings.ELASTICSEARCH_PREFIX
    return _elasticsearch(url, prefix) if url else None


@cache
def _elasticsearch(url: str, prefix: str):
    from search.engines.elastic import Elastic

    options = {}
    if settings.ELASTICSEARCH_API_KEY:
        options["api_key"] = settings.ELASTICSEARCH_API_KEY
    if settings.ELASTICSEARCH_CA:
        options["ca_certs"] = settings.ELASTICSEARCH_CA
    return Elastic(url, prefix, **options)
