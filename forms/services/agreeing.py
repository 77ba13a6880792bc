"""The agreement of someone for whom another person wrote, when it comes later: by phone, to an agent."""

from datetime import date

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone
from wagtail.log_actions import log

from forms.intakes import INTAKES
from forms.models import Submission
from forms.services import lapsing, sifting
from forms.services.deciding import lock, open_for_work
from forms.workflow import OPEN, ForbiddenMove, Status


class NothingMissing(Exception):
    """No agreement is missing."""


class NotYet(Exception):
    """The day is to come, or was before the request."""


def is_missing(submission: Submission) -> bool:
    intake = INTAKES.get(submission.intake)
    return bool(intake and intake.agree and submission.status in OPEN and lapsing.lapses(submission, intake))


@transaction.atomic
def record(
    submission: Submission, agreed_on: date, *, may_follow: bool, by: User, seen: int | None = None
) -> Submission:
    """Note that the household agreed, on which day, and whether who wrote may be told what becomes of the request.

    Raises ForbiddenMove, NothingMissing, NotYet, Quarantined, StalePage.
    """
    submission = open_for_work(lock(submission, seen))
    if submission.status not in OPEN:
        raise ForbiddenMove(Status(submission.status), Status.IN_REVIEW)
    if not is_missing(submission):
        raise NothingMissing
    if not timezone.localdate(submission.received_at) <= agreed_on <= timezone.localdate():
        raise NotYet
    agree = INTAKES[submission.intake].agree
    assert agree  # noqa: S101 – is_missing has said so
    submission.answers = agree(submission.answers, agreed_on, by.get_full_name() or by.get_username(), may_follow)
    submission.save(update_fields=["answers"])
    sifting.rewrite(submission)
    log(submission, "forms.agreed", user=by, data={"on": str(agreed_on), "may_follow": may_follow})
    return submission
