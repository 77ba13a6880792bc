"""A sealed file opens whole and as it was, or not at all."""

from io import BytesIO

import pytest

from home.records.files import PIECE, PREFIX_BYTES, VERSION, OpenedFile, new_key, open_stream, seal_stream
from home.records.sealing import TAG_BYTES, SealBroken

KEY, NAME = new_key(), "ab/canari"
HEAD, SEALED_PIECE = len(VERSION) + PREFIX_BYTES, PIECE + TAG_BYTES
PLAIN = b"Canari " * 30_000


def sealed(plain: bytes = PLAIN) -> bytes:
    return b"".join(seal_stream(BytesIO(plain), KEY, NAME))


def opened(content: bytes, key: str = KEY, name: str = NAME) -> bytes:
    return b"".join(open_stream(BytesIO(content), key, name))


@pytest.mark.parametrize("size", [0, 1, PIECE - 1, PIECE, PIECE + 1, 2 * PIECE, 3 * PIECE + 7])
def test_what_is_sealed_opens_as_it_was(size):
    plain = (b"canari!" * (size // 7 + 1))[:size]
    assert opened(sealed(plain)) == plain
    assert size < 7 or b"canari!" not in sealed(plain)


@pytest.mark.parametrize(
    "spoil",
    [
        lambda whole: whole[:-1],
        lambda whole: whole[: HEAD + SEALED_PIECE],
        lambda whole: whole[: HEAD + 2 * SEALED_PIECE],
        lambda whole: whole[:HEAD] + whole[HEAD + SEALED_PIECE :],
        lambda whole: (
            whole[:HEAD]
            + whole[HEAD + SEALED_PIECE : HEAD + 2 * SEALED_PIECE]
            + whole[HEAD : HEAD + SEALED_PIECE]
            + whole[HEAD + 2 * SEALED_PIECE :]
        ),
        lambda whole: whole + whole[HEAD : HEAD + SEALED_PIECE],
        lambda whole: whole + b"\0",
        lambda whole: whole[:100] + bytes([whole[100] ^ 1]) + whole[101:],
        lambda whole: b"\2" + whole[1:],
        lambda whole: whole[:5],
        lambda whole: b"",
        lambda whole: PLAIN,
    ],
)
def test_what_was_cut_moved_added_or_changed_does_not_open(spoil):
    with pytest.raises(SealBroken):
        opened(spoil(sealed()))


def test_another_key_or_another_name_opens_nothing():
    with pytest.raises(SealBroken):
        opened(sealed(), key=new_key())
    with pytest.raises(SealBroken):
        opened(sealed(), name="ab/serin")


def test_a_stream_that_gives_little_at_a_time_opens_too():
    class Slow(BytesIO):
        def read(self, size=-1):
            return super().read(min(size, 1000))

    assert b"".join(open_stream(Slow(sealed()), KEY, NAME)) == PLAIN


@pytest.mark.parametrize("size", [0, 1, PIECE - 1, PIECE, PIECE + 1, 3 * PIECE + 7])
def test_any_part_of_a_sealed_file_is_read_as_if_it_were_clear(size):
    plain = (b"canari!" * (size // 7 + 1))[:size]
    file = OpenedFile(BytesIO(sealed(plain)), KEY, NAME)
    assert (file.size, file.read()) == (size, plain)
    for start in (size // 2, max(0, size - 3), size + 5, 0):
        file.seek(start)
        assert file.read() == plain[start:]


@pytest.mark.parametrize("spoil", [lambda whole: whole[:-1], lambda whole: whole[: HEAD + 2 * SEALED_PIECE]])
def test_the_end_of_a_file_that_was_cut_is_not_read(spoil):
    with pytest.raises(SealBroken):
        OpenedFile(BytesIO(spoil(sealed())), KEY, NAME).read()


def test_a_file_put_in_the_place_of_another_is_not_read():
    with pytest.raises(SealBroken):
        OpenedFile(BytesIO(sealed()), KEY, "ab/other").read()
