"""Documents of a draft: each verb writes files and the lines of answers that name them together, under its lock."""

import hashlib
from collections.abc import Collection
from uuid import UUID

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.db.models import Count, Max, Sum

from forms import drafts
from forms.files import keeping, scanning
from forms.files.receiving import Received, receive
from forms.files.refusal import Refusal
from forms.intake import Answers
from forms.intakes import INTAKES
from forms.models import Draft, StoredFile, Submission
from forms.models.files import FileState, discard
from forms.slots import asked_by, step_of
from home.records.hashing import digest

MOST_FILES, MOST_BYTES = 12, 100_000_000


class AlreadyFilled(Exception):
    """There are files in the slot: they are removed first, not promised again."""


def add(draft: Draft, slot: str, upload: UploadedFile) -> StoredFile:
    """Take one file into a slot. The same file sent twice is kept once.

    Raises Refusal, drafts.AlreadySent, drafts.UnknownDraft.
    """
    _leave_room(draft)  # before the work
    received = receive(upload)
    file = _described(slot, upload.name or "", received)
    keeping.write(file, file.path, received.content)
    if file.state == FileState.WAITING:
        keeping.write(file, file.received_path, received.original)
    return _attach(file, draft)


def _described(slot: str, name: str, received: Received) -> StoredFile:
    return StoredFile(
        slot=slot,
        name=name[-120:],
        digest=digest("file", hashlib.sha256(received.original).hexdigest()),
        received_as=received.received_as,
        received_size=len(received.original),
        kind=received.kind,
        size=len(received.content),
        pages=received.pages,
        state=scanning.first_state(),
    )


@transaction.atomic
def _attach(file: StoredFile, draft: Draft) -> StoredFile:
    draft = _open(draft)
    same = draft.files.filter(slot=file.slot, digest=file.digest).first()
    if same:
        discard([file.path, file.received_path])
        return same
    _leave_room(draft)
    last = draft.files.filter(slot=file.slot).aggregate(last=Max("position"))["last"]
    file.draft, file.position = draft, (last or 0) + 1
    file.save()
    _write_lines(draft, file.slot, [other.line for other in draft.files.filter(slot=file.slot)])
    if file.state == FileState.WAITING:
        transaction.on_commit(scanning.wake_scanner.enqueue, robust=True)
    return file


@transaction.atomic
def remove(draft: Draft, slot: str, keys: Collection[UUID]) -> None:
    """Take these files away for good. Unknown ones are gone already."""
    draft = _open(draft)
    draft.files.filter(slot=slot, pk__in=keys).delete()
    _write_lines(draft, slot, [file.line for file in draft.files.filter(slot=slot)])


@transaction.atomic
def promise(draft: Draft, slot: str, line: str) -> None:
    """Note that the document comes later or on paper; with no line, take that word back. Raises AlreadyFilled."""
    draft = _open(draft)
    if draft.files.filter(slot=slot).exists():
        raise AlreadyFilled
    _write_lines(draft, slot, [line] if line else [])


def hand_over(draft: Draft, submission: Submission, answers: Answers) -> None:
    """Give the request the files that its answers name, inside the caller's transaction; the others end here."""
    if not asked_by(INTAKES[draft.intake]) or not draft.files.exists():
        return
    lines = [line for page in answers.values() for value in page.values() if isinstance(value, list) for line in value]
    draft.files.named([line for line in lines if isinstance(line, str)]).update(draft=None, submission=submission)
    draft.files.all().delete()


def _open(draft: Draft) -> Draft:
    draft = drafts.locked(draft)
    if draft.sent_at:
        raise drafts.AlreadySent
    return draft


def _leave_room(draft: Draft) -> None:
    files = draft.files.aggregate(count=Count("pk"), size=Sum("size"))
    if files["count"] >= MOST_FILES:
        raise Refusal("too_many")
    if (files["size"] or 0) >= MOST_BYTES:
        raise Refusal("too_much")


def _write_lines(draft: Draft, slot: str, lines: list[str]) -> None:
    intake = INTAKES[draft.intake]
    found = step_of(intake, slot)
    if found is None:
        raise ValueError(f"{intake.slug} asks for no {slot!r}.")
    typed = draft.answers.get(found[0], {}).get("typed", {})
    drafts.put(draft, found[0], {**typed, slot: lines}, days=intake.draft_days)
