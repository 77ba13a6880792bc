"""Films that people send: looked at as they come in, made again by the worker, each time in another process."""

import logging
import subprocess
import sys
from collections.abc import Iterable
from io import BytesIO
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django_tasks import task

from forms.files import answers, keeping, scanning
from forms.files.receiving import a_turn
from forms.files.refusal import Refusal
from forms.models.files import FileState, StoredFile, discard
from home.records.files import open_stream
from home.records.sealing import SealBroken
from home.records.tasks import wordless

logger = logging.getLogger(__name__)

MOST_BYTES = 100_000_000
SUFFIXES = {"", ".mp4", ".m4v", ".mov", ".qt", ".3gp", ".webm", ".mkv"}
COMMAND = ["nice", "-n", "10", sys.executable, "-E", "-s", "-m", "forms.files.film"]
LOOK_SECONDS, REMAKE_SECONDS = 30, 20 * 60


def look_at(upload: UploadedFile) -> dict[str, Any]:
    """Its `kind`, by its content, and how many `seconds` it lasts. Raises Refusal."""
    if (upload.size or 0) > MOST_BYTES:
        raise Refusal("film_too_big")
    if not upload.size:
        raise Refusal("film_empty")
    if Path(upload.name or "").suffix.lower() not in SUFFIXES:
        raise Refusal("film_kind")
    with a_turn():
        about, _nothing = _run("look", upload.chunks(), LOOK_SECONDS)
    return about


def remake_due(limit: int = 20) -> int:
    """Make the films again that wait for it, oldest first; return how many were settled."""
    waiting = StoredFile.objects.filter(state=FileState.CONVERTING).order_by("created_at")
    return sum(remake(film) for film in waiting[:limit])


def remake(film: StoredFile) -> bool:
    """Keep what may be shown of a film, let go of what was received. False when storage does not answer, or it went."""
    try:
        about, content = _remade(film)
        keeping.discard_now(film.path)  # of a pass that was cut short
        keeping.write_film(film, film.path, BytesIO(content))
    except (OSError, SealBroken) as error:
        logger.error("Film %s cannot be read (%s).", film.pk, type(error).__name__)
        return False
    except Refusal as refusal:
        if refusal.code in {"busy", "unavailable"}:
            return False
        return _settle(film, FileState.BROKEN)
    return _settle(film, scanning.first_state(), size=len(content), seconds=about["seconds"])


def _remade(film: StoredFile) -> tuple[dict[str, Any], bytes]:
    with keeping.sealed(film.received_path) as sealed:
        return _run("remake", open_stream(sealed, film.key, film.received_path), REMAKE_SECONDS)


@transaction.atomic
def _settle(film: StoredFile, state: FileState, **facts: int) -> bool:
    kept = StoredFile.objects.filter(pk=film.pk, state=FileState.CONVERTING).update(state=state, **facts)
    if not kept and not StoredFile.objects.filter(pk=film.pk).exists():  # taken away meanwhile
        discard([film.path])
    discard([film.received_path])
    if state == FileState.WAITING:
        transaction.on_commit(scanning.wake_scanner.enqueue, robust=True)
    return bool(kept)


def _run(verb: str, film: Iterable[bytes], seconds: int) -> tuple[dict[str, Any], bytes]:
    """What the other process says of a film, and the film that it gives. Raises Refusal."""
    process = subprocess.Popen(
        [*COMMAND, verb],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        cwd=settings.BASE_DIR,
        env={"PATH": "/usr/bin:/bin"},  # nothing of our environment: no key, no address of a database
    )
    with process:
        try:
            _feed(process, film)
            answer, _none = process.communicate(timeout=seconds)
        except BaseException as error:
            process.kill()
            if isinstance(error, subprocess.TimeoutExpired):
                raise Refusal("film_heavy") from None
            raise
    return answers.read(process.returncode, answer, heavy="film_heavy", unreadable="film_unreadable")


def _feed(process: Any, film: Iterable[bytes]) -> None:
    try:
        for piece in film:
            process.stdin.write(piece)
    except BrokenPipeError:
        pass  # it knows enough, or broke: its answer tells


@task()
def wake_remaking() -> int:
    with wordless():
        return remake_due()
