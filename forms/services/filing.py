"""Documents of a draft, and those that come after sending: each verb writes files and the lines of answers that name
them together, under its lock.
"""

import hashlib
from collections.abc import Collection
from uuid import UUID

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.db.models import Count, Max, QuerySet, Sum
from wagtail.log_actions import log

from forms import drafts
from forms.files import keeping, scanning
from forms.files.receiving import Received, receive
from forms.files.refusal import Refusal
from forms.intake import Answers
from forms.intakes import INTAKES
from forms.models import DocumentRequest, Draft, News, StoredFile, Submission
from forms.models.files import FileState, discard
from forms.services import asking, clock, owing
from forms.slots import asked_by, step_of
from forms.step import signable
from forms.workflow import OPEN
from home.records.digests import is_among
from home.records.hashing import digest
from home.records.models import ReadEntry

MOST_FILES, MOST_BYTES = 12, 100_000_000


class AlreadyFilled(Exception):
    """There are files in the slot: they are removed first, not promised again."""


class NotAwaited(Exception):
    """The document came already, was never promised, or its request is decided or gone."""


def add(draft: Draft, slot: str, upload: UploadedFile) -> StoredFile:
    """Take one file into a slot. The same file sent twice is kept once.

    Raises Refusal, drafts.AlreadySent, drafts.UnknownDraft.
    """
    _leave_room(draft.files.all())  # before the work
    return _attach(store(slot, upload), draft)


def store(slot: str, upload: UploadedFile) -> StoredFile:
    """One file made harmless and kept, but nobody's yet: its row is not saved. Raises Refusal."""
    received = receive(upload)
    file = _described(slot, upload.name or "", received)
    keeping.write(file, file.path, received.content)
    if file.state == FileState.WAITING:
        keeping.write(file, file.received_path, received.original)
    return file


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
    _leave_room(draft.files.all())
    last = draft.files.filter(slot=file.slot).aggregate(last=Max("position"))["last"]
    file.draft, file.position = draft, (last or 0) + 1
    file.save()
    _write_lines(draft, file.slot, [other.line for other in draft.files.filter(slot=file.slot)])
    _have_scanned([file])
    return file


def check_room(submission: Submission, slot: str, coming: int) -> None:
    """Whether a request can take that many files more, before any work is done on them. Raises Refusal."""
    _leave_room(submission.files.exclude(slot=slot), coming)


def add_late(submission: Submission, slot: str, files: Collection[StoredFile]) -> None:
    """Give a request the document that it waits for: all these stored files, or none. The same again changes nothing;
    others take its place as long as no agent has looked.

    Raises NotAwaited, Refusal.
    """
    kept: Collection[StoredFile] = []
    try:
        kept = _fill(submission, slot, {file.digest: file for file in files})
    finally:
        let_go([file for file in files if file not in kept])


def let_go(files: Collection[StoredFile]) -> None:
    """Files that were stored and are to be nobody's."""
    discard(path for file in files for path in (file.path, file.received_path))


@transaction.atomic
def _fill(submission: Submission, slot: str, files: dict[str, StoredFile]) -> Collection[StoredFile]:
    locked = Submission.objects.select_for_update(of=("self",)).filter(pk=submission.pk).first()
    asked = asking.awaited(locked, slot) if locked else None
    if locked is None or not (locked.status in OPEN or asked):
        raise NotAwaited
    earlier = list(locked.files.filter(slot=slot))
    there = {file.digest for file in earlier if file.state != FileState.INFECTED}
    rejected = bool(there) and locked.reviews.filter(slot=slot, accepted=False).exists()
    again = rejected or may_replace(locked, slot, earlier)
    twice = bool(there) and all(is_among(there, digest) for digest in files)
    if twice and not rejected:  # the button was pressed twice
        return []
    step, lines = _lines(locked, slot)
    if (there and not again) or not (lines or asked or earlier):
        raise NotAwaited
    locked.files.filter(slot=slot).delete()  # what the antivirus refused, or an agent, or nobody has looked at yet
    if rejected:
        locked.reviews.filter(slot=slot).delete()
    _leave_room(locked.files.all(), len(files), sum(file.size for file in files.values()))
    for position, file in enumerate(files.values(), start=1):
        file.submission, file.position, file.is_late = locked, position, True
        file.save()
    if step:  # what an agent asked for in words has no answer to fill
        filled = {slot: [file.line for file in files.values()]}
        locked.answers = {**locked.answers, step: {**locked.answers.get(step, {}), **filled}}
    entry = log(locked, "forms.document_added", data={"slot": slot})
    _hand_to_team(locked, asked, entry.pk)
    _have_scanned(files.values())
    return files.values()


def may_replace(submission: Submission, slot: str, came: Collection[StoredFile]) -> bool:
    """Whether what came after sending can be sent again: until an agent has opened it, or said a word about it."""
    if not came or not all(file.is_late for file in came):
        return False
    since = min(file.created_at for file in came)
    table, what = submission._meta.db_table, read_of(slot)
    opened = ReadEntry.objects.filter(table=table, record_id=submission.pk, what=what, at__gte=since)
    return not opened.exists() and not submission.reviews.filter(slot=slot).exists()


def read_of(slot: str) -> str:
    """How the log of reads names a document that an agent opened."""
    return f"document {slot}"[:40]


def _hand_to_team(submission: Submission, asked: DocumentRequest | None, entry: int) -> None:
    """It is our turn. What an acceptance is subject to stays owed until an agent has looked at it."""
    if submission.status not in OPEN:
        submission.save(update_fields=["answers"])
        owing.came(submission, entry)
        return
    if asked:
        asking.note(submission, asked.slot, asking.Outcome.RECEIVED, None)
    questioned = submission.waiting and submission.inquiries.filter(answered_at=None).exists()
    if not questioned:  # else it goes on waiting
        clock.resume(submission, News.DOCUMENT)
    submission.save(update_fields=["answers", *clock.FIELDS])


def _lines(submission: Submission, slot: str) -> tuple[str, list[str]]:
    """The step that asked for the document, and what its answer says; no line where it was not asked for."""
    found = step_of(INTAKES[submission.intake], slot)
    step = found[0] if found else ""
    return step, submission.answers.get(step, {}).get(slot) or []


def _have_scanned(files: Collection[StoredFile]) -> None:
    if any(file.state == FileState.WAITING for file in files):
        transaction.on_commit(scanning.wake_scanner.enqueue, robust=True)


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
    intake = INTAKES[draft.intake]
    if not (asked_by(intake) or signable(intake.steps)) or not draft.files.exists():
        return
    lines = [line for page in answers.values() for value in page.values() if isinstance(value, list) for line in value]
    draft.files.named([line for line in lines if isinstance(line, str)]).update(draft=None, submission=submission)
    draft.files.all().delete()


def _open(draft: Draft) -> Draft:
    draft = drafts.locked(draft)
    if draft.sent_at:
        raise drafts.AlreadySent
    return draft


def _leave_room(files: QuerySet[StoredFile], coming: int = 1, weight: int = 0) -> None:
    """`weight` is that of the files to come, in bytes, where it is known."""
    there = files.aggregate(count=Count("pk"), size=Sum("size"))
    if there["count"] + coming > MOST_FILES:
        raise Refusal("too_many")
    if (there["size"] or 0) + weight >= MOST_BYTES:
        raise Refusal("too_much")


def _write_lines(draft: Draft, slot: str, lines: list[str]) -> None:
    intake = INTAKES[draft.intake]
    found = step_of(intake, slot)
    if found is None:
        raise ValueError(f"{intake.slug} asks for no {slot!r}.")
    typed = draft.answers.get(found[0], {}).get("typed", {})
    drafts.put(draft, found[0], {**typed, slot: lines}, days=intake.draft_days)
