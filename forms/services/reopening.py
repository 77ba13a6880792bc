"""Taking up again what was decided: an event with a reason, for the lead alone."""

from django.contrib.auth.models import User
from django.db import transaction
from wagtail.log_actions import log

from forms import workflow
from forms.models import News, Submission
from forms.reasons import REOPENED_FOR
from forms.services import clock
from forms.services.asking import drop_all
from forms.services.deciding import Quarantined, ReasonMissing, lock
from forms.services.telling import tell_news
from forms.workflow import Status

LEAD = "forms.lead_requests"


class LeadOnly(Exception):
    """Only the lead reopens a request."""


@transaction.atomic
def reopen(submission: Submission, reason: str, *, by: User, seen: int | None = None) -> Submission:
    """Bring a decided request back into review, on a new clock. `reason` is a code of REOPENED_FOR.

    What its acceptance began goes on elsewhere: that one is not reopened, unless it was subject to documents and
    nothing began. Raises ForbiddenMove, LeadOnly, Quarantined, ReasonMissing, StalePage.
    """
    if not by.has_perm(LEAD):
        raise LeadOnly
    if reason not in REOPENED_FOR:
        raise ReasonMissing
    submission = lock(submission, seen)
    if submission.quarantined_at:
        raise Quarantined
    if not submission.is_subject:  # an acceptance that nothing began with yet
        workflow.check_reopening(submission.status)
    previous = submission.status
    drop_all(submission)
    bring_back(submission, Status.IN_REVIEW)
    entry = log(submission, "forms.reopened", user=by, data={"from": previous, "reason": reason})
    tell_news(submission, f"forms.reopened:{entry.pk}")
    return submission


def bring_back(submission: Submission, status: Status) -> None:
    """A locked request is open again, as if nothing had been decided."""
    submission.status, submission.closed_at, submission.purge_on = status.value, None, None
    submission.reason, submission.message, submission.household_message = "", None, None
    submission.merged_into = None
    clock.start(submission, News.REOPENED)
    decided = ["closed_at", "purge_on", "reason", "message", "household_message", "merged_into"]
    submission.save(update_fields=["status", *decided, *clock.FIELDS])
