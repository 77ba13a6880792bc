"""What who wrote may know of a request: for someone else, only if that person agreed, and never what they decided."""

from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from forms.intakes import INTAKES
from forms.models import ClosedAlert, Submission
from forms.reasons import FOLLOWED, GIVEN_BY_RULE, LEFT
from forms.services import keeping
from forms.workflow import OPEN, PUBLIC_LABELS, Status

NOT_SHARED = _("We have this request. What becomes of it is told to the person it is about, not to you.")
OVER = frozenset({FOLLOWED, LEFT})
"""The follow-up of someone is over: whoever wrote reads that, and nothing that would tell how."""


def status_is_shared(submission: Submission) -> bool:
    """True where the question is not asked: a request for oneself, or an intake without it."""
    intake = INTAKES.get(submission.intake)
    agreement = submission.answers.get(intake.agreement, {}) if intake else {}
    return agreement.get("may_follow", True)


def is_alert(submission: Submission) -> bool:
    """Whether someone else's home was flagged: its household was asked first."""
    intake = INTAKES.get(submission.intake)
    return bool(intake and intake.network and submission.answers.get(intake.agreement))


def words(row: Submission | ClosedAlert) -> str:
    """Where it stands, for who wrote; '' where that is not theirs to know."""
    shared = row.shared if isinstance(row, ClosedAlert) else status_is_shared(row)
    return str(GIVEN_BY_RULE.get(row.reason, PUBLIC_LABELS[Status(row.status)])) if shared else ""


def hides_how(submission: Submission) -> bool:
    """Whether no more than « closed » is said of it."""
    return submission.reason in OVER and is_alert(submission)


def read_since(intake: str) -> datetime:
    """An alert on someone else's home is read as long from its arrival, whatever became of it: that it leaves the
    list, and when, tells nothing.
    """
    return timezone.now() - keeping.kept(intake)


def is_readable(row: Submission | ClosedAlert) -> bool:
    flagged = isinstance(row, ClosedAlert) or is_alert(row)
    return not flagged or row.received_at >= read_since(row.intake)


def leave_words(submission: Submission) -> None:
    """Before an alert on someone else's home is erased: keep what its author reads, for as long as any figure lets
    them read it. What is erased before it was decided is closed.
    """
    if not is_alert(submission):
        return
    closed = submission.reason in OVER or submission.status in OPEN
    ClosedAlert.objects.update_or_create(
        pk=submission.pk,
        defaults={
            "intake": submission.intake,
            "reference": submission.reference,
            "code_hash": submission.code_hash,
            "partner": submission.partner,
            "received_at": submission.received_at,
            "status": Status.ACCEPTED.value if closed else submission.status,
            "reason": FOLLOWED if closed else submission.reason if submission.reason in GIVEN_BY_RULE else "",
            "shared": status_is_shared(submission),
            "purge_on": timezone.localdate(submission.received_at) + keeping.classes()[submission.intake].at_most,
        },
    )
