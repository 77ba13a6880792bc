"""Films read and converted by `home.signed.film`, in a process of its own."""

import json
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile

EXTENSIONS = frozenset({".mp4", ".mov", ".m4v", ".webm", ".mkv"})
COMMAND = [sys.executable, "-E", "-s", "-m", "home.signed.film"]
PROBE_SECONDS, CONVERT_SECONDS = 20, 30 * 60


class Refusal(Exception):
    """A film that is not taken. Carries a code of `home.signed.words`."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def look_at(upload: UploadedFile) -> dict[str, Any]:
    """What the film says of itself: width, height, fps, duration. Raises Refusal."""
    if not upload.size:
        raise Refusal("empty")
    if upload.size > settings.SIGNED_FILM_MAX_SIZE:
        raise Refusal("too_big")
    if Path(upload.name or "").suffix.lower() not in EXTENSIONS:
        raise Refusal("extension")
    with on_disk(upload) as path:
        return _last(_run(["probe", path], PROBE_SECONDS))


@contextmanager
def on_disk(upload: UploadedFile) -> Iterator[str]:
    """A path for libav: Django keeps small uploads in memory."""
    if hasattr(upload, "temporary_file_path"):
        yield upload.temporary_file_path()
        return
    with tempfile.NamedTemporaryFile() as copy:
        for piece in upload.chunks():
            copy.write(piece)
        copy.flush()
        yield copy.name


def convert(source: Any, folder: Path, tell: Callable[[int], None]) -> dict[str, Any]:
    """Make the web files of a film in `folder`; `tell` hears how many per cent are done. Raises Refusal.

    `source` is an open file of the storage: it is copied first, for storage need not be this machine's disk.
    """
    film = folder / "film"
    with film.open("wb") as copy:
        shutil.copyfileobj(source, copy)
    try:
        return _last(_run(["convert", str(film), str(folder)], CONVERT_SECONDS, tell))
    finally:
        film.unlink()


def _run(arguments: list[str], seconds: int, tell: Callable[[int], None] | None = None) -> list[dict[str, Any]]:
    """The lines that the process tells. Nothing of our environment: no key, no address of a database."""
    command = ["timeout", str(seconds), "nice", "-n", "10", *COMMAND, *arguments]
    lines = []
    with subprocess.Popen(
        command,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        cwd=settings.BASE_DIR,
        env={"PATH": "/usr/bin:/bin"},
    ) as process:
        for line in process.stdout or ():
            lines.append(json.loads(line))
            if tell and "progress" in lines[-1]:
                tell(lines[-1]["progress"])
    return lines if process.returncode == 0 else [{"refused": "unreadable"}]


def _last(lines: list[dict[str, Any]]) -> dict[str, Any]:
    facts = lines[-1] if lines else {"refused": "unreadable"}
    if "refused" in facts:
        raise Refusal(facts["refused"])
    return facts
