"""What an intake starts by itself once a request is in, and ends with it. All inside the caller's transaction."""

from typing import Any

from forms.intake import Answers
from forms.intakes import INTAKES
from forms.models import Submission
from forms.workflow import CLOSED, Status


def begin(submission: Submission, answers: Answers) -> None:
    """Start what the intake's published rule starts: seats, for courses. Raises NotPossible."""
    on_submit = INTAKES[submission.intake].on_submit
    if on_submit:
        on_submit(submission.reference, answers)
        submission.refresh_from_db(fields=["status", "closed_at", "purge_on"])


def carry_on(submission: Submission, by: Any) -> None:
    """What was begun follows the decision: confirmed by a yes, given back by anything else. Raises NotPossible."""
    intake, status = INTAKES[submission.intake], Status(submission.status)
    act = intake.on_accept if status == Status.ACCEPTED else intake.on_close if status in CLOSED else None
    if act:
        act(submission.reference, submission.answers, by)
