"""Gives out published clips, a span of bytes at a time: without 206 a browser can neither seek nor, on some, play."""

import re
from collections.abc import Iterator
from datetime import datetime, time, timedelta
from typing import BinaryIO

from django.http import FileResponse, Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import path
from django.utils import timezone
from django.utils.cache import patch_cache_control
from django.utils.http import quote_etag
from django.views.decorators.http import require_safe

from home.models.signed import SignedMedia
from home.signed import clips

PIECE = 256 * 1024
YEAR = 365 * 24 * 60 * 60
KINDS = {".mp4": "video/mp4", ".jpg": "image/jpeg", ".vtt": "text/vtt; charset=utf-8"}
SPAN = re.compile(r"bytes=(\d{0,18})-(\d{0,18})")

app_name = "signed"


class Unsatisfiable(Exception):
    """The span lies outside the file."""


@require_safe
def file(request: HttpRequest, pk: int, name: str) -> HttpResponseBase:
    """One file of a published clip. Its name holds its content's digest: what is kept is never stale."""
    media = get_object_or_404(SignedMedia, pk=pk, state=SignedMedia.State.PUBLISHED)
    if not media.may_be_shown_on(timezone.localdate()):
        raise Http404
    response = answer(request, media, name)
    patch_cache_control(response, public=True, max_age=age(media), immutable=True)
    return response


def answer(request: HttpRequest, media: SignedMedia, name: str) -> HttpResponseBase:
    """404 for a name that is not of this clip as it stands."""
    if name == clips.captions_name(media):
        response: HttpResponseBase = HttpResponse(media.captions, content_type=KINDS[".vtt"])
        response["ETag"] = quote_etag(name)
        return response
    stored = clips.files(media).get(name)
    if stored is None:
        raise Http404
    try:
        content = stored.storage.open(stored.name)
    except OSError:
        raise Http404 from None
    return ranged(request, content, stored.size, quote_etag(name), KINDS[f".{name.rpartition('.')[2]}"])


def ranged(request: HttpRequest, content: BinaryIO, size: int, etag: str, kind: str) -> HttpResponseBase:
    """The file, or the one span of it that was asked for; 304 and 416 as RFC 9110 has them."""
    headers = {"Accept-Ranges": "bytes", "ETag": etag}
    if etag in [known.strip() for known in request.headers.get("If-None-Match", "").split(",")]:
        content.close()
        return HttpResponse(status=304, headers=headers)
    try:
        span = asked_for(request, size, etag)
    except Unsatisfiable:
        content.close()
        return HttpResponse(status=416, headers=headers | {"Content-Range": f"bytes */{size}"})
    if request.method == "HEAD":
        content.close()
        return HttpResponse(content_type=kind, headers=headers | {"Content-Length": str(size)})
    if span is None:
        return FileResponse(content, content_type=kind, headers=headers | {"Content-Length": str(size)})
    start, end = span
    headers |= {"Content-Range": f"bytes {start}-{end}/{size}", "Content-Length": str(end - start + 1)}
    return StreamingHttpResponse(pieces(content, start, end), status=206, content_type=kind, headers=headers)


def asked_for(request: HttpRequest, size: int, etag: str) -> tuple[int, int] | None:
    """First and last byte, both included; None for the whole. Several spans at once are answered whole, as one may.

    Raises Unsatisfiable.
    """
    found = SPAN.fullmatch(request.headers.get("Range", "").strip())
    if found is None or request.headers.get("If-Range", etag) != etag or request.method == "HEAD":
        return None
    first, last = found.groups()
    if not (first or last):
        return None
    start, end = (int(first), int(last or size)) if first else (max(0, size - int(last)), size)
    end = min(end, size - 1)
    if first and last and int(last) < int(first):
        return None  # not a span at all: ignored
    if start > end:
        raise Unsatisfiable
    return start, end


def pieces(content: BinaryIO, start: int, end: int) -> Iterator[bytes]:
    with content:
        content.seek(start)
        left = end - start + 1
        while left > 0 and (piece := content.read(min(left, PIECE))):
            left -= len(piece)
            yield piece


def age(media: SignedMedia) -> int:
    """How many seconds a cache may keep it: a year, but not beyond the image right."""
    if media.image_right_ends is None:
        return YEAR
    end = datetime.combine(media.image_right_ends + timedelta(days=1), time.min, timezone.get_current_timezone())
    return max(0, min(YEAR, int((end - timezone.now()).total_seconds())))


urlpatterns = [path("<int:pk>/<str:name>", file, name="file")]
