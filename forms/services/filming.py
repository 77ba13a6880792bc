"""Answers in sign language: each verb writes the film and the lines of the answer that name it together, under lock."""

import hashlib

from django.contrib.auth.models import User
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils import timezone
from wagtail.log_actions import log

from forms import drafts
from forms.files import filming, keeping
from forms.files.refusal import Refusal
from forms.intakes import INTAKES
from forms.models import Draft, StoredFile, Submission
from forms.models.files import FILM, FileState, discard
from forms.services.deciding import lock
from forms.services.interpreting import still_needed
from forms.step import OF_FILM, is_film, translated
from home.records.hashing import digest

MOST_FILMS = 5
"""Of one draft: an intake asks fewer such questions than that."""


class NotSigned(Exception):
    """This question was not answered in sign language."""


def slot_of(step: str, question: str) -> str:
    """How the film of this answer is filed, among the documents of the request."""
    return f"{step}-{question}"[:50]


def add(draft: Draft, step: str, question: str, upload: UploadedFile) -> StoredFile:
    """Take the film that answers a question, in the place of an earlier one. It is made again by the worker.

    Raises Refusal, drafts.AlreadySent, drafts.UnknownDraft: nothing is left behind then.
    """
    if draft.files.filter(kind=FILM).exclude(slot=slot_of(step, question)).count() >= MOST_FILMS:
        raise Refusal("too_many")
    film = _described(step, question, upload)
    keeping.write_film(film, film.received_path, upload.file)  # type: ignore[arg-type]
    try:
        _attach(film, draft, step, question)
    except Exception:
        discard([film.received_path])
        raise
    return film


def _described(step: str, question: str, upload: UploadedFile) -> StoredFile:
    about = filming.look_at(upload)
    upload.seek(0)
    content = hashlib.file_digest(upload.file, "sha256").hexdigest()  # type: ignore[arg-type]
    upload.seek(0)
    return StoredFile(
        slot=slot_of(step, question),
        position=1,
        name=(upload.name or "")[-120:],
        digest=digest("file", content),
        received_as=about["kind"],
        received_size=upload.size or 0,
        kind=FILM,
        size=0,
        pages=0,
        seconds=about["seconds"],
        state=FileState.CONVERTING,
    )


@transaction.atomic
def _attach(film: StoredFile, draft: Draft, step: str, question: str) -> None:
    draft = _unsent(draft)
    draft.files.filter(slot=film.slot).delete()
    film.draft = draft
    film.save()
    _write(draft, step, question, [film.line, f"seconds:{film.seconds}"])
    transaction.on_commit(filming.wake_remaking.enqueue, robust=True)


@transaction.atomic
def remove(draft: Draft, step: str, question: str) -> None:
    """Take the film away for good. Without one, nothing changes."""
    draft = _unsent(draft)
    if draft.files.filter(slot=slot_of(step, question)).delete()[0]:
        _write(draft, step, question, [])


@transaction.atomic
def translate(
    submission: Submission, step: str, question: str, text: str, *, by: User, seen: int | None = None
) -> Submission:
    """Write what an answer in sign language says, in French, with who put it so and when; again replaces it.

    Raises NotSigned, StalePage.
    """
    submission = lock(submission, seen)
    lines = submission.answers.get(step, {}).get(question + OF_FILM) or []
    if not is_film(lines):
        raise NotSigned
    name, day = by.get_full_name() or by.get_username(), timezone.localdate().isoformat()
    answers = {**submission.answers[step], question + OF_FILM: translated(lines, text, by=name, on=day)}
    submission.answers = {**submission.answers, step: answers}
    submission.interpreter = still_needed(submission)
    submission.save(update_fields=["answers", "interpreter"])
    log(submission, "forms.translated", user=by, data={"question": f"{step}/{question}"})
    return submission


def _unsent(draft: Draft) -> Draft:
    draft = drafts.locked(draft)
    if draft.sent_at:
        raise drafts.AlreadySent
    return draft


def _write(draft: Draft, step: str, question: str, lines: list[str]) -> None:
    typed = draft.answers.get(step, {}).get("typed", {})
    drafts.put(draft, step, {**typed, question + OF_FILM: lines}, days=INTAKES[draft.intake].draft_days)
