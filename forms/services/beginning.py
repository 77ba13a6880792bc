"""What an intake starts by itself once a request is in."""

from forms.intake import Answers
from forms.intakes import INTAKES
from forms.models import Submission


def begin(submission: Submission, answers: Answers) -> None:
    """Start what the intake's published rule starts, inside the caller's transaction: seats, for courses."""
    on_submit = INTAKES[submission.intake].on_submit
    if on_submit:
        on_submit(submission.reference, answers)
