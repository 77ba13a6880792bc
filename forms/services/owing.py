"""Accepting subject to documents: the yes stands, what follows it begins once nothing is owed any more.

Until then nothing needs to be undone: seats and places on lists stay as the request got them, reminders leave by
themselves, and what to do past the day is an agent's to decide.
"""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from uuid import UUID

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone
from wagtail.log_actions import log

from forms import workflow
from forms.intakes import INTAKES
from forms.models import DocumentRequest, Errand, Submission
from forms.reasons import SUBJECT
from forms.services import asking
from forms.services.asking import NothingAwaited, Outcome
from forms.services.beginning import carry_on
from forms.services.deciding import close, lock, open_for_work
from forms.services.errands import finish, owe_errand
from forms.services.telling import tell_news, tell_owed
from forms.workflow import ForbiddenMove, Status
from home.records.purging import one_by_one

REMINDED = timedelta(days=7)
"""How long before its day a document is asked for again."""

LONGEST = timedelta(days=90)


class NotADay(Exception):
    """The day is over, or too far away."""


class NothingNamed(Exception):
    """No document is named: then the request is simply accepted."""


@transaction.atomic
def accept(
    submission: Submission,
    slots: list[str],
    due_on: date,
    *,
    by: User,
    others: Mapping[str, str] | None = None,
    message: str = "",
    seen: int | None = None,
) -> Submission:
    """Accept, subject to the documents of these slots and to `others` (title and why), by a day.

    Raises ForbiddenMove, NotADay, NothingNamed, Quarantined, StalePage.
    """
    submission = open_for_work(lock(submission, seen))
    workflow.check(submission.status, Status.ACCEPTED)
    if INTAKES[submission.intake].agreement:  # a household is helped at once
        raise ForbiddenMove(Status(submission.status), Status.ACCEPTED)
    if not slots and not others:
        raise NothingNamed
    check_day(due_on)
    asking.drop_all(submission)
    previous = submission.status
    close(submission, Status.ACCEPTED, SUBJECT, message)
    for slot in slots:
        asking.add(submission, slot, by, due_on=due_on)
    for title, why in (others or {}).items():
        asking.add(submission, asking.own_slot(submission), by, title=title, why=why or None, due_on=due_on)
    data = {"from": previous, "to": submission.status, "reason": SUBJECT}
    entry = log(submission, "forms.moved", user=by, data=data)
    tell_news(submission, f"forms.moved:{entry.pk}")
    return submission


def check_day(day: date) -> None:
    if not timezone.localdate() < day <= timezone.localdate() + LONGEST:
        raise NotADay


@transaction.atomic
def settle(asked: DocumentRequest, outcome: Outcome, *, by: User, seen: int | None = None) -> Submission:
    """An agent's word on a document owed. With the last one, what the acceptance begins begins.

    Raises ForbiddenMove, NotPossible, NothingAwaited, StalePage.
    """
    submission = of_subject(lock(asked.submission, seen))
    settle_locked(submission, asked.slot, outcome, by)
    return submission


def settle_locked(submission: Submission, slot: str, outcome: Outcome, by: User) -> None:
    asking.note(submission, slot, outcome, by)
    if submission.asked_documents.filter(outcome="").exists():
        return
    submission.reason = ""
    submission.save(update_fields=["reason"])
    entry = log(submission, "forms.completed", user=by)
    end_errands(submission, by)
    carry_on(submission, by)
    tell_news(submission, f"forms.completed:{entry.pk}")


@transaction.atomic
def give_more_time(submission: Submission, due_on: date, *, by: User, seen: int | None = None) -> Submission:
    """Another day for all that is still owed. Raises ForbiddenMove, NotADay, NothingAwaited, StalePage."""
    submission = of_subject(lock(submission, seen))
    check_day(due_on)
    owed = submission.asked_documents.filter(outcome="")
    if not owed.update(due_on=due_on, reminded_on=None, missed_on=None):
        raise NothingAwaited
    entry = log(submission, "forms.more_time", user=by, data={"due_on": str(due_on)})
    end_errands(submission, by)
    tell_owed(submission, f"forms.more_time:{entry.pk}")
    return submission


def of_subject(submission: Submission) -> Submission:
    if not submission.is_subject:
        raise ForbiddenMove(Status(submission.status), Status.ACCEPTED)
    return submission


def end_errands(submission: Submission, by: User) -> None:
    kinds = [Errand.Kind.TO_CHECK, Errand.Kind.MISSED]
    for errand in submission.errands.filter(kind__in=kinds, done_at=None):
        finish(errand, by=by)


def came(submission: Submission, entry: int) -> None:
    """A file came for an accepted request, which is on no list: somebody is to look at it."""
    owe_errand(submission, Errand.Kind.TO_CHECK, Errand.About.DOCUMENT, f"forms.document_added:{entry}")


def watch(now: datetime) -> int:
    """Remind of what is owed soon; past the day, give it to the team, once. Safe to run again."""
    today = timezone.localdate(now)
    owed = DocumentRequest.objects.filter(outcome="", submission__reason=SUBJECT, due_on__lte=today + REMINDED)
    waiting = owed.filter(missed_on=None).order_by().values_list("submission", flat=True).distinct()
    return one_by_one(list(waiting), lambda key: watch_one(key, today))


@transaction.atomic
def watch_one(key: UUID, today: date) -> bool:
    submission = Submission.objects.select_for_update(of=("self",)).get(pk=key)
    owed = list(submission.asked_documents.filter(outcome="", due_on__lte=today + REMINDED))
    late = [asked for asked in owed if asked.due_on and asked.due_on < today and not asked.missed_on]
    soon = [asked for asked in owed if asked.due_on and asked.due_on >= today and not asked.reminded_on]
    if not submission.is_subject or not (late or soon):
        return False
    for asked in (*late, *soon):
        asked.missed_on, asked.reminded_on = (today if asked in late else None), asked.reminded_on or today
        asked.save(update_fields=["missed_on", "reminded_on"])
    if late:
        log(submission, "forms.document_missed", data={"number": len(late)})
        event = f"forms.document_missed:{late[0].pk}:{late[0].due_on}"
        owe_errand(submission, Errand.Kind.MISSED, Errand.About.DOCUMENT, event)
    if soon:
        tell_owed(submission, f"forms.owed:{soon[0].pk}:{soon[0].due_on}")
    return True
