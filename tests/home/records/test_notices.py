import pytest
from django.core import mail
from django.db import transaction

from home.records.models import Notification
from home.records.notices import owe
from tests.home.records.factories import NotificationFactory

pytestmark = pytest.mark.django_db

MESSAGE = {"to": "camille.canari@example.org", "subject": "Votre demande", "body": "Nous l’avons reçue."}


@pytest.fixture
def record():
    """Any record does: here another notice, long sent."""
    return NotificationFactory(sent_at="2026-01-01T00:00Z", purge_on="2026-02-01")


def owed():
    return Notification.objects.filter(sent_at=None)


def test_what_is_owed_says_what_it_is_about(record):
    notice = owe(event="submitted:1", record=record, **MESSAGE)
    assert (notice.table, notice.record_id) == ("records_notification", record.pk)
    assert Notification.objects.get(pk=notice.pk).body == MESSAGE["body"]


def test_an_event_is_owed_once(record, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks() as callbacks:
        first = owe(event="submitted:1", record=record, **MESSAGE)
        again = owe(event="submitted:1", record=record, **MESSAGE | {"body": "Autre texte"})
    assert again == first
    assert again.body == MESSAGE["body"]
    assert owed().count() == 1
    assert len(callbacks) == 1


def test_another_event_is_another_message(record):
    owe(event="submitted:1", record=record, **MESSAGE)
    owe(event="accepted:1", record=record, **MESSAGE)
    assert owed().count() == 2


def test_what_is_rolled_back_is_not_owed(record, django_capture_on_commit_callbacks):
    commit = django_capture_on_commit_callbacks(execute=True)
    with commit as callbacks, pytest.raises(ZeroDivisionError), transaction.atomic():
        owe(event="submitted:1", record=record, **MESSAGE)
        _ = 1 / 0
    assert not owed().exists()
    assert callbacks == []
    assert mail.outbox == []


def test_nothing_leaves_before_the_commit_and_all_after(record, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        owe(event="submitted:1", record=record, **MESSAGE)
        assert mail.outbox == []
    (message,) = mail.outbox
    assert (message.to, message.subject, message.body) == ([MESSAGE["to"]], MESSAGE["subject"], MESSAGE["body"])


def test_a_lost_nudge_loses_no_message(record, settings, django_capture_on_commit_callbacks):
    settings.EMAIL_BACKEND = "tests.home.records.mail.Down"
    with django_capture_on_commit_callbacks(execute=True):
        owe(event="submitted:1", record=record, **MESSAGE)
    assert owed().count() == 1


def test_the_message_id_is_made_of_the_row_and_the_sending_domain(record, settings):
    settings.DEFAULT_FROM_EMAIL = "CCAS <ne-pas-repondre@solidarites.example>"
    notice = owe(event="submitted:1", record=record, **MESSAGE)
    assert notice.message_id == f"<{notice.pk}@solidarites.example>"
