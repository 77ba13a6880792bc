"""An agent's word on one document, which its sender reads."""

from django.contrib.auth.models import User
from django.db import transaction
from wagtail.log_actions import log

from forms.models import DocumentReview, Submission
from forms.models.casework import Flaw
from forms.services import asking, clock, owing
from forms.services.deciding import lock, open_for_work
from forms.services.telling import tell_document
from forms.workflow import OPEN, ForbiddenMove, Status


class NothingToCheck(Exception):
    """No file is in the slot."""


@transaction.atomic
def accept(submission: Submission, slot: str, *, by: User, seen: int | None = None) -> DocumentReview:
    """One that an acceptance is subject to is settled with it. Raises ForbiddenMove, NotPossible, NothingToCheck,
    Quarantined, StalePage.
    """
    submission = _with_document(submission, slot, seen)
    review = _write(submission, slot, by, accepted=True, flaw="", words=None)
    log(submission, "forms.document_accepted", user=by, data={"slot": slot})
    if submission.is_subject:
        owing.settle_locked(submission, slot, asking.Outcome.RECEIVED, by)
    return review


@transaction.atomic
def reject(
    submission: Submission, slot: str, flaw: Flaw, words: str = "", *, by: User, seen: int | None = None
) -> DocumentReview:
    """Ask for another document in its place. The clock stands still until it comes.

    Raises ForbiddenMove, NothingToCheck, Quarantined, StalePage.
    """
    submission = _with_document(submission, slot, seen)
    review = _write(submission, slot, by, accepted=False, flaw=flaw.value, words=words or None)
    if submission.status in OPEN:
        clock.pause(submission)
        submission.save(update_fields=clock.FIELDS)
    entry = log(submission, "forms.document_rejected", user=by, data={"slot": slot, "reason": flaw.value})
    tell_document(submission, f"forms.document_rejected:{entry.pk}")
    return review


def _with_document(submission: Submission, slot: str, seen: int | None) -> Submission:
    submission = open_for_work(lock(submission, seen))
    if submission.status not in OPEN and not asking.awaited(submission, slot):
        raise ForbiddenMove(Status(submission.status), Status.IN_REVIEW)
    if not submission.files.filter(slot=slot).exists():
        raise NothingToCheck
    return submission


def _write(submission: Submission, slot: str, by: User, **values) -> DocumentReview:
    """A row of its own: what was said before goes."""
    submission.reviews.filter(slot=slot).delete()
    return DocumentReview.objects.create(submission=submission, slot=slot, reviewed_by=by, **values)
