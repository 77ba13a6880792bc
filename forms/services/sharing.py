"""Whether who wrote may know what becomes of a request: for someone else, only if that person agreed to it."""

from django.utils.translation import gettext_lazy as _

from forms.intakes import INTAKES
from forms.models import Submission

NOT_SHARED = _("We have this request. What becomes of it is told to the person it is about, not to you.")


def status_is_shared(submission: Submission) -> bool:
    """True where the question is not asked: a request for oneself, or an intake without it."""
    intake = INTAKES.get(submission.intake)
    agreement = submission.answers.get(intake.agreement, {}) if intake else {}
    return agreement.get("may_follow", True)
