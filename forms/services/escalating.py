"""What waits too long comes back to someone: to the team when the person stays silent, to the lead when we are late.

Every state that nobody holds has its watchdog here: a question without an answer, a request that is overdue whoever
has it, and what lies in quarantine.
"""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override
from wagtail.log_actions import log

from forms.models import News, Submission
from forms.models.submissions import IS_OPEN
from forms.services import clock, owing
from forms.services.overseeing import tell_people
from forms.workflow import OPEN, Status
from home.records.purging import one_by_one
from home.roles import LEAD

QUARANTINED_FOR = timedelta(days=7)


def watch(now: datetime) -> int:
    """One pass; safe to run again. Returns how many requests moved on."""
    today = timezone.localdate(now)
    silent = _each(Submission.objects.filter(IS_OPEN, days_left__isnull=False, due_on__lt=today), stop_waiting, today)
    late = _each(overdue(today).filter(escalated_on=None), escalate, today)
    missed = owing.watch(now)
    with override(settings.LANGUAGE_CODE):
        tell_lead(today)
    return silent + late + missed


def _each(rows: QuerySet[Submission], act: Callable[[UUID, date], bool], today: date) -> int:
    return one_by_one(list(rows.order_by("due_on").values_list("pk", flat=True)), lambda key: act(key, today))


def overdue(today: date) -> QuerySet[Submission]:
    return Submission.objects.filter(IS_OPEN, days_left=None, due_on__lt=today)


def forgotten(today: date) -> QuerySet[Submission]:
    """In quarantine for so long that a person may be waiting there."""
    return Submission.objects.filter(status=Status.RECEIVED, quarantined_at__date__lte=today - QUARANTINED_FOR)


@transaction.atomic
def stop_waiting(key: UUID, today: date) -> bool:
    """The person did not answer in time: an agent looks at it again. The question stays open."""
    submission = Submission.objects.select_for_update(of=("self",)).get(pk=key)
    if not submission.waiting or submission.due_on is None or submission.due_on >= today:
        return False
    clock.resume(submission, News.SILENT)
    submission.save(update_fields=clock.FIELDS)
    log(submission, "forms.silent")
    return True


@transaction.atomic
def escalate(key: UUID, today: date) -> bool:
    """Note that the lead is told: once for each time that a request is late."""
    submission = Submission.objects.select_for_update(of=("self",)).get(pk=key)
    if submission.escalated_on or not is_overdue(submission, today):
        return False
    submission.escalated_on = today
    submission.save(update_fields=["escalated_on"])
    log(submission, "forms.escalated", data={"due_on": str(submission.due_on)})
    return True


def is_overdue(submission: Submission, today: date) -> bool:
    at_work = submission.status in OPEN and not submission.in_quarantine and not submission.waiting
    return bool(at_work and submission.due_on and submission.due_on < today)


@transaction.atomic
def tell_lead(today: date) -> None:
    """How many requests are late or forgotten, once a day: never which."""
    for rows, name, words in (
        (overdue(today), "overdue", late_words),
        (forgotten(today), "forgotten", forgotten_words),
    ):
        number, first = rows.count(), rows.order_by("received_at").only("pk").first()
        if first:
            subject, sentence = words(number)
            address = reverse("submissions:list")
            tell_people((LEAD,), f"forms.{name}:{today}", first, subject, sentence % {"number": number}, address)


def late_words(number: int) -> tuple[str, str]:
    return _("Requests are overdue"), ngettext(
        "%(number)s request should have had its answer by now.",
        "%(number)s requests should have had their answer by now.",
        number,
    )


def forgotten_words(number: int) -> tuple[str, str]:
    return _("Requests wait in quarantine"), ngettext(
        "%(number)s request has been in quarantine for a week or more: a person may be waiting.",
        "%(number)s requests have been in quarantine for a week or more: people may be waiting.",
        number,
    )
