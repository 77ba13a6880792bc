"""What applicants do to a request once it is sent: answer a question, withdraw."""

from django.db import transaction
from django.utils import timezone
from wagtail.log_actions import log

from forms import workflow
from forms.models import Inquiry, News, Submission
from forms.services import clock, keeping
from forms.services.beginning import carry_on
from forms.services.locking import locked
from forms.workflow import OPEN, Status


class NothingAsked(Exception):
    """The question has its answer already, or the request is decided."""


@transaction.atomic
def answer(inquiry: Inquiry, text: str) -> Inquiry:
    """Keep the applicant's answer; the request is the team's turn again. Raises NothingAsked."""
    submission = Submission.objects.select_for_update(of=("self",)).get(pk=inquiry.submission_id)
    inquiry = Inquiry.objects.select_for_update(of=("self",)).get(pk=inquiry.pk)
    if inquiry.answered_at or submission.status not in OPEN:
        raise NothingAsked
    inquiry.answer, inquiry.answered_at = text, timezone.now()
    inquiry.save(update_fields=["answer", "answered_at"])
    clock.resume(submission, News.ANSWERED)
    submission.save(update_fields=clock.FIELDS)
    log(submission, "forms.answered", data={"inquiry": str(inquiry.pk)})
    return inquiry


@transaction.atomic
def withdraw(submission: Submission) -> Submission:
    """Close the request because its author no longer wants it. Again changes nothing. Raises ForbiddenMove."""
    submission = locked(submission)
    if submission.status == Status.WITHDRAWN:
        return submission
    workflow.check(submission.status, Status.WITHDRAWN)
    previous, submission.status = submission.status, Status.WITHDRAWN.value
    submission.closed_at, submission.reason = timezone.now(), ""
    submission.purge_on = keeping.last_day(submission)
    submission.save(update_fields=["status", "closed_at", "reason", "purge_on"])
    log(submission, "forms.moved", data={"from": previous, "to": submission.status, "reason": ""})
    carry_on(submission, by=None)
    return submission
