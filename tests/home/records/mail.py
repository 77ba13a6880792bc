"""Mail servers that misbehave."""

import smtplib

from django.core.mail.backends.base import BaseEmailBackend
from django.core.mail.backends.locmem import EmailBackend
from django.db import connection


class Refusing(BaseEmailBackend):
    """Refuses each message and, as real ones do, quotes the address."""

    def send_messages(self, email_messages):
        raise smtplib.SMTPRecipientsRefused({email_messages[0].to[0]: (550, email_messages[0].body.encode())})


class Down(BaseEmailBackend):
    def open(self):
        raise ConnectionRefusedError("no server")


class Silent(BaseEmailBackend):
    """Takes nothing and says nothing."""

    def send_messages(self, email_messages):
        return 0


class OutsideTransactions(EmailBackend):
    def send_messages(self, messages):
        assert not connection.in_atomic_block
        return super().send_messages(messages)


class Busy(BaseEmailBackend):
    """Says to come back later (RFC 5321, 4yz), and quotes the address."""

    def send_messages(self, email_messages):
        raise smtplib.SMTPRecipientsRefused({email_messages[0].to[0]: (450, b"busy")})
