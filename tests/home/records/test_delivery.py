from datetime import UTC, date, datetime, timedelta

import pytest
from django.core import mail
from django.db import IntegrityError, transaction

from home.records import delivery
from home.records.delivery import LEASE, MOST_TRIES, deliver_due, lease
from home.records.models import Delivery, Notification
from tests.home.records.factories import NotificationFactory

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


@pytest.fixture
def notice():
    return NotificationFactory(due_at=NOW)


def reloaded(notice):
    return Notification.objects.get(pk=notice.pk)


def test_a_notice_is_sent_once(notice):
    assert [deliver_due(NOW), deliver_due(NOW), deliver_due(NOW + timedelta(days=1))] == [1, 0, 0]
    (message,) = mail.outbox
    assert message.extra_headers["Message-ID"] == notice.message_id


def test_what_was_sent_is_dated_and_kept_thirty_days(notice):
    deliver_due(NOW)
    notice = reloaded(notice)
    assert (notice.sent_at, notice.tries, notice.lease_until) == (NOW, 1, None)
    assert notice.purge_on == date(2026, 4, 1)
    attempt = notice.deliveries.get()
    assert (attempt.at, attempt.outcome, attempt.code) == (NOW, "sent", "")


def test_nothing_is_sent_before_it_is_due():
    NotificationFactory(due_at=NOW + timedelta(seconds=1))
    assert deliver_due(NOW) == 0
    assert deliver_due(NOW + timedelta(seconds=1)) == 1


def test_the_oldest_leave_first_and_no_more_than_asked():
    for minutes in (1, 3, 2):
        NotificationFactory(due_at=NOW - timedelta(minutes=minutes), subject=f"{minutes}")
    assert deliver_due(NOW, limit=2) == 2
    assert [message.subject for message in mail.outbox] == ["3", "2"]


@pytest.mark.django_db(transaction=True)
def test_no_transaction_is_open_while_a_message_leaves(settings):
    settings.EMAIL_BACKEND = "tests.home.records.mail.OutsideTransactions"
    NotificationFactory(due_at=NOW)
    assert deliver_due(NOW) == 1


def test_of_two_senders_one_holds_the_notice(notice):
    assert [lease(notice.pk, NOW), lease(notice.pk, NOW)] == [True, False]
    assert deliver_due(NOW) == 0


def test_a_sender_killed_before_it_marked_the_notice_is_followed_by_another(notice, monkeypatch):
    with monkeypatch.context() as patched, pytest.raises(SystemExit):
        patched.setattr(delivery, "mark_sent", lambda *args: exit(137))
        deliver_due(NOW)
    assert deliver_due(NOW + LEASE - timedelta(seconds=1)) == 0
    assert deliver_due(NOW + LEASE) == 1
    assert [message.extra_headers["Message-ID"] for message in mail.outbox] == [notice.message_id] * 2
    assert reloaded(notice).sent_at


def test_a_refused_message_is_tried_again_later_and_later_with_the_same_id(notice, settings):
    working, settings.EMAIL_BACKEND = settings.EMAIL_BACKEND, "tests.home.records.mail.Busy"
    waits, now = [], NOW
    for _ in range(12):
        assert deliver_due(now) == 0
        due_at = reloaded(notice).due_at
        assert deliver_due(due_at - timedelta(seconds=1)) == 0
        waits.append((due_at - now) / timedelta(minutes=1))
        now = due_at
    assert waits == [1, 2, 4, 8, 16, 32, 64, 128, 256, 360, 360, 360]
    assert list(notice.deliveries.values_list("outcome", "code")) == [("failed", "SMTPRecipientsRefused")] * 12
    settings.EMAIL_BACKEND = working
    assert deliver_due(now) == 1
    assert mail.outbox[0].extra_headers["Message-ID"] == notice.message_id


def test_an_unsendable_message_is_given_up_and_not_kept_for_ever(settings):
    settings.EMAIL_BACKEND = "tests.home.records.mail.Busy"
    notice = NotificationFactory(due_at=NOW, tries=MOST_TRIES - 1)
    deliver_due(NOW)
    notice = reloaded(notice)
    assert (notice.failed_at, notice.sent_at, notice.purge_on) == (NOW, None, date(2026, 4, 1))
    assert deliver_due(NOW + timedelta(days=30)) == 0
    assert notice.deliveries.count() == 1


def test_one_bad_message_does_not_hold_up_the_next(notice):
    bad = NotificationFactory(due_at=NOW - timedelta(minutes=1), subject="two\nlines")
    assert deliver_due(NOW) == 1
    assert bad.deliveries.get().code == "BadHeaderError"
    assert reloaded(notice).sent_at


def test_what_no_server_took_is_not_marked_as_sent(notice, settings):
    settings.EMAIL_BACKEND = "tests.home.records.mail.Silent"
    assert deliver_due(NOW) == 0
    assert reloaded(notice).sent_at is None
    assert notice.deliveries.get().code == "NotTaken"


def test_a_server_that_is_down_costs_no_notice_a_try(notice, settings):
    working, settings.EMAIL_BACKEND = settings.EMAIL_BACKEND, "tests.home.records.mail.Down"
    assert deliver_due(NOW) == 0
    assert (reloaded(notice).tries, Delivery.objects.count()) == (0, 0)
    settings.EMAIL_BACKEND = working
    assert deliver_due(NOW) == 1


@pytest.mark.parametrize("server", ["Refusing", "Down", "Silent"])
def test_nothing_personal_is_logged_or_kept_about_an_attempt(server, settings, caplog):
    settings.EMAIL_BACKEND = f"tests.home.records.mail.{server}"
    caplog.set_level("DEBUG")
    NotificationFactory(due_at=NOW)
    deliver_due(NOW)
    kept = str(list(Delivery.objects.values())) + "".join(map(str, Delivery.objects.all()))
    assert caplog.records
    for word in ("anari", "amille", "example.org"):
        assert word not in caplog.text + "".join(str(vars(line)) for line in caplog.records)
        assert word not in kept


@pytest.mark.parametrize(
    "broken",
    [
        {"sent_at": NOW},
        {"failed_at": NOW},
        {"purge_on": NOW.date()},
        {"sent_at": NOW, "failed_at": NOW, "purge_on": NOW.date()},
        {"channel": "pigeon"},
    ],
)
def test_the_database_refuses_a_notice_in_no_known_state(notice, broken):
    with pytest.raises(IntegrityError), transaction.atomic():
        Notification.objects.update(**broken)
