"""Health for machines: no version, no detail."""

import os

from django.conf import settings
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache

from home.records.keyring import KeyringError, keyring


@never_cache
def alive(request: HttpRequest) -> HttpResponse:
    """The process answers."""
    return HttpResponse("ok", content_type="text/plain")


@never_cache
def ready(request: HttpRequest) -> HttpResponse:
    """Database, migrations, disk and field keys are there: 200, else 503."""
    sound = is_ready()
    return HttpResponse("ok" if sound else "not ready", content_type="text/plain", status=200 if sound else 503)


def is_ready() -> bool:
    try:
        executor = MigrationExecutor(connection)
        keyring()
    except (DatabaseError, KeyringError):
        return False
    pending = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return not pending and os.access(settings.DATA_DIR, os.W_OK)
