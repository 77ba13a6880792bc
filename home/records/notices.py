"""Owing someone a message: the promise is a row in the transaction of the change it tells of."""

import uuid
from email.utils import parseaddr

from django.conf import settings
from django.db import IntegrityError, transaction

from home.records.models import Channel, Notification, Record
from home.records.tasks import wake_sender


def owe(
    *,
    event: str,
    record: Record,
    to: str,
    subject: str,
    body: str,
    channel: str = Channel.EMAIL.value,
    stop_url: str = "",
    in_turn: bool = False,
) -> Notification:
    """Write down one message owed about `record`. Owing the same `event` again returns the first row.

    `stop_url` is the address that takes one off a list by a bare POST; mail programs make a button of it. One
    `in_turn` leaves after those owed before it about the same record.

    Call it inside the transaction of the change; sending starts after its commit.
    """
    pk = uuid.uuid4()
    owed = Notification(
        id=pk,
        event=event,
        message_id=message_id(pk),
        table=record._meta.db_table,
        record_id=record.pk,
        channel=channel,
        to=to,
        subject=subject,
        body=body,
        stop_url=stop_url or None,
        in_turn=in_turn,
    )
    try:
        with transaction.atomic():
            owed.save(force_insert=True)
    except IntegrityError:  # owed already: rare, so it is not asked first
        return Notification.objects.get(event=event)
    # Only a nudge: when it is lost, the sweep of `deliver_notices` finds the row
    transaction.on_commit(wake_sender.enqueue, robust=True)
    return owed


def message_id(pk: uuid.UUID) -> str:
    """The same for every attempt, so that a mailbox can tell a repeat from a second message."""
    domain = parseaddr(settings.DEFAULT_FROM_EMAIL)[1].rpartition("@")[2]
    return f"<{pk}@{domain}>"
