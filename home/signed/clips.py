"""What pages show of a clip: its files by name, and the clip of a page or of each text of a step in one query."""

import hashlib
from collections.abc import Iterable
from datetime import date
from pathlib import PurePosixPath
from typing import Any

from django.db.models import Case, OuterRef, Q, Subquery, When
from django.db.models.expressions import Expression
from django.db.models.fields.files import FieldFile
from django.db.models.functions import JSONObject
from django.urls import reverse
from django.utils.dateparse import parse_date

from home.models.signed import SignedMedia, SignedStatus, SignedVersion

OWN = ("target", "source_hash", "text_hash", "signed_on")
MEDIA = (
    "id",
    "title",
    "captions",
    "transcript",
    "sign_language",
    "register",
    "signer",
    "checker",
    "image_right_ends",
    "licence",
    "is_placeholder",
    "file",
    "low_file",
    "poster",
    "size",
    "low_size",
    "duration",
    "width",
    "height",
    "state",
)
SHOWN = {SignedStatus.CURRENT, SignedStatus.OUTDATED, SignedStatus.PLACEHOLDER}


def files(media: SignedMedia) -> dict[str, FieldFile]:
    """The stored files of a clip by the name under which they are asked for."""
    stored = filter(None, (media.file, media.low_file, media.poster))
    return {PurePosixPath(one.name).name: one for one in stored}


def captions_name(media: SignedMedia) -> str:
    return f"{hashlib.sha256(media.captions.encode()).hexdigest()[:16]}.vtt"


def address(media: SignedMedia, field: str) -> str:
    """Where the public finds a file of a clip: `file`, `low_file`, `poster` or `captions`."""
    name = captions_name(media) if field == "captions" else PurePosixPath(getattr(media, field).name).name
    return reverse("signed:file", args=[media.pk, name])


def of_targets(keys: Iterable[str] = (), *, below: str = "") -> dict[str, SignedVersion]:
    """What may be shown for these texts, and for all whose key starts with `below`, by key: one query."""
    wanted = Q(target__in=list(keys)) | (Q(target__startswith=below) if below else Q())
    found = SignedVersion.objects.published().filter(wanted)
    return {one.target: one for one in reversed(found) if one.status in SHOWN}


def beside_a_page(url_path: str) -> Expression:
    """The newest clip of the page at this path, as JSON, for the query that reads pages anyway."""
    newest = (
        SignedVersion.objects.published()
        .filter(page_key=OuterRef("translation_key"))
        .order_by("-media__published_at", "-pk")
    )
    told = JSONObject(**{name: name for name in OWN}, **{f"media_{name}": f"media__{name}" for name in MEDIA})
    return Case(When(url_path=url_path, then=Subquery(newest.values(told=told)[:1])))


def from_page(told: dict[str, Any] | None) -> SignedVersion | None:
    """The clip that `beside_a_page` read, where it may be shown."""
    if not told:
        return None
    values = {name: told[f"media_{name}"] for name in MEDIA} | {
        "image_right_ends": day(told["media_image_right_ends"]),
        "is_placeholder": bool(told["media_is_placeholder"]),
    }
    version = SignedVersion(media=SignedMedia(**values), **{name: told[name] for name in OWN})
    version.signed_on = day(told["signed_on"])
    return version if version.status in SHOWN else None


def day(text: str | None) -> date | None:
    return parse_date(text) if text else None
