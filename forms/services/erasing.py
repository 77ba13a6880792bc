"""Deleting requests that the officer signed for, with everything that hangs on them. A stub keeps statistics."""

import uuid
from datetime import date, timedelta
from typing import cast
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from wagtail.log_actions import log, registry

from forms.models import Draft, PurgeBatch, PurgeItem, Stub, Submission
from forms.services import tombstones
from forms.services.history import last_entry
from forms.services.sharing import leave_words
from home.records import chain
from home.records.digests import is_among
from home.records.models import Notification
from home.records.purging import erasing, one_by_one

KEPT = timedelta(days=365)
"""A batch and its references are kept as long as the log of reads, whose lines they explain."""

State = PurgeItem.State


def run_signed() -> int:
    """Delete what was signed for, a transaction each; return how many requests went. Safe to kill and run again."""
    waiting = PurgeItem.objects.filter(state=State.WAITING, batch__signed_at__isnull=False)
    erased = one_by_one(list(waiting.values_list("pk", flat=True)), run_one)
    one_by_one(list(finished().values_list("pk", flat=True)), close)
    return erased


@transaction.atomic
def run_one(key: UUID) -> bool:
    """Delete one request, unless it changed since it was proposed: then say so, and leave it."""
    item = PurgeItem.objects.select_for_update(of=("self",)).get(pk=key)
    if item.state != State.WAITING:
        return False
    submission = Submission.objects.select_for_update(of=("self",)).filter(pk=item.record_id).first()
    unchanged = submission is None or goes(submission, item)
    if submission and unchanged:
        erase(submission)
    item.state = State.DONE if unchanged else State.SKIPPED
    item.done_at = timezone.now() if unchanged else None
    item.save(update_fields=["state", "done_at"])
    return unchanged


def goes(submission: Submission, item: PurgeItem) -> bool:
    """Nothing happened to it since the proposal, and its day has come or the person does not wait for it."""
    over = submission.purge_on is not None and submission.purge_on <= timezone.localdate()
    return last_entry(submission) == item.seen and (over or item.batch.asked)


def erase(submission: Submission) -> None:
    """Delete a locked request, its history, its notices and what is left of its draft.

    The lines of its history go too: who asked for help, and when, is told by them together with the reads.
    """
    erasing.send(Submission, record=submission, reference=submission.reference)
    if tombstones.mark(submission.pk):
        leave_stub(submission)
    leave_words(submission)
    keys = [key for key in (submission.pk, submission.draft_id) if key]
    Notification.objects.filter(record_id__in=keys).delete()
    chain.remove(registry.get_logs_for_instance(submission))
    Draft.objects.filter(submission=submission).delete()
    submission.delete()


def leave_stub(submission: Submission) -> Stub:
    """A random key: one that counts would tell in which order requests went, and so which stub is whose."""
    return Stub.objects.create(
        id=uuid.uuid4(),
        intake=submission.intake,
        team=submission.team,
        received_in=first_of_month(timezone.localdate(submission.received_at)),
        closed_in=first_of_month(timezone.localdate(submission.closed_at)) if submission.closed_at else None,
        outcome=submission.status,
        reason=submission.reason,
        channel=getattr(submission, "channel", ""),
    )


def first_of_month(day: date) -> date:
    return day.replace(day=1)


def finished():
    """The signed batches of which nothing waits any more."""
    return PurgeBatch.objects.filter(signed_at__isnull=False, done_at=None).exclude(items__state=State.WAITING)


@transaction.atomic
def close(key: UUID) -> bool:
    """Write the one line that stays of the deletions."""
    batch = PurgeBatch.objects.select_for_update(of=("self",)).get(pk=key)
    if batch.done_at:
        return False
    states = list(batch.items.values_list("state", flat=True))
    batch.done_at = timezone.now()
    batch.purge_on = timezone.localdate() + KEPT
    batch.save(update_fields=["done_at", "purge_on"])
    counts = {state.value: states.count(state.value) for state in (State.DONE, State.SKIPPED, State.HELD)}
    log(batch, "forms.purged", data=cast(dict, counts))
    return True


def reapply() -> int:
    """Erase again what a restored backup brought back; return how many requests."""
    erased = tombstones.known()
    keys = Submission.objects.values_list("pk", flat=True)
    back = [key for key in keys if is_among(erased, tombstones.digest_of(key))]
    return one_by_one(back, erase_again)


@transaction.atomic
def erase_again(key: UUID) -> bool:
    submission = Submission.objects.select_for_update(of=("self",)).filter(pk=key).first()
    if submission:
        erase(submission)
    return submission is not None
