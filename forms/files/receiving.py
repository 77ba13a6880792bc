"""A file as it comes in: read, made harmless in another process, nothing kept yet."""

import subprocess
import sys
from contextlib import contextmanager
from threading import BoundedSemaphore
from typing import NamedTuple

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile

from forms.files import answers
from forms.files.refusal import Refusal

MOST_BYTES = 25_000_000
SECONDS = 20
AT_ONCE = BoundedSemaphore(2)
COMMAND = [sys.executable, "-E", "-s", "-m", "forms.files.convert"]


class Received(NamedTuple):
    """`original` is what came, `content` what may be shown: a PDF or a JPEG, as `kind` says."""

    original: bytes
    content: bytes
    received_as: str
    kind: str
    pages: int


def receive(upload: UploadedFile) -> Received:
    """Raises Refusal."""
    if (upload.size or 0) > MOST_BYTES:
        raise Refusal("too_big")
    original = upload.read()
    about, content = _converted(original)
    return Received(original, content, **about)


def _converted(original: bytes) -> tuple[dict, bytes]:
    if not original:
        raise Refusal("empty")
    with a_turn():
        try:
            # Nothing of our environment: no key, no address of a database
            done = subprocess.run(
                COMMAND, input=original, capture_output=True, timeout=SECONDS, cwd=settings.BASE_DIR, env={}
            )
        except subprocess.TimeoutExpired:
            raise Refusal("heavy") from None
    return answers.read(done.returncode, done.stdout, heavy="heavy", unreadable="unreadable")


@contextmanager
def a_turn():
    """Few at once: each may take 300 MB."""
    if not AT_ONCE.acquire(timeout=SECONDS):
        raise Refusal("busy")
    try:
        yield
    finally:
        AT_ONCE.release()
