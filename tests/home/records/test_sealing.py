import dataclasses
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from home.records.keyring import KeyringError, UnknownKey, keyring, write_new
from home.records.sealing import Place, SealBroken, Sealed, seal, unseal

HERE = Place("forms_submission", "name", "1")


@given(st.binary())
def test_what_is_sealed_opens_as_it_was(plain):
    assert unseal(seal(plain, HERE), HERE) == plain


@given(st.text(min_size=4))
def test_a_sealed_value_shows_nothing_of_what_it_holds(text):
    sealed = seal(text.encode(), HERE)
    assert text.encode() not in sealed.blob
    assert repr(sealed) == "Sealed()"


def test_the_same_value_is_never_sealed_twice_the_same_way():
    assert len({seal(b"same", HERE).blob for _ in range(50)}) == 50


@given(st.data())
def test_one_flipped_bit_anywhere_breaks_the_seal(data):
    blob = bytearray(seal(b"Camille Canari", HERE).blob)
    position = data.draw(st.integers(0, len(blob) * 8 - 1))
    blob[position // 8] ^= 1 << position % 8
    with pytest.raises((SealBroken, UnknownKey)):
        unseal(Sealed(bytes(blob)), HERE)


@given(st.data())
def test_a_cut_value_does_not_open(data):
    blob = seal(b"Camille Canari", HERE).blob
    with pytest.raises((SealBroken, UnknownKey)):
        unseal(Sealed(blob[: data.draw(st.integers(0, len(blob) - 1))]), HERE)


@given(st.binary())
def test_bytes_of_someone_else_do_not_open(blob):
    with pytest.raises((SealBroken, UnknownKey)):
        unseal(Sealed(blob), HERE)


@pytest.mark.parametrize("elsewhere", [{"table": "forms_draft"}, {"column": "contact"}, {"row": "2"}])
def test_a_value_moved_elsewhere_does_not_open(elsewhere):
    with pytest.raises(SealBroken):
        unseal(seal(b"Camille Canari", HERE), dataclasses.replace(HERE, **elsewhere))


def test_another_file_with_the_same_key_name_does_not_open_it(settings, tmp_path):
    sealed = seal(b"Camille Canari", HERE)
    ours = keyring().current
    settings.FIELD_KEYS_FILE = tmp_path / "other.json"
    write_new(settings.FIELD_KEYS_FILE)
    content = json.loads(settings.FIELD_KEYS_FILE.read_text())
    content |= {"current": ours, "keys": {ours: content["keys"][content["current"]]}}
    settings.FIELD_KEYS_FILE.write_text(json.dumps(content))
    with pytest.raises(SealBroken):
        unseal(sealed, HERE)


def test_a_key_that_is_gone_is_named(settings, tmp_path):
    sealed = seal(b"Camille Canari", HERE)
    gone = keyring().current
    settings.FIELD_KEYS_FILE = tmp_path / "other.json"
    write_new(settings.FIELD_KEYS_FILE)
    with pytest.raises(UnknownKey, match=gone):
        unseal(sealed, HERE)


def test_an_old_key_still_opens_and_the_current_one_seals(settings, tmp_path):
    old = seal(b"Camille Canari", HERE)
    both = tmp_path / "both.json"
    write_new(both)
    content = json.loads(both.read_text())
    content["keys"] |= json.loads(settings.FIELD_KEYS_FILE.read_text())["keys"]
    both.write_text(json.dumps(content))
    settings.FIELD_KEYS_FILE = both
    assert unseal(old, HERE) == b"Camille Canari"
    assert content["current"].encode() in seal(b"", HERE).blob


def test_without_keys_nothing_is_sealed(settings, tmp_path):
    settings.FIELD_KEYS_FILE = tmp_path / "absent.json"
    with pytest.raises(KeyringError):
        seal(b"Camille Canari", HERE)
