import pytest

from home.records.keyring import write_new


@pytest.fixture
def key_file(settings, tmp_path):
    """Keys of the test's own, which it may rotate."""
    settings.FIELD_KEYS_FILE = tmp_path / "keys.json"
    write_new(settings.FIELD_KEYS_FILE)
    return settings.FIELD_KEYS_FILE
