"""From a film to what the public sees: received, converted, checked by a second person, published. Each verb checks,
changes, logs.
"""

import hashlib
import tempfile
from pathlib import Path
from typing import Any

from django.contrib.auth.models import User
from django.core.files import File
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils import timezone
from wagtail.log_actions import log

from home.models.signed import SignedMedia, SignedVersion
from home.signed import captions, studio, targets
from home.signed.tasks import transcode

State = SignedMedia.State
UPLOADED, READY, CHECKED, PUBLISHED, FAILED = State.UPLOADED, State.READY, State.CHECKED, State.PUBLISHED, State.FAILED
FILES = ("file", "low_file", "poster")
FACTS = ("size", "low_size", "width", "height", "fps", "duration")
NAMES = {"file": "720.mp4", "low_file": "480.mp4", "poster": "poster.jpg"}


class NotYet(Exception):
    """It cannot be done as things stand. Carries codes of `home.signed.words.MISSING`."""

    def __init__(self, *codes: str) -> None:
        super().__init__(*codes)
        self.codes = codes


@transaction.atomic
def receive(upload: UploadedFile, fields: dict[str, Any], target: str, *, by: User) -> SignedMedia:
    """Keep a film that was looked at, bound to the text as it stands now; its conversion starts after the commit."""
    media = SignedMedia(**fields, uploaded_by=by)
    media.save(force_insert=True)
    media.upload.save(f"{media.pk}/film{Path(upload.name or '').suffix.lower()}", upload)
    bind(media, target)
    log(media, "signed.received", user=by, data={"target": target})
    transaction.on_commit(lambda: wake(media), robust=True)
    return media


def bind(media: SignedMedia, target: str) -> SignedVersion:
    """Raises LookupError for a text that there is not."""
    digest = targets.text_hash(target)
    if digest is None:
        raise LookupError(target)
    return SignedVersion.objects.create(
        target=target, page_key=targets.page_key(target), media=media, source_hash=digest, text_hash=digest
    )


def wake(media: SignedMedia) -> None:
    transcode.enqueue(media.pk)


def convert(media: SignedMedia) -> None:
    """Make the web files; whatever happens, the row says where it stands, and a failure leaves no file behind."""
    mine = SignedMedia.objects.filter(pk=media.pk)
    if not mine.filter(state=UPLOADED).update(state=State.TRANSCODING, progress=0, reason=""):
        return
    with tempfile.TemporaryDirectory() as folder:
        try:
            with media.upload.open("rb") as film:
                facts = studio.convert(film, Path(folder), lambda done: mine.update(progress=done))
            keep(media, Path(folder), facts)
        except studio.Refusal as refusal:
            fail(media, refusal.code)
        except Exception:
            fail(media, "broken", again=True)
            raise


@transaction.atomic
def keep(media: SignedMedia, folder: Path, facts: dict[str, Any]) -> None:
    """File the web files under names that hold their content's digest: each may be cached for as long as it likes."""
    if not SignedMedia.objects.select_for_update().filter(pk=media.pk).exists():  # deleted meanwhile
        return
    for field, name in NAMES.items():
        with (folder / name).open("rb") as made:
            digest = hashlib.file_digest(made, "sha256").hexdigest()[:16]
            made.seek(0)
            getattr(media, field).save(f"{media.pk}/{digest}-{name}", File(made), save=False)
    discard(media, "upload")
    media.size, media.low_size = media.file.size, media.low_file.size
    media.width, media.height, media.fps = facts["width"], facts["height"], facts["fps"]
    media.duration, media.state, media.progress = facts["duration"], READY, 100
    media.save(update_fields=[*FILES, "upload", *FACTS, "state", "progress"])


def fail(media: SignedMedia, code: str, *, again: bool = False) -> None:
    """`again` keeps the film, for it may not be its fault."""
    for field in (*FILES, *(() if again else ("upload",))):
        discard(media, field)
    files = {field: getattr(media, field).name or "" for field in (*FILES, "upload")}
    SignedMedia.objects.filter(pk=media.pk).update(**files, state=FAILED, reason=code)


def discard(media: SignedMedia, field: str) -> None:
    stored = getattr(media, field)
    if stored:
        stored.storage.delete(stored.name)
        setattr(media, field, "")


def retry(media: SignedMedia, *, by: User) -> None:
    """Raises NotYet when there is no film to convert any more."""
    with transaction.atomic():
        media = locked(media)
        if not media.upload or media.is_made:
            raise NotYet("film")
        media.state, media.reason, media.progress = UPLOADED, "", 0
        media.save(update_fields=["state", "reason", "progress"])
        log(media, "signed.retried", user=by)
    wake(media)


@transaction.atomic
def describe(media: SignedMedia, fields: dict[str, Any], *, by: User) -> SignedMedia:
    """Change what is said of the clip. What was checked is checked again, and is off the site until then."""
    media = locked(media)
    changed = [name for name, value in fields.items() if getattr(media, name) != value]
    for name in changed:
        setattr(media, name, fields[name])
    if changed and media.state in (CHECKED, PUBLISHED) and not media.is_placeholder:
        media.state, media.checked_by, media.checked_at, media.published_at = READY, None, None, None
    media.save()
    if changed:
        log(media, "signed.described", user=by, data={"fields": changed})
    return media


@transaction.atomic
def check(media: SignedMedia, *, by: User) -> None:
    """A second person has watched it: the signs say what the text says. Raises NotYet."""
    media = locked(media)
    missing = lacking(media)
    if missing or media.state != READY:
        raise NotYet(*(missing or ["film"]))
    if by.pk == media.uploaded_by_id:
        raise NotYet("check")
    media.state, media.checked_by, media.checked_at = CHECKED, by, timezone.now()
    media.save(update_fields=["state", "checked_by", "checked_at"])
    log(media, "signed.checked", user=by)


@transaction.atomic
def publish(media: SignedMedia, *, by: User) -> None:
    """Show it beside its text, in the place of the clip that stood there. Raises NotYet."""
    media = locked(media)
    missing = lacking(media)
    if media.state != CHECKED:
        missing.append("check")
    if missing:
        raise NotYet(*missing)
    media.state, media.published_at = PUBLISHED, timezone.now()
    media.save(update_fields=["state", "published_at"])
    ours = list(media.versions.values_list("target", flat=True))
    SignedVersion.objects.filter(target__in=ours, media__state=PUBLISHED).exclude(media=media).delete()
    log(media, "signed.published", user=by, data={"targets": ours})


@transaction.atomic
def withdraw(media: SignedMedia, *, by: User) -> None:
    """Take it off the site; it stays here, checked."""
    media = locked(media)
    if media.state == PUBLISHED:
        media.state, media.published_at = CHECKED, None
        media.save(update_fields=["state", "published_at"])
        log(media, "signed.withdrawn", user=by)


@transaction.atomic
def confirm(version: SignedVersion, *, by: User) -> None:
    """The text has changed, and the signs still say it."""
    version = SignedVersion.objects.select_for_update().get(pk=version.pk)
    version.source_hash, version.outdated_since, version.signed_on = version.text_hash, None, timezone.localdate()
    version.save(update_fields=["source_hash", "outdated_since", "signed_on"])
    log(version.media, "signed.confirmed", user=by, data={"target": version.target})


def delete(media: SignedMedia, *, by: User) -> None:
    """The clip and its files."""
    with transaction.atomic():
        media = locked(media)
        log(media, "signed.deleted", user=by, data={"targets": list(media.versions.values_list("target", flat=True))})
        stored = [getattr(media, field) for field in (*FILES, "upload")]
        media.delete()
    for file in filter(None, stored):
        file.storage.delete(file.name)


def lacking(media: SignedMedia) -> list[str]:
    """Codes of what keeps a clip from the public, but for the second person's check."""
    plain = [name for name in ("title", "captions", "transcript", "signer") if not getattr(media, name).strip()]
    late = media.image_right_ends is None or not media.may_be_shown_on(timezone.localdate())
    bad = bool(media.captions.strip()) and bool(captions.faults(media.captions, media.duration or None))
    others = {"film": not media.is_made, "bad_captions": bad, "image_right": late}
    return [*plain, *(code for code, holds in others.items() if holds)]


def locked(media: SignedMedia) -> SignedMedia:
    return SignedMedia.objects.select_for_update().get(pk=media.pk)
