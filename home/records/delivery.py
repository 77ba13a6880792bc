"""Sending what is owed. At least once, and in the rare repeat with the same Message-ID.

A notice is leased by one UPDATE, sent outside any transaction, then marked. A sender killed in between leaves a
lease that runs out; the next pass takes the notice up again.
"""

import logging
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.core.mail import EmailMessage, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.db import transaction
from django.db.models import F
from django.utils import timezone

from home.records.models import Delivery, Notification

logger = logging.getLogger(__name__)

LEASE = timedelta(seconds=25)  # longer than one dialogue with a slow server; with a sweep every 30 s, back in a minute
FIRST_WAIT, LONGEST_WAIT = timedelta(minutes=1), timedelta(hours=6)
MOST_TRIES = 20  # with these waits, about three days
KEPT = timedelta(days=30)


class NotTaken(Exception):
    """The mail backend counted nothing as sent: as good as refused."""


def deliver_due(now: datetime | None = None, limit: int = 50) -> int:
    """Send at most `limit` notices that are due, oldest first; return how many left.

    When the server does not answer at all, the pass ends and no notice is blamed for it.
    """
    now = now or timezone.now()
    sent, server = 0, get_connection()
    try:
        for pk in list(Notification.objects.due(now).values_list("pk", flat=True)[:limit]):
            server.open()
            sent += deliver(pk, server, now)
    except OSError as error:
        logger.warning("The mail server does not answer (%s): notices wait.", type(error).__name__)
    finally:
        server.close()
    return sent


def deliver(pk: UUID, server: BaseEmailBackend, now: datetime) -> bool:
    """Send one notice unless another sender holds it. Its failure is its own: the next ones still leave."""
    if not lease(pk, now):
        return False
    notification = Notification.objects.get(pk=pk)
    try:
        send(notification, server)
    except Exception as error:  # whatever it is, no text of it is kept: mail errors quote addresses
        mark_failed(notification, type(error).__name__, now)
        server.close()
        return False
    mark_sent(notification, now)
    return True


def lease(pk: UUID, now: datetime) -> bool:
    """Take the notice for this sender: of two that try at once, the database lets one through."""
    return bool(Notification.objects.due(now).filter(pk=pk).update(lease_until=now + LEASE, tries=F("tries") + 1))


def send(notification: Notification, server: BaseEmailBackend) -> None:
    headers = {"Message-ID": notification.message_id, "Auto-Submitted": "auto-generated"}
    if notification.stop_url:  # RFC 8058
        headers |= {
            "List-Unsubscribe": f"<{notification.stop_url}>",
            "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
        }
    message = EmailMessage(notification.subject, notification.body, to=[notification.to], headers=headers)
    if not server.send_messages([message]):
        raise NotTaken


@transaction.atomic
def mark_sent(notification: Notification, now: datetime) -> None:
    Notification.objects.filter(pk=notification.pk, sent_at=None).update(
        sent_at=now, lease_until=None, purge_on=timezone.localdate(now) + KEPT
    )
    Delivery.objects.create(notification=notification, at=now, outcome=Delivery.Outcome.SENT)


@transaction.atomic
def mark_failed(notification: Notification, code: str, now: datetime) -> None:
    """Try later, each time later, and in the end give up: an unsendable message is not kept for ever."""
    change: dict[str, Any] = {"lease_until": None, "due_at": now + wait_after(notification.tries)}
    if notification.tries >= MOST_TRIES:
        change |= {"failed_at": now, "purge_on": timezone.localdate(now) + KEPT}
    Notification.objects.filter(pk=notification.pk, sent_at=None).update(**change)
    Delivery.objects.create(notification=notification, at=now, outcome=Delivery.Outcome.FAILED, code=code[:80])
    logger.warning("Notice %s did not leave (%s), try %s.", notification.pk, code, notification.tries)


def wait_after(tries: int) -> timedelta:
    return min(FIRST_WAIT * 2 ** (tries - 1), LONGEST_WAIT)
