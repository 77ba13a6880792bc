"""A long file that a resident sends is in no file of the disk in clear, at any moment of its way in."""

import contextlib
import gc
import io
import itertools
import os
from pathlib import Path

import pytest
from django.core.files.uploadedfile import TemporaryUploadedFile
from django.http.multipartparser import MultiPartParserError
from django.test import RequestFactory
from django.test.client import BOUNDARY, MULTIPART_CONTENT, encode_multipart
from hypothesis import given, settings
from hypothesis import strategies as st

from portal.sealed_uploads import SealedSpool, SealedUploads

CANARY = b"Serinq en clair "
LONG = CANARY * 200_000  # 3.2 MB
PUBLIC, STAFF = "/demarches/colocation/x/documents/identite/", "/gestion/images/multiple/add/"


def disk(folder: Path) -> bytes:
    """What lies in the temporary folder, files without a name included: those that this process holds open."""
    held = [Path(f"/proc/self/fd/{number}") for number in os.listdir("/proc/self/fd")]
    mine = [path for path in held if os.path.exists(path) and str(folder) in os.readlink(path)]
    return b"".join(path.read_bytes() for path in [*mine, *folder.rglob("*")] if path.is_file())


@pytest.fixture
def temporary(tmp_path, monkeypatch, settings):
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    settings.FILE_UPLOAD_TEMP_DIR = str(tmp_path)
    return tmp_path


def sent(address: str, content: bytes):
    file = io.BytesIO(content)
    file.name = "carte.jpg"
    return RequestFactory().post(address, {"files": file})


@pytest.fixture
def watched(temporary, monkeypatch):
    """What lay on the disk after each eighth piece that came in."""
    seen, pieces, receive = [], itertools.count(), SealedUploads.receive_data_chunk

    def watching(self, data, start):
        left = receive(self, data, start)
        if next(pieces) % 8 == 0:
            seen.append(disk(temporary))
        return left

    monkeypatch.setattr(SealedUploads, "receive_data_chunk", watching)
    return seen


def test_no_clear_byte_is_on_the_disk_while_a_long_file_comes_in(watched, temporary):
    request = sent(PUBLIC, LONG)
    upload = request.FILES["files"]
    assert len(watched) > 5 and max(map(len, watched)) > 2_500_000, "it does lie on the disk"
    assert not any(CANARY in disk for disk in watched) and CANARY not in disk(temporary)
    assert (upload.name, upload.size) == ("carte.jpg", len(LONG))
    assert upload.read() == LONG and b"".join(upload.chunks()) == LONG
    request.close()
    assert disk(temporary) == b""


def test_without_the_seal_the_watch_sees_the_words(temporary, monkeypatch):
    monkeypatch.setattr(SealedSpool, "write", lambda self, data: self._file.write(data))
    request = sent(PUBLIC, LONG)
    assert request.FILES["files"] and CANARY in disk(temporary)
    request.close()


def test_what_staff_send_is_djangos_to_receive(temporary):
    request = sent(STAFF, LONG)
    assert isinstance(request.FILES["files"], TemporaryUploadedFile)
    assert request.FILES["files"].read() == LONG
    request.close()


def test_a_short_file_stays_in_memory(temporary, watched):
    request = sent(PUBLIC, b"court")
    assert request.FILES["files"].read() == b"court" and watched == []


def test_an_upload_that_breaks_off_leaves_nothing(temporary):
    file = io.BytesIO(LONG)
    file.name = "carte.jpg"
    body = encode_multipart(BOUNDARY, {"files": file})[:3_000_000]
    broken = RequestFactory().generic("POST", PUBLIC, body, content_type=MULTIPART_CONTENT)
    with contextlib.suppress(MultiPartParserError):
        _ = broken.FILES
    broken.close()
    gc.collect()
    assert disk(temporary) == b""


@given(content=st.binary(max_size=200), cuts=st.lists(st.integers(0, 200), max_size=6))
@settings(max_examples=40, deadline=None)
def test_any_piece_reads_back_from_anywhere(content, cuts):
    with SealedSpool() as spool:
        for start in range(0, len(content), 7):
            spool.write(content[start : start + 7])
        for cut in cuts:
            assert spool.seek(cut) == cut
            assert spool.read(9) == content[cut : cut + 9] and spool.read() == content[cut + 9 :]
        spool._file.seek(0)
        assert not content[:8] or len(content) < 8 or spool._file.read(8) != content[:8]
