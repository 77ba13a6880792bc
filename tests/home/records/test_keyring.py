import json
import stat

import pytest

from home.records.keyring import KeyFileBroken, KeyFileMissing, UnknownKey, keyring, write_new


@pytest.fixture
def key_file(settings, tmp_path):
    """Where the file is to be; none is there yet."""
    settings.FIELD_KEYS_FILE = tmp_path / "keys.json"
    return settings.FIELD_KEYS_FILE


def test_a_new_key_file_is_its_owners_alone_and_can_be_used(key_file):
    write_new(key_file)
    assert stat.S_IMODE(key_file.stat().st_mode) == 0o600
    ring = keyring()
    (search,) = ring.search
    assert len(ring.key(ring.current)) == len(search) == 32
    assert ring.key(ring.current) != search


def test_an_existing_key_file_is_never_overwritten(key_file):
    write_new(key_file)
    before = key_file.read_bytes()
    with pytest.raises(FileExistsError):
        write_new(key_file)
    assert key_file.read_bytes() == before


def test_no_two_key_files_are_alike(key_file, tmp_path):
    write_new(key_file)
    write_new(tmp_path / "other.json")
    assert json.loads(key_file.read_text())["keys"] != json.loads((tmp_path / "other.json").read_text())["keys"]


def test_without_a_key_file_nothing_works(key_file):
    with pytest.raises(KeyFileMissing):
        keyring()


@pytest.mark.parametrize(
    "content",
    [
        "",
        "{",
        "[]",
        "{}",
        '"keys"',
        '{"current": "a", "keys": [], "search": ""}',
        '{"current": "a", "keys": {"a": "AAAA"}}',
    ],
)
def test_a_broken_key_file_is_refused(key_file, content):
    key_file.write_text(content)
    with pytest.raises(KeyFileBroken):
        keyring()


def test_the_current_key_must_be_in_the_file(key_file):
    write_new(key_file)
    key_file.write_text(json.dumps(json.loads(key_file.read_text()) | {"current": "other"}))
    with pytest.raises(UnknownKey):
        keyring()


def test_a_broken_key_file_is_not_quoted_in_the_error(key_file):
    write_new(key_file)
    secret = json.loads(key_file.read_text())["search"][0]
    key_file.write_text(key_file.read_text()[:-3])
    with pytest.raises(KeyFileBroken) as caught:
        keyring()
    assert secret not in repr(caught.value)
    assert caught.value.__suppress_context__


def test_a_keyring_shows_no_key(key_file):
    write_new(key_file)
    ring = keyring()
    assert repr(ring) == f"Keyring(current='{ring.current}')"
