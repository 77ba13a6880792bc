"""What carries a notice, by channel: a mail server, and a provider of text messages spoken to over HTTP.

Without a provider, text messages are written to files, as mails are without a server.
"""

import os
from pathlib import Path
from smtplib import SMTPRecipientsRefused
from typing import Protocol

import requests
from django.conf import settings
from django.core.mail import EmailMessage, get_connection

from home.records.models import Channel, Notification

TIMEOUTS = (3.05, 10)  # seconds: to connect, to answer
NEVER = frozenset({400, 410, 422})
"""What a provider answers when it never will take this message: its number is wrong, or nobody's any more."""


class NotTaken(Exception):
    """The mail backend counted nothing as sent: as good as refused."""


class Refused(Exception):
    """The provider never will take this message."""


class Away(OSError):
    """The provider does not work for anybody now."""


class Carrier(Protocol):
    """Opened before each message: an OSError then means that no message is to blame."""

    def open(self) -> object: ...
    def send(self, notification: Notification) -> None: ...
    def close(self) -> None: ...


class Mail:
    """Through Django's mail backend; the one of the settings, whatever it is."""

    def __init__(self) -> None:
        self.server = get_connection()
        self.open, self.close = self.server.open, self.server.close

    def send(self, notification: Notification) -> None:
        headers = {"Message-ID": notification.message_id, "Auto-Submitted": "auto-generated"}
        if notification.stop_url:  # RFC 8058
            headers |= {
                "List-Unsubscribe": f"<{notification.stop_url}>",
                "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
            }
        message = EmailMessage(notification.subject, notification.body, to=[notification.to], headers=headers)
        if not self.server.send_messages([message]):
            raise NotTaken


class TextMessages:
    """Posts `{"to", "text", "id"}` as JSON to SMS_URL. The id is the same on each attempt, so a repeat can be told."""

    def open(self) -> None:
        self.session = requests.Session()
        self.session.trust_env = False  # no .netrc of this machine signs in for us

    def send(self, notification: Notification) -> None:
        words = {"to": notification.to, "text": notification.body, "id": notification.message_id}
        try:
            answer = self.session.post(
                settings.SMS_URL,
                json=words,
                headers={"Idempotency-Key": notification.message_id},
                timeout=TIMEOUTS,
                allow_redirects=False,
            )
        except requests.RequestException as error:  # its words quote the address of the provider
            raise Away(type(error).__name__) from None
        if answer.status_code in NEVER:
            raise Refused
        if not 200 <= answer.status_code < 300:
            raise Away(answer.status_code)

    def close(self) -> None:
        if hasattr(self, "session"):
            self.session.close()


class TextFiles:
    """One file a message, under the name of its notice: a repeat writes the same file."""

    def open(self) -> None:
        self.folder = Path(settings.SMS_FILE_PATH)
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)

    def send(self, notification: Notification) -> None:
        file = os.open(self.folder / f"{notification.pk}.txt", os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(file, "w") as written:
            written.write(f"{notification.to}\n{notification.body}\n")

    def close(self) -> None:
        """Nothing stays open."""


def carrier_of(channel: Channel) -> Carrier:
    if channel == Channel.EMAIL:
        return Mail()
    return TextMessages() if settings.SMS_URL else TextFiles()


def is_final(error: Exception) -> bool:
    """Whether trying again is useless: the mailbox's own server refused the address for good (RFC 5321, 5yz), or the
    provider the number.
    """
    if isinstance(error, SMTPRecipientsRefused):
        return bool(error.recipients) and all(code >= 500 for code, _words in error.recipients.values())
    return isinstance(error, Refused)
