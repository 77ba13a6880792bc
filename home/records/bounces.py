"""Refusals that come back as mails, hours after a server took ours (RFC 3464): the same as a refusal at delivery.

Each is matched by the Message-ID of what was sent, which is random: nobody can make one up for a message of ours.
"""

import re
from collections.abc import Iterator
from datetime import datetime
from email import message_from_bytes
from email.message import Message

from django.db import transaction
from django.utils import timezone

from home.records.delivery import KEPT, given_up
from home.records.models import Channel, Delivery, Notification

IDENTIFIER = re.compile(r"<[^<>\s]{1,190}>")
LONGEST = 10_000_000  # bytes: longer than any report, shorter than what fills the memory


def failed(mail: bytes) -> set[str]:
    """The Message-IDs that a report says were never delivered. Empty for anything else: delays, answers, rubbish."""
    if len(mail) > LONGEST:
        return set()
    report = message_from_bytes(mail)
    parts = list(report.walk())
    if report.get_content_type() != "multipart/report" or not any(_is_final(part) for part in parts):
        return set()
    return {found for part in parts for found in _returned(part)}


def _is_final(part: Message) -> bool:
    """Whether a block of a delivery status says that it failed for good."""
    blocks = part.get_payload() if part.get_content_type() == "message/delivery-status" else []
    return isinstance(blocks, list) and any(_says_failed(block) for block in blocks if isinstance(block, Message))


def _says_failed(block: Message) -> bool:
    action, status = str(block.get("Action", "")).strip().lower(), str(block.get("Status", "")).strip()
    return action == "failed" and status.startswith("5.")


def _returned(part: Message) -> Iterator[str]:
    """The Message-ID in what came back of our mail, whole or its headers only."""
    payload = part.get_payload()
    if part.get_content_type() == "message/rfc822" and isinstance(payload, list):
        yield from (found for inner in payload for found in _named(inner))
    elif part.get_content_type() == "text/rfc822-headers":
        headers = message_from_bytes(part.get_payload(decode=True) or b"")  # type: ignore[arg-type]
        yield from _named(headers)


def _named(mail: object) -> list[str]:
    return IDENTIFIER.findall(str(mail.get("Message-ID", ""))) if isinstance(mail, Message) else []


def take(mail: bytes, now: datetime) -> int:
    """Give up what this mail says was refused; return how many notices. The same mail again changes nothing."""
    return sum(give_up(identifier, now) for identifier in sorted(failed(mail)))


@transaction.atomic
def give_up(identifier: str, now: datetime) -> bool:
    sent = Notification.objects.filter(message_id=identifier, channel=Channel.EMAIL, sent_at__isnull=False)
    notification = sent.select_for_update(of=("self",)).first()
    if notification is None:
        return False
    change = {"sent_at": None, "failed_at": now, "purge_on": timezone.localdate(now) + KEPT}
    Notification.objects.filter(pk=notification.pk).update(**change)
    Delivery.objects.create(notification=notification, at=now, outcome=Delivery.Outcome.FAILED, code="bounced")
    given_up.send(Notification, notification=notification)
    return True
