"""Authenticated encryption of a whole file, piece by piece. Each file has a key of its own, kept sealed in its row.

A sealed file reads: format version (1 byte), nonce prefix (7 bytes), then pieces of 64 KiB, each with its tag. The
nonce of a piece is the prefix, its number (4 bytes) and whether it is the last (1 byte); the file's name is
authenticated with each. So no piece can be changed, moved, dropped or added, nor one file put in place of another.
"""

import os
from collections.abc import Iterator
from io import SEEK_CUR, SEEK_END, SEEK_SET, RawIOBase
from typing import Any, BinaryIO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from home.records.sealing import TAG_BYTES, SealBroken

VERSION = b"\x01"
PREFIX_BYTES = 7
PIECE = 64 * 1024


def new_key() -> str:
    """As text, for an encrypted field: deleting the row destroys what the key opens."""
    return AESGCM.generate_key(256).hex()


def seal_stream(plain: BinaryIO, key: str, name: str) -> Iterator[bytes]:
    cipher, prefix = AESGCM(bytes.fromhex(key)), os.urandom(PREFIX_BYTES)
    yield VERSION + prefix
    for number, piece, last in _pieces(plain, PIECE):
        yield cipher.encrypt(_nonce(prefix, number, last), piece, name.encode())


def open_stream(sealed: BinaryIO, key: str, name: str) -> Iterator[bytes]:
    """Raises SealBroken. Each piece is genuine when it comes out; the whole is, once the iterator has ended."""
    cipher, head = AESGCM(bytes.fromhex(key)), sealed.read(1 + PREFIX_BYTES)
    if len(head) != 1 + PREFIX_BYTES or head[:1] != VERSION:
        raise SealBroken("Not a sealed file.")
    for number, piece, last in _pieces(sealed, PIECE + TAG_BYTES):
        try:
            yield cipher.decrypt(_nonce(head[1:], number, last), piece, name.encode())
        except InvalidTag:
            raise SealBroken("A sealed file does not open.") from None


def _pieces(stream: BinaryIO, size: int) -> Iterator[tuple[int, bytes, bool]]:
    """At least one, possibly empty; each with its number and whether it is the last."""
    number, piece = 0, _read(stream, size)
    while following := _read(stream, size):
        yield number, piece, False
        number, piece = number + 1, following
    yield number, piece, True


def _read(stream: BinaryIO, size: int) -> bytes:
    """`size` bytes, fewer only at the end: a stream from the network may give less at a time."""
    read = b""
    while len(read) < size and (more := stream.read(size - len(read))):
        read += more
    return read


def _nonce(prefix: bytes, number: int, last: bool) -> bytes:
    return prefix + number.to_bytes(4, "big") + bytes([last])


class OpenedFile(RawIOBase):
    """A sealed file read as if it were clear, from any place in it: only the pieces that are asked for are opened.

    Nothing clear is written anywhere. Reading raises SealBroken, opening too for what is no sealed file.
    """

    def __init__(self, sealed: BinaryIO, key: str, name: str) -> None:
        self.sealed, self.cipher, self.place = sealed, AESGCM(bytes.fromhex(key)), 0
        self.known = name.encode()
        self.head = sealed.read(1 + PREFIX_BYTES)
        whole = sealed.seek(0, SEEK_END) - len(self.head)
        self.pieces = -(-whole // (PIECE + TAG_BYTES))
        self.size = whole - self.pieces * TAG_BYTES
        if len(self.head) != 1 + PREFIX_BYTES or self.head[:1] != VERSION or self.size < 0 or not self.pieces:
            raise SealBroken("Not a sealed file.")

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def seek(self, offset: int, whence: int = SEEK_SET) -> int:
        self.place = max(0, offset + {SEEK_SET: 0, SEEK_CUR: self.place, SEEK_END: self.size}[whence])
        return self.place

    def tell(self) -> int:
        return self.place

    def readinto(self, buffer: Any) -> int:
        """What is left of one piece at most: readers ask again."""
        if self.place >= self.size:
            return 0
        number, start = divmod(self.place, PIECE)
        found = self._piece(number)[start : start + len(buffer)]
        buffer[: len(found)] = found
        self.place += len(found)
        return len(found)

    def close(self) -> None:
        self.sealed.close()
        super().close()

    def _piece(self, number: int) -> bytes:
        self.sealed.seek(len(self.head) + number * (PIECE + TAG_BYTES))
        piece, nonce = _read(self.sealed, PIECE + TAG_BYTES), _nonce(self.head[1:], number, number == self.pieces - 1)
        try:
            return self.cipher.decrypt(nonce, piece, self.known)
        except InvalidTag:
            raise SealBroken("A sealed file does not open.") from None
