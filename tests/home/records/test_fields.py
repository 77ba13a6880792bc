"""What encrypted fields give, and all they refuse. Tampering is in test_tampering."""

import copy
import pickle
import uuid

import pytest
from django.core import serializers
from django.core.exceptions import FieldError
from django.db import connection, transaction
from django.db.models import F, Value
from django.forms import modelform_factory
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from forms.models import Draft
from home.records.fields import EncryptedTextField, PlainValueRefused
from home.records.models import Notification
from home.records.sealing import SealBroken, Sealed
from tests.home.records.factories import NotificationFactory

pytestmark = pytest.mark.django_db

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=12,
)
each_in_the_same_row = settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


def kind(value):
    return type(value).__name__


def pickled(instance):
    return pickle.loads(pickle.dumps(instance))  # noqa: S301


@pytest.fixture
def notice():
    return Notification.objects.get(pk=NotificationFactory().pk)


@pytest.fixture
def draft():
    return Draft.objects.create(intake="colocation", language="fr", answers={}, code="K7M42Q", purge_on="2026-01-01")


@each_in_the_same_row
@given(text=st.text(st.characters()))
def test_any_text_comes_back_as_it_was(notice, text):
    notice.body = text
    notice.save()
    assert Notification.objects.get(pk=notice.pk).body == text


@each_in_the_same_row
@given(answers=JSON.filter(lambda value: value is not None))
def test_any_json_comes_back_as_it_was(draft, answers):
    draft.answers = answers
    draft.save()
    assert Draft.objects.get(pk=draft.pk).answers == answers


def test_json_changed_in_place_is_saved(draft):
    draft = Draft.objects.get(pk=draft.pk)
    draft.answers["home"] = {"city": "Montpellier"}
    draft.save()
    assert Draft.objects.get(pk=draft.pk).answers == {"home": {"city": "Montpellier"}}


def test_the_table_holds_no_plain_value(notice):
    with connection.cursor() as cursor:
        cursor.execute('SELECT "to", subject, body FROM records_notification')
        row = b"|".join(bytes(value) for value in cursor.fetchone())
    assert b"anari" not in row


def test_queries_give_sealed_values_that_show_nothing(notice):
    (row,) = Notification.objects.values("subject")
    assert isinstance(row["subject"], Sealed)
    assert "canari" not in repr(row)
    assert "canari" not in repr(notice) + str(notice)


@pytest.mark.parametrize("lookup", ["subject", "subject__exact", "subject__contains", "subject__in", "subject__gt"])
def test_no_query_looks_inside(lookup):
    with pytest.raises(FieldError, match="encrypted"):
        Notification.objects.filter(**{lookup: "Sujet canari"})


def test_a_query_may_ask_whether_there_is_a_value(notice):
    assert Notification.objects.filter(subject__isnull=False).get() == notice


@pytest.mark.parametrize("plain", ["Sujet", b"Sujet", 1, Value("Sujet"), F("event")], ids=kind)
def test_an_update_with_a_plain_value_is_refused(notice, plain):
    with pytest.raises(PlainValueRefused), transaction.atomic():
        Notification.objects.update(subject=plain)
    notice.refresh_from_db()
    assert notice.subject == "Sujet canari"


def test_a_bulk_update_is_refused(notice):
    notice.subject = "Autre"
    with pytest.raises(PlainValueRefused):
        Notification.objects.bulk_update([notice], ["subject"])


def test_a_bulk_creation_seals_each_row():
    Notification.objects.bulk_create(NotificationFactory.build(subject=f"Sujet {n}") for n in range(3))
    assert {notice.subject for notice in Notification.objects.all()} == {"Sujet 0", "Sujet 1", "Sujet 2"}


@pytest.mark.parametrize("value", [b"bytes", 1, Value("Sujet")], ids=kind)
def test_only_text_is_saved_as_text(notice, value):
    notice.subject = value
    with pytest.raises(TypeError):
        notice.save()


def test_nothing_is_nothing():
    field = EncryptedTextField(null=True)
    assert field.from_db_value(None, None, connection) is None
    assert field.get_db_prep_value(None, connection) is None


def test_a_value_is_opened_only_when_read(notice):
    assert isinstance(notice.__dict__["subject"], Sealed)
    assert notice.subject == "Sujet canari"


def test_deferred_values_are_loaded_when_read(notice):
    deferred = Notification.objects.defer("subject").get()
    assert deferred.get_deferred_fields() == {"subject"}
    assert deferred.subject == "Sujet canari"
    assert Notification.objects.only("event").get().body == "Bonjour Camille Canari"


def test_a_deferred_value_survives_a_forced_save(notice):
    deferred = Notification.objects.defer("subject").get()
    deferred.save(update_fields=["subject", "tries"])
    assert Notification.objects.get().subject == "Sujet canari"


@pytest.mark.parametrize("again", [copy.deepcopy, copy.copy, pickled])
def test_copies_open_too(notice, again):
    assert again(notice).subject == "Sujet canari"


def test_a_refresh_forgets_what_was_not_saved(notice):
    notice.subject = "Autre"
    notice.refresh_from_db()
    assert notice.subject == "Sujet canari"


def test_saving_another_field_leaves_the_sealed_value_as_it_is(notice):
    before = Notification.objects.values_list("subject", flat=True).get()
    notice.save(update_fields=["tries"])
    notice.save()
    assert Notification.objects.values_list("subject", flat=True).get() == before


def test_an_unread_value_cannot_be_saved_under_another_key(notice):
    notice.pk = uuid.uuid4()
    with pytest.raises(SealBroken):
        notice.save(force_insert=True)


def test_no_fixture_holds_a_value(notice):
    with pytest.raises(PlainValueRefused):
        serializers.serialize("json", [notice])


def test_no_form_is_made_of_them():
    assert not {"to", "subject", "body"} & set(modelform_factory(Notification, fields="__all__").base_fields)


def test_a_migration_can_write_the_field_down():
    _name, path, args, kwargs = EncryptedTextField("text", null=True).deconstruct()
    assert (path, args, kwargs) == (
        "home.records.fields.EncryptedTextField",
        [],
        {"verbose_name": "text", "null": True},
    )
