"""What agents do to requests that look like a robot's: let them in, or delete them in a month."""

from datetime import timedelta

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone
from wagtail.log_actions import log

from forms.intake import NotPossible
from forms.models import News, Submission
from forms.services import clock
from forms.services.beginning import begin
from forms.services.deciding import lock
from forms.services.submitting import acknowledge
from forms.workflow import Status

SPAM_KEPT = timedelta(days=30)
RELEASABLE = frozenset({Status.RECEIVED, Status.OUT_OF_SCOPE})


class NotInQuarantine(Exception):
    """It was released, withdrawn or closed meanwhile, or never was in quarantine."""


@transaction.atomic
def release(submission: Submission, *, by: User, seen: int | None = None) -> Submission:
    """Let a person's request in: it starts and is acknowledged now. One closed as spam comes back too.

    What it starts gets the stored answers: dates are text by now. Raises NotInQuarantine, StalePage.
    """
    submission = lock(submission, seen)
    if submission.quarantined_at is None or submission.status not in RELEASABLE:
        raise NotInQuarantine
    reason, submission.suspicion, submission.quarantined_at = submission.suspicion, "", None
    submission.status, submission.closed_at, submission.purge_on = Status.RECEIVED.value, None, None
    clock.start(submission, News.NEW)
    submission.save(update_fields=["suspicion", "quarantined_at", "status", "closed_at", "purge_on", *clock.FIELDS])
    log(submission, "forms.released", user=by, data={"reason": reason})
    _begin_if_possible(submission)
    acknowledge(submission)
    return submission


def _begin_if_possible(submission: Submission) -> None:
    """The person is let in whatever became of what they asked for: an agent sees that nothing started, and goes on."""
    try:
        with transaction.atomic():
            begin(submission, submission.answers)
    except NotPossible:
        log(submission, "forms.not_begun")


@transaction.atomic
def close_as_spam(submission: Submission, *, by: User, seen: int | None = None) -> Submission:
    """Close what a robot sent, without a word to anybody. Raises NotInQuarantine, StalePage."""
    submission = lock(submission, seen)
    if not submission.in_quarantine:
        raise NotInQuarantine
    submission.status, submission.closed_at = Status.OUT_OF_SCOPE.value, timezone.now()
    submission.purge_on = timezone.localdate(submission.closed_at) + SPAM_KEPT
    submission.save(update_fields=["status", "closed_at", "purge_on"])
    log(submission, "forms.called_spam", user=by, data={"reason": submission.suspicion})
    return submission
