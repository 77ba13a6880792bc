"""Refusals that come back as mails: matched by Message-ID, noted once; what is no report does nothing."""

import io
import mailbox
from contextlib import closing
from email.message import EmailMessage
from types import SimpleNamespace

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone
from hypothesis import given, settings
from hypothesis import strategies as st

from forms.models import Errand
from forms.services.telling import tell_news
from home.records import bounces
from home.records.delivery import deliver_due
from home.records.models import Delivery, Notification
from tests.forms.factories import SubmissionFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def notice():
    tell_news(SubmissionFactory(contact={"email": "canari@exemple.fr", "preference": "email"}), "essai:1")
    deliver_due()
    return Notification.objects.get()


def report(message_id: str, *, action: str = "failed", status: str = "5.1.1", whole: bool = True) -> bytes:
    """As Postfix sends it: words, the status, then our mail or its headers."""
    returned = f"Message-ID: {message_id}\nSubject: Nouvelles\nTo: canari@exemple.fr\n\n"
    kind = "message/rfc822" if whole else "text/rfc822-headers"
    return (
        "From: MAILER-DAEMON@exemple.fr\nMIME-Version: 1.0\n"
        'Content-Type: multipart/report; report-type=delivery-status; boundary="b"\n\n'
        "--b\nContent-Type: text/plain\n\nNot delivered.\n"
        "--b\nContent-Type: message/delivery-status\n\nReporting-MTA: dns; mx.exemple.fr\n\n"
        f"Final-Recipient: rfc822; canari@exemple.fr\nAction: {action}\nStatus: {status}\n\n"
        f"--b\nContent-Type: {kind}\n\n{returned}\n--b--\n"
    ).encode()


@pytest.mark.parametrize("whole", [True, False])
def test_a_refusal_that_comes_later_is_the_same_task_as_one_at_delivery_once(notice, whole):
    mail = report(notice.message_id, whole=whole)
    assert [bounces.take(mail, timezone.now()) for _again in range(3)] == [1, 0, 0]
    notice.refresh_from_db()
    assert notice.failed_at and notice.sent_at is None
    assert [errand.kind for errand in Errand.objects.all()] == [Errand.Kind.OTHER_WAY]
    assert Delivery.objects.filter(notification=notice, code="bounced").count() == 1


@pytest.mark.parametrize(
    ("action", "status"), [("delayed", "4.4.1"), ("delivered", "2.0.0"), ("failed", "4.2.2"), ("delayed", "5.0.0")]
)
def test_what_only_takes_longer_is_no_refusal(notice, action, status):
    assert bounces.take(report(notice.message_id, action=action, status=status), timezone.now()) == 0
    assert not Errand.objects.exists()


def test_an_answer_that_quotes_our_mail_is_no_refusal(notice):
    answer = EmailMessage()
    answer["In-Reply-To"] = notice.message_id
    answer.set_content(report(notice.message_id).decode())
    assert bounces.take(answer.as_bytes(), timezone.now()) == 0
    assert bounces.take(report("<inconnu@exemple.fr>"), timezone.now()) == 0


@settings(max_examples=40, deadline=None)
@given(st.binary(max_size=300), st.integers(0, 600))
def test_rubbish_never_raises(rubbish, place):
    mail = report("<a@exemple.fr>")
    bounces.failed(rubbish)
    bounces.failed(mail[:place] + rubbish + mail[place:])
    bounces.failed(mail.replace(b"failed", rubbish))


def size(kind, folder) -> int:
    with closing(kind(folder / "box")) as box:
        return len(box)


@pytest.mark.parametrize("kind", [mailbox.Maildir, mailbox.mbox])
def test_the_command_empties_a_box_of_our_reports_only(notice, tmp_path, kind):
    box = kind(tmp_path / "box")
    box.add(report(notice.message_id)), box.add(b"From: a@exemple.fr\n\nBonjour\n")
    box.close()
    call_command("read_bounces", str(tmp_path / "box"), "--keep", stdout=(out := io.StringIO()))
    assert out.getvalue() == "1 given up\n" and size(kind, tmp_path) == 2
    Notification.objects.update(failed_at=None, sent_at=timezone.now())
    call_command("read_bounces", str(tmp_path / "box"), stdout=io.StringIO())
    assert size(kind, tmp_path) == 1
    with pytest.raises(CommandError):
        call_command("read_bounces", str(tmp_path / "none"))


def test_a_mail_server_may_hand_over_one_mail(notice, monkeypatch):
    monkeypatch.setattr("sys.stdin", SimpleNamespace(buffer=io.BytesIO(report(notice.message_id))))
    call_command("read_bounces", stdout=(out := io.StringIO()))
    assert out.getvalue() == "1 given up\n"
