"""Authenticated encryption of one value, tied to the place where it is kept.

A sealed value reads: format version (1 byte), length of the key's name (1 byte), key's name, nonce (12 bytes),
ciphertext with its tag. Everything before the nonce, and the table, column and row, are authenticated with it: a
value that was edited, cut, or moved elsewhere does not open.
"""

import os
from dataclasses import dataclass, field

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from home.records.keyring import keyring

VERSION = 1
NONCE_BYTES = 12
TAG_BYTES = 16


class SealBroken(Exception):
    """The stored value is not one that we sealed for this place: edited, moved, cut, or never encrypted."""


@dataclass(frozen=True, slots=True)
class Sealed:
    """A value as the database keeps it. Shows nothing."""

    blob: bytes = field(repr=False)


@dataclass(frozen=True)
class Place:
    """Where a value is kept. A value sealed for one place opens at no other."""

    table: str
    column: str
    row: str

    def __bytes__(self) -> bytes:
        return "\0".join((self.table, self.column, self.row)).encode()


def seal(plain: bytes, place: Place) -> Sealed:
    """Raises KeyringError."""
    ring = keyring()
    header, nonce = header_of(ring.current), os.urandom(NONCE_BYTES)
    return Sealed(header + nonce + AESGCM(ring.key(ring.current)).encrypt(nonce, plain, header + bytes(place)))


def header_of(key_id: str) -> bytes:
    """How every value sealed with this key begins, and no other."""
    return bytes((VERSION, len(key_id))) + key_id.encode()


def is_current(sealed: Sealed) -> bool:
    """Whether the value names the key that seals now; it says nothing about whether it opens."""
    return sealed.blob.startswith(header_of(keyring().current))


def unseal(sealed: Sealed, place: Place) -> bytes:
    """Raises SealBroken or KeyringError; never returns what it could not authenticate."""
    blob = sealed.blob
    if len(blob) < 2 or blob[0] != VERSION:
        raise SealBroken(f"Not a sealed value in {place.table}.{place.column}.")
    start = 2 + blob[1]
    header, nonce, ciphertext = blob[:start], blob[start : start + NONCE_BYTES], blob[start + NONCE_BYTES :]
    if len(ciphertext) < TAG_BYTES:
        raise SealBroken(f"A sealed value was cut in {place.table}.{place.column}.")
    key = keyring().key(header[2:].decode("ascii", errors="replace"))
    try:
        return AESGCM(key).decrypt(nonce, ciphertext, header + bytes(place))
    except InvalidTag:
        raise SealBroken(f"A sealed value does not open in {place.table}.{place.column}.") from None
