"""Batches of requests to delete: proposed by themselves on their day, held back or signed by the officer."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any, cast

from django.contrib.auth.models import User
from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import Exists, Max, OuterRef, QuerySet
from django.utils import timezone
from wagtail.log_actions import log
from wagtail.models import ModelLogEntry

from forms.models import PurgeBatch, PurgeItem, Submission

GATHERED = timedelta(days=7)
"""For so long an unsigned batch takes in what becomes due, so that the officer signs once a week and not once a day."""

LONGEST_HOLD = timedelta(days=365)
CHUNK = 500
State = PurgeItem.State


class StaleBatch(Exception):
    """The batch is not what the officer saw: it was signed, or requests came in or were held back."""


class NotYours(Exception):
    """The item is no longer waiting in an unsigned batch."""


def propose(today: date) -> int:
    """Put every decided request whose day has come into a batch; return how many. Each chunk is a transaction."""
    proposed = 0
    release(today)
    while chunk := list(due(today)[:CHUNK]):
        added = _add(chunk)
        proposed += added
        if not added:  # another run has them
            break
    return proposed


def due(today: date) -> QuerySet[Submission]:
    live = PurgeItem.objects.filter(record_id=OuterRef("pk"), state__in=PurgeItem.LIVE)
    decided = Submission.objects.filter(~Exists(live), purge_on__lte=today)
    return decided.order_by("purge_on", "pk").only("reference", "intake", "status", "closed_at", "purge_on")


def release(today: date) -> None:
    """What was held back until today is proposed again; a batch with nothing left to sign for is none."""
    PurgeItem.objects.filter(state=State.HELD, held_until__lte=today).update(state=State.RELEASED)
    unsigned = PurgeBatch.objects.filter(signed_at=None)
    unsigned.exclude(Exists(PurgeItem.objects.filter(batch=OuterRef("pk"), state__in=PurgeItem.LIVE))).delete()


@transaction.atomic
def _add(chunk: list[Submission]) -> int:
    """The database lets a request into one batch only: of two runs, one adds it."""
    batch = _gathering() or PurgeBatch.objects.create()
    before = batch.items.count()
    PurgeItem.objects.bulk_create(_items(batch, chunk), ignore_conflicts=True)
    added = batch.items.count() - before
    if not added and not before:
        batch.delete()
    return added


def _gathering() -> PurgeBatch | None:
    young = PurgeBatch.objects.filter(signed_at=None, asked=False, created_at__gt=timezone.now() - GATHERED)
    return young.select_for_update(of=("self",)).first()


def _items(batch: PurgeBatch, submissions: Iterable[Submission], due_on: date | None = None) -> list[PurgeItem]:
    submissions = list(submissions)
    seen = last_lines(submissions)
    return [
        PurgeItem(
            batch=batch,
            table=Submission._meta.db_table,
            record_id=submission.pk,
            reference=submission.reference,
            intake=submission.intake,
            outcome=submission.status,
            closed_on=submission.closed_at and timezone.localdate(submission.closed_at),
            due_on=due_on or cast(date, submission.purge_on),  # what is due has its day
            seen=seen.get(str(submission.pk), 0),
        )
        for submission in submissions
    ]


def last_lines(submissions: Iterable[Submission]) -> dict[str, int]:
    """The key of the last line of each one's history: it changes whenever the request does."""
    keys = [str(submission.pk) for submission in submissions]
    lines = ModelLogEntry.objects.filter(content_type=ContentType.objects.get_for_model(Submission))
    return dict(lines.filter(object_id__in=keys).order_by().values_list("object_id").annotate(Max("pk")))


@transaction.atomic
def ask_erasure(submissions: Iterable[Submission], *, by: User, reason: str) -> tuple[PurgeBatch | None, list[str]]:
    """A batch of what a person wants erased, due now, decided or not. `reason` is a code.

    Returns the references that stay too: held back for a reason, or signed for already. No batch when all do.
    """
    wanted = {submission.pk: submission for submission in submissions}
    live = PurgeItem.objects.filter(record_id__in=wanted, state__in=PurgeItem.LIVE).select_for_update(of=("self",))
    staying = live.exclude(state=State.WAITING, batch__signed_at=None)
    kept = {item.record_id: item.reference for item in staying}
    live.exclude(record_id__in=kept).delete()
    erased = [submission for key, submission in wanted.items() if key not in kept]
    if not erased:
        return None, sorted(kept.values())
    batch = PurgeBatch.objects.create(asked=True)
    PurgeItem.objects.bulk_create(_items(batch, erased, due_on=timezone.localdate()))
    log(batch, "forms.erasure_asked", user=by, data={"requests": len(erased), "reason": reason})
    return batch, sorted(kept.values())


@transaction.atomic
def hold(item: PurgeItem, *, reason: str, until: date, by: User) -> PurgeItem:
    """Keep one request back until a day of review. Raises NotYours."""
    batch = PurgeBatch.objects.select_for_update(of=("self",)).get(pk=item.batch_id)
    item = PurgeItem.objects.select_for_update(of=("self",)).get(pk=item.pk)
    if batch.signed_at or item.state != State.WAITING:
        raise NotYours
    item.state, item.hold, item.held_until = State.HELD, PurgeItem.Hold(reason).value, until
    item.save(update_fields=["state", "hold", "held_until"])
    data: dict[str, Any] = {"reference": item.reference, "reason": item.hold, "until": until.isoformat()}
    log(batch, "forms.held", user=by, data=data)
    return item


@transaction.atomic
def sign(batch: PurgeBatch, *, by: User, seen: int) -> PurgeBatch:
    """Order the deletion of what waits in the batch. `seen` is how many the officer saw. Raises StaleBatch."""
    batch = PurgeBatch.objects.select_for_update(of=("self",)).get(pk=batch.pk)
    waiting = batch.items.filter(state=State.WAITING).count()
    if batch.signed_at or waiting != seen or not waiting:
        raise StaleBatch
    batch.signed_at, batch.signed_by = timezone.now(), by
    batch.save(update_fields=["signed_at", "signed_by"])
    log(batch, "forms.purge_signed", user=by, data={"requests": waiting})
    return batch
