import json

import pytest
from django.db import connection


def test_alive_needs_no_database(client):
    assert client.get("/sante/vif").content == b"ok"


def test_ready_when_database_migrations_disk_and_keys_are_there(client, db, settings, tmp_path):
    settings.DATA_DIR = tmp_path
    assert client.get("/sante/pret").status_code == 200


def test_not_ready_while_a_migration_waits(client, db, settings, tmp_path):
    settings.DATA_DIR = tmp_path
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM django_migrations WHERE app = 'forms'")
    response = client.get("/sante/pret")
    assert (response.status_code, response.content) == (503, b"not ready")


@pytest.mark.parametrize("content", [None, "not json", json.dumps({"current": "a", "keys": {}})])
def test_not_ready_without_sound_field_keys(client, db, settings, tmp_path, content):
    settings.DATA_DIR = tmp_path
    settings.FIELD_KEYS_FILE = tmp_path / "keys.json"
    if content is not None:
        settings.FIELD_KEYS_FILE.write_text(content)
    assert client.get("/sante/pret").status_code == 503
