"""Someone who can write to the database, and has no key, cannot pass anything off as genuine."""

import pytest
from django.db import connection

from home.records.keyring import UnknownKey, write_new
from home.records.models import Notification
from home.records.sealing import SealBroken, Sealed
from tests.home.records.factories import NotificationFactory

pytestmark = pytest.mark.django_db


def sealed_subject(notice):
    return Notification.objects.values_list("subject", flat=True).get(pk=notice.pk)


def overwrite(notice, value):
    column = notice._meta.pk.get_db_prep_value(notice.pk, connection)
    with connection.cursor() as cursor:
        cursor.execute("UPDATE records_notification SET subject = %s WHERE id = %s", [value, column])


def test_a_value_swapped_with_another_row_is_not_shown():
    notice, other = NotificationFactory(), NotificationFactory()
    Notification.objects.filter(pk=notice.pk).update(subject=sealed_subject(other))
    with pytest.raises(SealBroken):
        _ = Notification.objects.get(pk=notice.pk).subject
    assert Notification.objects.get(pk=other.pk).subject == "Sujet canari"


def test_a_value_swapped_with_another_column_is_not_shown():
    notice = NotificationFactory()
    Notification.objects.filter(pk=notice.pk).update(body=sealed_subject(notice))
    with pytest.raises(SealBroken):
        _ = Notification.objects.get(pk=notice.pk).body


def test_an_edited_value_is_not_shown():
    notice = NotificationFactory()
    blob = sealed_subject(notice).blob
    overwrite(notice, blob[:-1] + bytes([blob[-1] ^ 1]))
    with pytest.raises(SealBroken):
        _ = Notification.objects.get(pk=notice.pk).subject


@pytest.mark.parametrize("plain", [b"", b"Sujet faux", b"\x01", b"\x01\x08Sujet faux"])
def test_a_plain_value_in_the_table_is_not_shown(plain):
    notice = NotificationFactory()
    overwrite(notice, plain)
    with pytest.raises((SealBroken, UnknownKey)):
        _ = Notification.objects.get(pk=notice.pk).subject


@pytest.mark.skipif(connection.vendor != "sqlite", reason="only SQLite lets text into a column of bytes")
def test_plain_text_in_the_table_is_not_shown():
    notice = NotificationFactory()
    overwrite(notice, "Sujet faux")
    with pytest.raises(SealBroken):
        _ = Notification.objects.get(pk=notice.pk).subject


def test_a_broken_value_is_not_written_back_as_if_it_were_sound():
    notice = NotificationFactory()
    overwrite(notice, b"Sujet faux")
    with pytest.raises(SealBroken):
        Notification.objects.get(pk=notice.pk).save()


def test_the_other_values_of_the_row_still_open():
    notice = NotificationFactory()
    overwrite(notice, b"Sujet faux")
    assert Notification.objects.get(pk=notice.pk).to == "camille.canari@example.org"


def test_a_restored_database_without_its_keys_refuses_loudly(settings, tmp_path):
    notice = NotificationFactory()
    settings.FIELD_KEYS_FILE = tmp_path / "other.json"
    write_new(settings.FIELD_KEYS_FILE)
    with pytest.raises(UnknownKey):
        _ = Notification.objects.get(pk=notice.pk).subject


def test_an_error_does_not_quote_the_value():
    notice = NotificationFactory()
    overwrite(notice, b"Sujet faux")
    with pytest.raises(SealBroken) as caught:
        _ = Notification.objects.get(pk=notice.pk).subject
    assert "faux" not in repr(caught.value)
    assert "faux" not in repr(Sealed(b"Sujet faux"))
