"""Asking the applicant for one document that the intake does not name, in an agent's own words."""

from django.contrib.auth.models import User
from django.db import transaction
from wagtail.log_actions import log

from forms.models import DocumentRequest, News, Submission
from forms.services import clock
from forms.services.deciding import lock, open_for_work
from forms.services.sharing import status_is_shared
from forms.services.telling import tell_document
from forms.workflow import OPEN, ForbiddenMove, Status

OWN = "en-plus-"
"""What the slots begin with that no intake names."""

Outcome = DocumentRequest.Outcome


class AskedAlready(Exception):
    """A document is asked for: one at a time."""


class NothingAwaited(Exception):
    """The document came meanwhile, or is not asked for any more."""


@transaction.atomic
def ask(submission: Submission, title: str, why: str, *, by: User, seen: int | None = None) -> DocumentRequest:
    """Ask for one document of a request in review; the clock stands still until it comes.

    What is asked for is read on the follow-up page, never in a mail. Raises AskedAlready, ForbiddenMove, NothingAwaited
    where who wrote may not answer for the person, Quarantined, StalePage.
    """
    submission = open_for_work(lock(submission, seen))
    if submission.status != Status.IN_REVIEW:
        raise ForbiddenMove(Status(submission.status), Status.IN_REVIEW)
    if not status_is_shared(submission):
        raise NothingAwaited
    if submission.asked_documents.filter(outcome="").exists():
        raise AskedAlready
    asked = add(submission, own_slot(submission), by, title=title, why=why)
    clock.pause(submission)
    submission.save(update_fields=clock.FIELDS)
    log(submission, "forms.document_asked", user=by, data={"slot": asked.slot})
    tell_document(submission, f"forms.document_asked:{asked.pk}")
    return asked


def add(submission: Submission, slot: str, by: User, **values) -> DocumentRequest:
    return DocumentRequest.objects.create(submission=submission, slot=slot, asked_by=by, **values)


def own_slot(submission: Submission) -> str:
    return f"{OWN}{submission.asked_documents.filter(slot__startswith=OWN).count() + 1}"


def awaited(submission: Submission, slot: str) -> DocumentRequest | None:
    """What is asked for there now; None where nothing is, or where the request takes no document any more."""
    may_be = submission.is_subject or (submission.status in OPEN and slot.startswith(OWN))
    if may_be:
        return submission.asked_documents.filter(slot=slot, outcome="").first()
    return None


@transaction.atomic
def settle(asked: DocumentRequest, outcome: Outcome, *, by: User, seen: int | None = None) -> DocumentRequest:
    """An agent's word on what was asked for of an open request: it came on paper, or is not needed any more.

    Raises ForbiddenMove, NothingAwaited, StalePage.
    """
    submission = lock(asked.submission, seen)
    if submission.status not in OPEN:
        raise ForbiddenMove(Status(submission.status), Status.IN_REVIEW)
    note(submission, asked.slot, outcome, by)
    if not submission.inquiries.filter(answered_at=None).exists():
        clock.resume(submission, News.DOCUMENT)
        submission.save(update_fields=clock.FIELDS)
    return asked


def note(submission: Submission, slot: str, outcome: Outcome, by: User | None) -> None:
    """Write the outcome of a locked request's document. Raises NothingAwaited."""
    if not submission.asked_documents.filter(slot=slot, outcome="").update(outcome=outcome.value):
        raise NothingAwaited
    log(submission, "forms.document_settled", user=by, data={"slot": slot, "outcome": outcome.value})


def drop_all(submission: Submission) -> None:
    """A decision that is taken back takes back what was asked for with it."""
    submission.asked_documents.filter(outcome="").update(outcome=Outcome.WAIVED.value)
