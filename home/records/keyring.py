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
    """`current` names the key that seals; every key in `keys` can open.

    `search` are the keys of search hashes, oldest first, each hashing what the one before gave; `hashes` says how many
    of them new hashes go through.
    """

    current: str
    keys: Mapping[str, bytes] = field(repr=False)
    search: tuple[bytes, ...] = field(repr=False)
    hashes: int = field(default=1, repr=False)

    def key(self, key_id: str) -> bytes:
        try:
            return self.keys[key_id]
        except KeyError:
            raise UnknownKey(f"The key file has no key {key_id!r}.") from None


def keyring() -> Keyring:
    """The keys named by settings.FIELD_KEYS_FILE, read again when the file was replaced. Raises KeyringError."""
    path = Path(settings.FIELD_KEYS_FILE)
    try:
        file = path.stat()
    except OSError as error:
        raise KeyFileMissing(f"The field keys cannot be read: {error.strerror}.") from error
    return _load(path, (file.st_ino, file.st_mtime_ns, file.st_size))


def write_new(path: Path | str) -> None:
    """Make a new key file that only its owner may read. An existing file is never touched: FileExistsError."""
    key_id = secrets.token_hex(4)
    content = {"current": key_id, "keys": {key_id: new_key()}, "search": [new_key()], "hashes": 1}
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with open(descriptor, "w", encoding="utf-8") as file:
        file.write(as_text(content))


def as_text(content: dict) -> str:
    return json.dumps(content, indent=2) + "\n"


def new_key() -> str:
    return base64.b64encode(secrets.token_bytes(KEY_BYTES)).decode()


def listed(search: str | list[str]) -> list[str]:
    """A file of before the first rotation names one search key, not a list."""
    return [search] if isinstance(search, str) else search


@lru_cache(maxsize=8)
def _load(path: Path, version: tuple[int, int, int]) -> Keyring:
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
        keys = {key_id: _decoded(text) for key_id, text in content["keys"].items()}
        search = tuple(map(_decoded, listed(content["search"])))
        ring = Keyring(content["current"], keys, search, int(content.get("hashes", 1)))
        if not 1 <= ring.hashes <= len(search):
            raise ValueError("hashes go through keys that are not there")
    except OSError as error:
        raise KeyFileMissing(f"The field keys cannot be read: {error.strerror}.") from error
    except (ValueError, LookupError, TypeError, AttributeError) as error:
        # The cause may quote the file: it stays out of the traceback
        raise KeyFileBroken(f"The key file is not valid ({type(error).__name__}).") from None
    ring.key(ring.current)
    return ring


def _decoded(text: str) -> bytes:
    try:
        key = base64.b64decode(text, validate=True)
    except binascii.Error:
        raise ValueError("not base64") from None
    if len(key) != KEY_BYTES:
        raise ValueError("wrong length")
    return key
