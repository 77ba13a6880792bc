"""What goes before the request that it came with: copies of identity documents a month after the decision, answers
that served one day a month after it.

It goes by itself, without a batch and without a line of history: a proposal that waits for the signature stays as the
officer saw it. A request that is held back, for an appeal say, keeps its documents.
"""

from collections.abc import Iterator
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone

from forms.brief import BriefStep
from forms.intake import Intake
from forms.intakes import INTAKES
from forms.models import PurgeItem, StoredFile, Submission
from forms.services import keeping
from forms.slots import asked_by, gone
from home.records import terms
from home.records.purging import one_by_one


def shed(now: datetime) -> int:
    """Forget what is due; return of how many requests. Each is a transaction: safe to kill and run again."""
    today = timezone.localdate(now)
    copies = [key for intake in INTAKES.values() for key in with_copies(intake, today).values_list("pk", flat=True)]
    forgotten = one_by_one(copies, lambda key: drop_copies(key, today))
    return forgotten + sum(one_by_one(keys, lambda key: forget(key, now)) for keys in served(now))


def with_copies(intake: Intake, today: date) -> QuerySet[Submission]:
    """The requests of an intake that were decided long enough ago and still have such copies."""
    slots = [slot.key for _step, slot in asked_by(intake) if slot.brief]
    over = Submission.objects.filter(intake=intake.slug, closed_at__date__lt=today - keeping.kept(keeping.PAPERS))
    held = PurgeItem.objects.filter(record_id=OuterRef("pk"), state=PurgeItem.State.HELD)
    copies = StoredFile.objects.filter(submission=OuterRef("pk"), slot__in=slots)
    return over.filter(~Exists(held), Exists(copies))


@transaction.atomic
def drop_copies(key: UUID, today: date) -> bool:
    """Delete the copies of one request, unless it was reopened or held back meanwhile. Its answers say when."""
    submission = locked(key)
    intake = INTAKES[submission.intake] if submission else None
    if submission is None or intake is None or not with_copies(intake, today).filter(pk=key).exists():
        return False
    for step, slot in asked_by(intake):
        if slot.brief and submission.files.filter(slot=slot.key).delete()[0]:
            submission.answers[step][slot.key] = [gone(today)]
    submission.save(update_fields=["answers"])
    return True


def served(now: datetime) -> Iterator[list[UUID]]:
    for intake in INTAKES.values():
        for _name, page in brief_steps(intake):
            over = Submission.objects.filter(intake=intake.slug, shed_at=None)
            day_over = page.served(now - terms.lasts(page.figure))
            yield list(over.filter(reference__in=day_over).values_list("pk", flat=True))


def brief_steps(intake: Intake) -> list[tuple[str, type[BriefStep]]]:
    return [(step, page) for step, page in intake.steps if issubclass(page, BriefStep)]


@transaction.atomic
def forget(key: UUID, now: datetime) -> bool:
    """Blank what one request answered on such pages, decided or not: the day is over."""
    submission = locked(key)
    if submission is None or submission.shed_at:
        return False
    blank = {step: page.blank() for step, page in brief_steps(INTAKES[submission.intake]) if step in submission.answers}
    submission.answers, submission.shed_at = {**submission.answers, **blank}, now
    submission.save(update_fields=["answers", "shed_at"])
    return True


def locked(key: UUID) -> Submission | None:
    return Submission.objects.select_for_update(of=("self",)).filter(pk=key).first()
