"""What agents do to a request: take it, ask its author a question, decide. Each verb checks, changes, then logs."""

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone
from wagtail.log_actions import log
from wagtail.models import ModelLogEntry

from forms import refusals, workflow
from forms.models import Inquiry, Submission
from forms.services import clock, keeping
from forms.services.beginning import carry_on
from forms.services.history import entries_since
from forms.services.locking import locked
from forms.services.telling import tell_news, tell_question
from forms.workflow import CLOSED, ForbiddenMove, Status


class AlreadyTaken(Exception):
    """Another agent has the request. Carries them as `agent`."""

    def __init__(self, agent: User) -> None:
        super().__init__(agent.pk)
        self.agent = agent


class AlreadyAsked(Exception):
    """A question waits for its answer: one at a time."""


class ReasonMissing(Exception):
    """A refusal without a reason of the list."""


class Quarantined(Exception):
    """The request waits in quarantine: it is released before anybody works it."""


class StalePage(Exception):
    """The request changed after the page was shown. Carries the lines of its history since then as `changes`."""

    def __init__(self, changes: list[ModelLogEntry]) -> None:
        super().__init__(len(changes))
        self.changes = changes


@transaction.atomic
def take(submission: Submission, *, by: User) -> Submission:
    """Make `by` the agent of the request. One's own again changes nothing. Raises AlreadyTaken, ForbiddenMove,
    Quarantined.
    """
    submission = open_for_work(lock(submission))
    if submission.status != Status.IN_REVIEW:
        workflow.check(submission.status, Status.IN_REVIEW)
    holder = submission.assignee
    if holder == by and submission.status == Status.IN_REVIEW:
        return submission
    if holder and holder != by and holder.is_active:
        raise AlreadyTaken(holder)
    previous, submission.status, submission.assignee = submission.status, Status.IN_REVIEW.value, by
    submission.news = ""
    submission.save(update_fields=["status", "assignee", "news"])
    log(submission, "forms.taken", user=by, data={"from": previous, "to": submission.status})
    return submission


@transaction.atomic
def ask(submission: Submission, question: str, *, by: User, seen: int | None = None) -> Inquiry:
    """Put a question to the applicant of a request in review. Raises AlreadyAsked, ForbiddenMove, StalePage."""
    submission = lock(submission, seen)
    if submission.status != Status.IN_REVIEW:
        raise ForbiddenMove(Status(submission.status), Status.IN_REVIEW)
    if submission.inquiries.filter(answered_at=None).exists():
        raise AlreadyAsked
    inquiry = Inquiry.objects.create(submission=submission, question=question, asked_by=by)
    clock.pause(submission)
    submission.save(update_fields=clock.FIELDS)
    log(submission, "forms.asked", user=by, data={"inquiry": str(inquiry.pk)})
    tell_question(submission, f"forms.asked:{inquiry.pk}")
    return inquiry


@transaction.atomic
def move(
    submission: Submission,
    target: Status,
    *,
    by: User,
    reason: str = "",
    message: str = "",
    household_message: str = "",
    seen: int | None = None,
) -> Submission:
    """Decide. `reason` is a code of `refusals`, kept for refusals alone. `message` is for whoever opens the request
    with its code; `household_message` for the person it is about, where someone else wrote: an agent passes it on.

    Raises ForbiddenMove, NotPossible, Quarantined, ReasonMissing, StalePage. To bring a request into review, take it.
    """
    submission = open_for_work(lock(submission, seen))
    workflow.check(submission.status, target)
    if target not in CLOSED:
        raise ForbiddenMove(Status(submission.status), Status(target))
    if target == Status.REFUSED and not refusals.is_offered(reason):
        raise ReasonMissing
    previous, submission.household_message = submission.status, household_message or None
    close(submission, Status(target), reason if target == Status.REFUSED else "", message)
    data = {"from": previous, "to": submission.status, "reason": submission.reason}
    entry = log(submission, "forms.moved", user=by, data=data)
    carry_on(submission, by)
    tell_news(submission, f"forms.moved:{entry.pk}")
    return submission


def close(submission: Submission, target: Status, reason: str, message: str) -> None:
    """Write a decision on a locked row."""
    submission.status, submission.closed_at = target.value, timezone.now()
    submission.reason, submission.message = reason, message or None
    submission.purge_on = keeping.last_day(submission)
    submission.save(update_fields=["status", "closed_at", "reason", "message", "household_message", "purge_on"])


def open_for_work(submission: Submission) -> Submission:
    """Raises Quarantined."""
    if submission.in_quarantine:
        raise Quarantined
    return submission


def lock(submission: Submission, seen: int | None = None) -> Submission:
    """The row under lock. `seen` is the last line of its history on the page that the agent acted from."""
    submission = locked(submission)
    changes = entries_since(submission, seen) if seen is not None else []
    if changes:
        raise StalePage(changes)
    return submission
