import os
import signal
from io import StringIO

import pytest
from django.core import mail
from django.core.management import call_command
from django.db import OperationalError

from home.management.commands import deliver_notices
from home.records.models import Notification
from tests.home.records.factories import NotificationFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def passes(monkeypatch):
    """Replaces a pass by what the test appends; the process is asked to stop when they are used up."""
    planned = []

    def one_pass():
        step = planned.pop(0)
        if not planned:
            os.kill(os.getpid(), signal.SIGTERM)
        return step()

    monkeypatch.setattr(deliver_notices, "deliver_due", one_pass)
    return planned


def test_one_pass_sends_what_is_owed_and_says_how_much():
    NotificationFactory.create_batch(2)
    out = StringIO()
    call_command("deliver_notices", stdout=out)
    assert out.getvalue() == "2 sent\n"
    assert len(mail.outbox) == 2
    assert not Notification.objects.filter(sent_at=None).exists()


def test_the_sweep_goes_on_until_it_is_asked_to_stop(passes):
    before = signal.getsignal(signal.SIGTERM)
    done = []
    passes += [lambda: done.append(1), lambda: done.append(2), lambda: done.append(3)]
    call_command("deliver_notices", every=0)
    assert done == [1, 2, 3]
    assert signal.getsignal(signal.SIGTERM) == before


def test_the_sweep_outlives_a_database_that_is_away(passes, caplog):
    def away():
        raise OperationalError("camille.canari@example.org")

    done = []
    passes += [away, lambda: done.append("next")]
    call_command("deliver_notices", every=0)
    assert done == ["next"]
    assert "OperationalError" in caplog.text
    assert "canari" not in caplog.text
