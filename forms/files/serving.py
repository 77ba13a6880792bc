"""Files on their way out: to be saved, never shown inside a page of ours."""

import logging
from collections.abc import Sequence

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.http import quote_etag

from forms.files import keeping, pdfs
from forms.models.files import READABLE, FileState, StoredFile
from home.records.sealing import SealBroken
from home.signed.serving import ranged

logger = logging.getLogger(__name__)

TYPES = {"jpg": "image/jpeg", "pdf": "application/pdf"}
WORDS = "mots"
"""In the address of a film, asks for its words."""

HARMLESS = {"Content-Security-Policy": "sandbox; default-src 'none'", "X-Content-Type-Options": "nosniff"}


class Unreadable(Exception):
    """A file cannot be read just now: storage does not answer, or what lies there is not what we wrote."""


def readable(files: Sequence[StoredFile]) -> list[StoredFile]:
    """Those of one slot that an agent may open: none while one of them is being checked."""
    if any(file.state == FileState.WAITING for file in files):
        return []
    return [file for file in files if file.state in READABLE]


def download(files: Sequence[StoredFile], name: str) -> HttpResponse:
    """One file as it is; several as one PDF. Raises Unreadable."""
    parts = [(file.kind, _content(file)) for file in files]
    kind, content = parts[0] if len(parts) == 1 else ("pdf", pdfs.join(parts))
    headers = {"Content-Disposition": f'attachment; filename="{name}.{kind}"'} | HARMLESS
    return HttpResponse(content, content_type=TYPES[kind], headers=headers)


def play(request: HttpRequest, film: StoredFile) -> HttpResponseBase:
    """A film, or the span of it that the player asks for, opened piece by piece on its way. Raises Unreadable."""
    try:
        content = keeping.opened(film, film.path)
    except (OSError, SealBroken) as error:
        logger.error("File %s cannot be read (%s).", film.pk, type(error).__name__)
        raise Unreadable from error
    response = ranged(request, content, content.size, quote_etag(str(film.pk)), "video/mp4")
    for name, value in HARMLESS.items():
        response.headers[name] = value
    return response


def words(seconds: int, text: str) -> HttpResponse:
    """What a film says, in one caption as long as the film: nobody timed it."""
    line = " ".join(text.split()).replace("&", "&amp;").replace("<", "&lt;").replace("-->", "→")
    end = f"{seconds // 60:02}:{seconds % 60:02}.000"
    return HttpResponse(f"WEBVTT\n\n00:00.000 --> {end}\n{line}\n", content_type="text/vtt", headers=HARMLESS)


def _content(file: StoredFile) -> bytes:
    try:
        return keeping.read(file, file.path)
    except (OSError, SealBroken) as error:
        logger.error("File %s cannot be read (%s).", file.pk, type(error).__name__)
        raise Unreadable from error
