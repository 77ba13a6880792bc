"""Sending what is owed. At least once, and in the rare repeat with the same Message-ID.

A notice is leased by one UPDATE, sent outside any transaction, then marked. A sender killed in between leaves a
lease that runs out; the next pass takes the notice up again.
"""

import logging
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import F
from django.dispatch import Signal
from django.utils import timezone

from home.records.carriers import Away, Carrier, carrier_of, is_final
from home.records.models import Channel, Delivery, Notification

logger = logging.getLogger(__name__)

LEASE = timedelta(seconds=25)  # longer than one dialogue with a slow server; with a sweep every 30 s, back in a minute
FIRST_WAIT, LONGEST_WAIT = timedelta(minutes=1), timedelta(hours=6)
MOST_TRIES = 20  # with these waits, about three days
KEPT = timedelta(days=30)


given_up = Signal()
"""Sent with `notification` in the transaction that gives it up: somebody is to reach the person another way."""


def deliver_due(now: datetime | None = None, limit: int = 50) -> int:
    """Send at most `limit` notices of each channel that are due, oldest first; return how many left."""
    return sum(deliver_through(channel, now or timezone.now(), limit) for channel in Channel)


def deliver_through(channel: Channel, now: datetime, limit: int) -> int:
    """When the server does not answer at all, the pass ends; no notice is blamed for it, nor any other channel."""
    sent, carrier = 0, carrier_of(channel)
    try:
        for pk in list(Notification.objects.due(now).filter(channel=channel).values_list("pk", flat=True)[:limit]):
            carrier.open()
            sent += deliver(pk, carrier, now)
    except OSError as error:
        logger.warning("What carries %s does not answer (%s): notices wait.", channel, type(error).__name__)
    finally:
        carrier.close()
    return sent


def deliver(pk: UUID, carrier: Carrier, now: datetime) -> bool:
    """Send one notice unless another sender holds it. Its failure is its own: the next ones still leave."""
    if not lease(pk, now):
        return False
    notification = Notification.objects.get(pk=pk)
    try:
        send(notification, carrier)
    except Exception as error:  # whatever it is, no text of it is kept: mail errors quote addresses
        mark_failed(notification, type(error).__name__, now, final=is_final(error))
        carrier.close()
        if isinstance(error, Away):
            raise
        return False
    mark_sent(notification, now)
    return True


def lease(pk: UUID, now: datetime) -> bool:
    """Take the notice for this sender: of two that try at once, the database lets one through."""
    return bool(Notification.objects.due(now).filter(pk=pk).update(lease_until=now + LEASE, tries=F("tries") + 1))


def send(notification: Notification, carrier: Carrier) -> None:
    carrier.send(notification)


@transaction.atomic
def mark_sent(notification: Notification, now: datetime) -> None:
    Notification.objects.filter(pk=notification.pk, sent_at=None).update(
        sent_at=now, lease_until=None, purge_on=timezone.localdate(now) + KEPT
    )
    Delivery.objects.create(notification=notification, at=now, outcome=Delivery.Outcome.SENT)


@transaction.atomic
def mark_failed(notification: Notification, code: str, now: datetime, *, final: bool = False) -> None:
    """Try later, each time later, and in the end give up: an unsendable message is not kept for ever."""
    change: dict[str, Any] = {"lease_until": None, "due_at": now + wait_after(notification.tries)}
    over = final or notification.tries >= MOST_TRIES
    if over:
        change |= {"failed_at": now, "purge_on": timezone.localdate(now) + KEPT}
    marked = Notification.objects.filter(pk=notification.pk, sent_at=None, failed_at=None).update(**change)
    Delivery.objects.create(notification=notification, at=now, outcome=Delivery.Outcome.FAILED, code=code[:80])
    if over and marked:
        given_up.send(Notification, notification=notification)
    logger.warning("Notice %s did not leave (%s), try %s.", notification.pk, code, notification.tries)


def wait_after(tries: int) -> timedelta:
    return min(FIRST_WAIT * 2 ** (tries - 1), LONGEST_WAIT)
