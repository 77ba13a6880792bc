"""The keys that seal personal data. They live in one file outside settings, database and backups."""

import base64
import binascii
import json
import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from django.conf import settings

KEY_BYTES = 32


class KeyringError(Exception):
    """The field keys cannot be used. Nothing about a person can be read or written until this is mended."""


class KeyFileMissing(KeyringError):
    """There is no key file where settings say it is."""


class KeyFileBroken(KeyringError):
    """The key file is there, but is not one of ours."""


class UnknownKey(KeyringError):
    """A value was sealed with a key that the file does not hold."""


@dataclass(frozen=True)
class Keyring:
    """`current` names the key that seals; every key in `keys` can open; `search` keys the search hashes."""

    current: str
    keys: Mapping[str, bytes] = field(repr=False)
    search: bytes = field(repr=False)

    def key(self, key_id: str) -> bytes:
        try:
            return self.keys[key_id]
        except KeyError:
            raise UnknownKey(f"The key file has no key {key_id!r}.") from None


def keyring() -> Keyring:
    """The keys named by settings.FIELD_KEYS_FILE, read once. Raises KeyringError."""
    return _load(Path(settings.FIELD_KEYS_FILE))


def write_new(path: Path | str) -> None:
    """Make a new key file that only its owner may read. An existing file is never touched: FileExistsError."""
    key_id = secrets.token_hex(4)
    content = {"current": key_id, "keys": {key_id: _new_key()}, "search": _new_key()}
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with open(descriptor, "w", encoding="utf-8") as file:
        json.dump(content, file, indent=2)
        file.write("\n")


@lru_cache
def _load(path: Path) -> Keyring:
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
        keys = {key_id: _decoded(text) for key_id, text in content["keys"].items()}
        ring = Keyring(current=content["current"], keys=keys, search=_decoded(content["search"]))
    except OSError as error:
        raise KeyFileMissing(f"The field keys cannot be read: {error.strerror}.") from error
    except (ValueError, LookupError, TypeError, AttributeError) as error:
        # The cause may quote the file: it stays out of the traceback
        raise KeyFileBroken(f"The key file is not valid ({type(error).__name__}).") from None
    ring.key(ring.current)
    return ring


def _new_key() -> str:
    return base64.b64encode(secrets.token_bytes(KEY_BYTES)).decode()


def _decoded(text: str) -> bytes:
    try:
        key = base64.b64decode(text, validate=True)
    except binascii.Error:
        raise ValueError("not base64") from None
    if len(key) != KEY_BYTES:
        raise ValueError("wrong length")
    return key
