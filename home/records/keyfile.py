"""Changes of the key file, each safe while the portal runs: readers see the file before or after, never between."""

import json
import os
import secrets
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

from home.records.keyring import KeyringError, as_text, listed, new_key

LATE_WRITERS = timedelta(hours=1)
"""A transaction begun under the former key has long ended by then."""


class NotNow(KeyringError):
    """The change would make something unreadable, or is none."""


def add(path: Path) -> str:
    """Add keys that nothing uses yet, and give the name of the one that will seal. Raises NotNow."""
    key_id = secrets.token_hex(4)

    def change(content: dict) -> dict:
        if _newest(content) != content["current"]:
            raise NotNow(f"Key {_newest(content)} waits to be used: --switch first.")
        keys, search = content["keys"] | {key_id: new_key()}, [*listed(content["search"]), new_key()]
        return content | {"keys": keys, "search": search, "hashes": content.get("hashes", 1)}

    _rewrite(path, change)
    return key_id


def switch(path: Path) -> str:
    """From now on the newest keys seal and hash. Gives the name of the one that seals. Raises NotNow."""

    def change(content: dict) -> dict:
        if _newest(content) == content["current"]:
            raise NotNow(f"Key {content['current']} seals already: --add first.")
        since = datetime.now(UTC).isoformat(timespec="seconds")
        hashes = len(listed(content["search"]))
        return content | {"current": _newest(content), "hashes": hashes, "since": since}

    return _rewrite(path, change)["current"]


def remove(path: Path, key_id: str) -> None:
    """Forget a key. Whoever calls knows that no value is sealed with it. Raises NotNow."""

    def change(content: dict) -> dict:
        if key_id not in content["keys"]:
            raise NotNow(f"The key file has no key {key_id}.")
        if key_id in {content["current"], _newest(content)}:
            raise NotNow(f"Key {key_id} seals, or is to seal.")
        if datetime.now(UTC) - datetime.fromisoformat(content["since"]) < LATE_WRITERS:
            raise NotNow(f"Key {key_id} sealed until less than an hour ago: somebody may still be writing with it.")
        return content | {"keys": {name: key for name, key in content["keys"].items() if name != key_id}}

    _rewrite(path, change)


def _newest(content: dict) -> str:
    return list(content["keys"])[-1]


def _rewrite(path: Path, change: Callable[[dict], dict]) -> dict:
    """Owner and mode of the file stay. A crash leaves the old file or the new one."""
    content, was = change(json.loads(path.read_text(encoding="utf-8"))), path.stat()
    beside = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    with open(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as file:
        file.write(as_text(content))
        file.flush()
        os.fsync(file.fileno())
    os.chmod(beside, was.st_mode & 0o777)
    os.chown(beside, was.st_uid, was.st_gid)
    os.replace(beside, path)
    return content
