"""Requests that a published rule closes: the agreement that they need did not come in time."""

from collections.abc import Iterator
from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from wagtail.log_actions import log

from forms import workflow
from forms.intake import Intake
from forms.intakes import INTAKES
from forms.models import Submission
from forms.reasons import LAPSED
from forms.services import keeping
from forms.services.telling import tell_news
from forms.workflow import OPEN, Status
from home.records.purging import one_by_one


def close_lapsed() -> int:
    return one_by_one(list(old_enough()), close)


def old_enough() -> Iterator[UUID]:
    """The open requests of intakes whose agreements lapse, received long enough ago. Their answers decide."""
    for intake in INTAKES.values():
        if intake.lapses:
            before = timezone.now() - intake.lapses.after
            still_open = Submission.objects.filter(intake=intake.slug, status__in=sorted(OPEN), received_at__lte=before)
            yield from still_open.order_by("received_at").values_list("pk", flat=True)


@transaction.atomic
def close(key: UUID) -> bool:
    """Close one request if its agreement is missing, and tell who sent it."""
    submission = Submission.objects.select_for_update(of=("self",)).get(pk=key)
    if submission.status not in OPEN or not lapses(submission, INTAKES[submission.intake]):
        return False
    workflow.check(submission.status, Status.OUT_OF_SCOPE)
    previous, submission.status = submission.status, Status.OUT_OF_SCOPE.value
    submission.closed_at, submission.reason = timezone.now(), LAPSED
    submission.purge_on = keeping.last_day(submission)
    submission.save(update_fields=["status", "closed_at", "reason", "purge_on"])
    entry = log(submission, "forms.moved", data={"from": previous, "to": submission.status, "reason": LAPSED})
    tell_news(submission, f"forms.moved:{entry.pk}")
    return True


def lapses(submission: Submission, intake: Intake) -> bool:
    return bool(intake.lapses and intake.lapses.when(submission.answers))


def last_day(submission: Submission) -> date | None:
    """The day when the rule closes an open request, unless a person decides before. None for those that stay."""
    intake = INTAKES.get(submission.intake)
    if not (intake and intake.lapses and submission.status in OPEN and lapses(submission, intake)):
        return None
    return timezone.localdate(submission.received_at + intake.lapses.after)
