"""Senders killed at random points, and a mail server away for two hours, on a clock of our own.

Nothing is lost, a repeat bears the same Message-ID, and what is owed about one request leaves in turn. The processes
themselves are killed in tests/chaos.
"""

from collections import Counter
from datetime import UTC, datetime, timedelta
from random import Random

import pytest
from django.core import mail

from home.records import delivery
from home.records.delivery import deliver_due
from home.records.models import Notification
from tests.chaos import size
from tests.home.records.factories import NotificationFactory

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
STEP = timedelta(seconds=30)
POINTS = ("lease", "send", "mark_sent")


class Killed(BaseException):
    """Like a kill, no `except Exception` of the code sees it."""


def mortal(chance, function):
    """Dies before the function or after it, as often as `chance` says."""

    def wrapped(*args, **kwargs):
        before, after = chance(), chance()
        if before:
            raise Killed
        result = function(*args, **kwargs)
        if after:
            raise Killed
        return result

    return wrapped


def one_pass(now) -> bool:
    """Whether the sender was killed."""
    try:
        deliver_due(now)
    except Killed:
        return True
    return False


@pytest.mark.parametrize("seed", range(size(2, 12)))
def test_nothing_is_lost_under_fifty_kills_and_two_hours_without_mail(monkeypatch, settings, seed):
    random, kills, most = Random(seed), 0, size(12, 50)
    working = settings.EMAIL_BACKEND
    with monkeypatch.context() as patched:
        for name in POINTS:
            chance = lambda: kills < most and random.random() < 0.12  # noqa: E731
            patched.setattr(delivery, name, mortal(chance, getattr(delivery, name)))
        requests = [NotificationFactory(due_at=NOON).record_id for _number in range(5)]
        now, passes = NOON, 0
        while Notification.objects.filter(sent_at=None).exists() or kills < most:
            away = timedelta(hours=1) < now - NOON < timedelta(hours=3)
            settings.EMAIL_BACKEND = "tests.home.records.mail.Down" if away else working
            if passes % 10 == 0:
                NotificationFactory(due_at=now, record_id=random.choice(requests), in_turn=True)
            kills += one_pass(now)
            now, passes = now + STEP, passes + 1
            assert passes < 3000
    taken = Counter(message.extra_headers["Message-ID"] for message in mail.outbox)
    owed = list(Notification.objects.order_by("created_at").values_list("record_id", "message_id", "in_turn"))
    assert kills >= most
    assert set(taken) == {message_id for _record, message_id, _in_turn in owed}
    firsts = list(dict.fromkeys(message.extra_headers["Message-ID"] for message in mail.outbox))
    for request in requests:
        in_order = [key for record, key, in_turn in owed if record == request and in_turn]
        assert sorted(in_order, key=firsts.index) == in_order
