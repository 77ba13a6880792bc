"""What goes by itself goes after its last day, and every kind of row about people says how it ends."""

from datetime import date, timedelta

import pytest
import time_machine
from django.apps import apps
from django.contrib.auth.models import User
from django.db.models import CASCADE
from django.utils import timezone

from home.records import purging, reading
from home.records.models import Notification, ReadEntry, Record
from home.records.purging import ENDS, End
from tests.home.records.factories import NotificationFactory

pytestmark = pytest.mark.django_db

TODAY = date(2026, 11, 23)


def settled(purge_on: date, **values) -> Notification:
    return NotificationFactory(sent_at="2026-01-01T00:00Z", purge_on=purge_on, **values)


def test_every_kind_of_row_about_people_says_how_it_ends():
    assert purging.missing(apps.get_models()) == set()


def test_a_kind_that_nobody_declared_is_found(monkeypatch):
    monkeypatch.delitem(ENDS, Notification)
    assert purging.missing(apps.get_models()) == {Notification}


@pytest.mark.parametrize("model", [model for model, end in ENDS.items() if end == End.WITH_PARENT])
def test_what_goes_with_its_parent_hangs_on_one_or_names_its_request(model):
    ties = [field for field in model._meta.fields if field.is_relation and field.remote_field.on_delete is CASCADE]
    assert any(issubclass(tie.related_model, Record) for tie in ties) or "reference" in vars(model)


def test_a_notice_is_kept_on_its_last_day_and_deleted_the_next():
    settled(TODAY - timedelta(days=1))
    last_day, owed = settled(TODAY), NotificationFactory()
    assert purging.delete_ended(TODAY)["records.Notification"] == 1
    assert set(Notification.objects.all()) == {last_day, owed}


def test_a_row_given_a_longer_life_meanwhile_is_kept():
    notice = settled(TODAY - timedelta(days=1))
    [key] = purging.ended(Notification, TODAY)
    Notification.objects.update(purge_on=TODAY)
    assert not purging.delete(Notification, key, TODAY)
    assert Notification.objects.get() == notice


def test_a_row_that_cannot_go_does_not_keep_the_others_and_is_logged_by_its_key_only(caplog):
    def act(key):
        if key == 2:
            raise ValueError("Camille Canari")
        return True

    assert purging.one_by_one([1, 2, 3], act) == 2
    assert "Row 2" in caplog.text and "ValueError" in caplog.text and "Canari" not in caplog.text


def test_old_reads_are_forgotten_and_the_others_are_not(monkeypatch):
    monkeypatch.setattr(reading, "CHUNK", 2)
    user, now = User.objects.create_user("agent"), timezone.now()
    notice = NotificationFactory()
    for days in (0, 364, 366, 367, 400):
        with time_machine.travel(now - timedelta(days=days), tick=False):
            reading.record_read(user, notice, "detail")
    assert reading.forget(now - timedelta(days=365)) == 3
    assert ReadEntry.objects.count() == 2
