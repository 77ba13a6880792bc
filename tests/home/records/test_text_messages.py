"""Text messages: what fits in one, the provider spoken to over HTTP, the files without one."""

import json
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread

import pytest

from home.records import texting
from home.records.delivery import deliver_due, given_up
from home.records.models import Notification
from tests.home.records.factories import NotificationFactory

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


class Provider(HTTPServer):
    """Answers each message with the next of `answers`, and keeps what it got."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Desk)
        self.answers, self.got = [], []


class Desk(BaseHTTPRequestHandler):
    def do_POST(self):
        content = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.server.got.append((content, self.headers["Idempotency-Key"], self.headers["Authorization"]))
        self.send_response(self.server.answers.pop(0))
        self.send_header("Location", f"http://127.0.0.1:{self.server.server_address[1]}/elsewhere")
        self.end_headers()

    def log_message(self, *args):
        """Tests are quiet."""


@pytest.fixture
def provider(settings):
    with Provider() as server:
        settings.SMS_URL = f"http://portail:secret@127.0.0.1:{server.server_address[1]}/sms"
        Thread(target=server.serve_forever, daemon=True).start()
        yield server
        server.shutdown()


@pytest.fixture
def notice():
    return NotificationFactory(due_at=NOW, channel="sms", to="+33612345678", subject="", body="Du nouveau")


def reloaded(notice):
    return Notification.objects.get(pk=notice.pk)


def test_the_provider_gets_number_text_and_an_id_and_is_signed_in_to(provider, notice):
    provider.answers = [202]
    assert deliver_due(NOW) == 1
    [(content, key, signed)] = provider.got
    assert content == {"to": "+33612345678", "text": "Du nouveau", "id": notice.message_id}
    assert (key, signed.startswith("Basic ")) == (notice.message_id, True)
    assert reloaded(notice).sent_at == NOW


def test_a_provider_in_trouble_is_asked_again_later_with_the_same_id(provider, notice):
    provider.answers = [503, 200]
    assert deliver_due(NOW) == 0
    assert deliver_due(reloaded(notice).due_at) == 1
    assert [key for _content, key, _signed in provider.got] == [notice.message_id] * 2


def test_a_provider_in_trouble_is_not_asked_for_each_message_and_mails_still_leave(provider, notice):
    NotificationFactory(due_at=NOW, channel="sms", to="+33612345679")
    NotificationFactory(due_at=NOW)
    provider.answers = [500]
    assert deliver_due(NOW) == 1
    assert len(provider.got) == 1


def test_a_redirect_is_not_followed(provider, notice):
    provider.answers = [302]
    assert deliver_due(NOW) == 0
    assert len(provider.got) == 1


@pytest.mark.parametrize(("answer", "gone"), [(400, True), (422, True), (401, False), (404, False), (429, False)])
def test_only_a_wrong_number_is_given_up_at_once(provider, notice, answer, gone):
    provider.answers, told = [answer], []

    def listen(notification, **kwargs):
        told.append(notification.pk)

    given_up.connect(listen)
    deliver_due(NOW)
    given_up.disconnect(listen)
    assert (reloaded(notice).failed_at is not None, told) == (gone, [notice.pk] if gone else [])


@pytest.mark.parametrize("answer", [400, 503, None])
def test_nothing_personal_is_logged_or_kept_about_a_text_message(provider, notice, settings, caplog, answer):
    caplog.set_level("DEBUG")
    provider.answers = [answer]
    if answer is None:
        settings.SMS_URL = "http://portail:secret@127.0.0.1:9/sms"
    assert deliver_due(NOW) == 0
    told = caplog.text + "".join(str(vars(line)) for line in caplog.records) + str(list(notice.deliveries.values()))
    assert "612345678" not in told
    assert "nouveau" not in told
    assert "secret" not in told


def test_without_a_provider_a_message_is_one_file_for_its_owner_only(settings, tmp_path, notice):
    settings.SMS_FILE_PATH = tmp_path / "sms"
    assert deliver_due(NOW) == 1
    [file] = settings.SMS_FILE_PATH.iterdir()
    assert file.read_text() == "+33612345678\nDu nouveau\n"
    assert file.stat().st_mode & 0o777 == 0o600


def test_what_is_owed_in_turn_about_one_record_leaves_in_turn(settings):
    working, settings.EMAIL_BACKEND = settings.EMAIL_BACKEND, "tests.home.records.mail.Busy"
    first = NotificationFactory(due_at=NOW, in_turn=True)
    deliver_due(NOW)
    settings.EMAIL_BACKEND = working
    second = NotificationFactory(due_at=NOW, in_turn=True, record_id=first.record_id)
    other = NotificationFactory(due_at=NOW)
    deliver_due(NOW)
    assert [bool(reloaded(row).sent_at) for row in (first, second, other)] == [False, False, True]
    for minute in (1, 2):
        deliver_due(NOW + timedelta(minutes=minute))
    assert reloaded(first).sent_at < reloaded(second).sent_at


def test_a_notice_that_was_given_up_holds_up_nobody():
    gone = NotificationFactory(due_at=NOW, in_turn=True, failed_at=NOW, purge_on=NOW.date())
    NotificationFactory(due_at=NOW, in_turn=True, record_id=gone.record_id)
    assert deliver_due(NOW) == 1


@pytest.mark.parametrize(
    ("text", "sent"),
    [
        ("L’été : « ça va » ?", 'L\'été : " ca va " ?'),
        ("À Noël, œuvre n° 5 – 10 €", "A Noel, uvre n 5 - 10 "),
    ],
)
def test_a_text_message_keeps_to_the_alphabet_of_the_networks(text, sent):
    assert texting.plain(text) == sent
    assert texting.fits(texting.plain(text))
