"""Wagtail's own search, by which staff find pages, pictures and documents: their words are compared as the public's.

Who may see what is Wagtail's matter still; only the words that are kept and asked differ.
"""

from typing import Any

from django.db import connection


def SearchBackend(params: dict[str, Any]):  # the name that Wagtail looks for
    """Each engine is imported over its own database alone: Wagtail's modules refuse the other."""
    if connection.vendor == "postgresql":
        from search.staff.postgresql import PostgresqlStaff

        return PostgresqlStaff(params | {"SEARCH_CONFIG": "simple"})
    from search.staff.sqlite import SqliteStaff

    return SqliteStaff(params)
