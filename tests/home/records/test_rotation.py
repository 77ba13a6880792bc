"""Keys change while people work: nothing is lost, and a former key goes when nothing needs it any more."""

import io
import json
import logging

import pytest
import time_machine
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP
from django.apps import apps
from django.core.management import CommandError, call_command
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from home.records import keyfile
from home.records.fields import EncryptedField
from home.records.keyring import UnknownKey, keyring
from home.records.models import Notification
from home.records.rotation import Table, all_cells
from home.records.sealing import Place, SealBroken, seal, unseal
from home.records.turnover import used_by_key
from tests.forms.factories import DraftFactory, PartnerFactory, SubmissionFactory
from tests.home.records.factories import NotificationFactory, UserFactory

pytestmark = pytest.mark.django_db


def rotate(*options):
    said = io.StringIO()
    call_command("rotate_keys", *options, stdout=said)
    return said.getvalue()


def begin():
    """New keys seal from now on; what was sealed before waits. Gives the former key."""
    former = keyring().current
    rotate("--add")
    rotate("--switch")
    return former


def sealed_bodies():
    return dict(Notification.objects.values_list("pk", "body"))


def test_every_encrypted_column_of_every_model_is_swept():
    swept = {(cells.name, field.column) for cells in all_cells() if isinstance(cells, Table) for field in cells.fields}
    declared = {
        (model._meta.db_table, field.column)
        for model in apps.get_models()
        for field in model._meta.local_fields
        if isinstance(field, EncryptedField)
    }
    assert swept == declared
    assert {("records_notification", "body"), ("forms_storedfile", "key"), ("forms_draft", "code")} <= swept
    assert "mfa_authenticator" in {cells.name for cells in all_cells()}


def test_after_a_rotation_all_reads_the_same_and_the_former_key_seals_nothing(key_file):
    notice, draft, partner = NotificationFactory(), DraftFactory(complete=True), PartnerFactory()
    former = begin()
    said = rotate()
    assert Notification.objects.get(pk=notice.pk).body == "Bonjour Camille Canari"
    assert type(draft).objects.get(pk=draft.pk).answers == draft.answers
    assert type(partner).objects.get(pk=partner.pk).family_name == "Témoin"
    assert not any(counted[former] or counted[""] for counted in used_by_key().values())
    assert "records_notification: 1/1" in said


def test_before_the_sweep_former_values_open_and_new_ones_are_under_the_new_key(key_file):
    old = NotificationFactory()
    former = begin()
    new = NotificationFactory()
    assert Notification.objects.get(pk=old.pk).body == Notification.objects.get(pk=new.pk).body
    assert used_by_key()["records_notification"] == {former: 3, keyring().current: 3}


def test_saving_a_row_of_before_moves_it(key_file):
    notice = NotificationFactory()
    former = begin()
    Notification.objects.get(pk=notice.pk).save()
    assert used_by_key()["records_notification"][former] == 0
    assert Notification.objects.get(pk=notice.pk).body == "Bonjour Camille Canari"


def test_killed_between_two_batches_it_goes_on_where_it_was(key_file, monkeypatch):
    monkeypatch.setattr("home.records.rotation.BATCH", 2)
    NotificationFactory.create_batch(5)
    begin()
    (cells,) = [cells for cells in all_cells() if cells.name == "records_notification"]
    batches = cells.batches()
    next(batches)
    batches.close()
    assert cells.left() == 3
    assert {notice.body for notice in Notification.objects.all()} == {"Bonjour Camille Canari"}
    rotate()
    assert cells.left() == 0


def test_a_sweep_with_nothing_to_do_writes_nothing(key_file):
    NotificationFactory()
    begin()
    rotate()
    before = sealed_bodies()
    rotate()
    assert sealed_bodies() == before


def test_a_value_that_does_not_open_stops_nothing_else_and_is_named(key_file, caplog):
    one, other, sound = NotificationFactory.create_batch(3)
    Notification.objects.filter(pk=one.pk).update(body=sealed_bodies()[other.pk])
    begin()
    with caplog.at_level(logging.ERROR), pytest.raises(CommandError, match="1 of them do not open"):
        rotate()
    assert f"records_notification.body of row {one.pk} does not open (SealBroken)" in caplog.text
    assert "Camille" not in caplog.text
    assert Notification.objects.get(pk=sound.pk).body == "Bonjour Camille Canari"
    with pytest.raises(SealBroken):
        _ = Notification.objects.get(pk=one.pk).body


def test_a_key_in_use_is_not_removed(key_file):
    NotificationFactory()
    former = begin()
    with pytest.raises(CommandError, match=f"3 values are sealed with key {former}"):
        rotate("--remove", former)
    assert former in keyring().keys


def test_a_key_is_removed_an_hour_after_the_switch_when_nothing_uses_it(key_file):
    notice = NotificationFactory()
    former = begin()
    rotate()
    with pytest.raises(CommandError, match="less than an hour ago"):
        rotate("--remove", former)
    with time_machine.travel(keyfile.datetime.now(keyfile.UTC) + keyfile.LATE_WRITERS):
        rotate("--remove", former)
    assert list(keyring().keys) == [keyring().current]
    assert Notification.objects.get(pk=notice.pk).body == "Bonjour Camille Canari"
    assert oct(key_file.stat().st_mode)[-3:] == "600"


@pytest.mark.parametrize(("steps", "word"), [(["--switch"], "--add first"), (["--add", "--add"], "--switch first")])
def test_steps_out_of_turn_change_nothing(key_file, steps, word):
    for step in steps[:-1]:
        rotate(step)
    before = key_file.read_text()
    with pytest.raises(CommandError, match=word):
        rotate(steps[-1])
    assert key_file.read_text() == before


def test_the_current_key_and_the_one_that_waits_are_not_removed(key_file):
    rotate("--add")
    for key in json.loads(key_file.read_text())["keys"]:
        with pytest.raises(CommandError, match="seals, or is to seal"):
            rotate("--remove", key)


def test_second_factors_move_and_still_open(key_file):
    user = UserFactory()
    TOTP.activate(user, "JBSWY3DPEHPK3PXP")
    codes = RecoveryCodes.activate(user).get_unused_codes()
    former = begin()
    assert used_by_key()["mfa_authenticator"] == {former: 2}
    rotate()
    assert used_by_key()["mfa_authenticator"] == {keyring().current: 2}
    assert user.authenticator_set.get(type="recovery_codes").wrap().get_unused_codes() == codes


def test_counting_by_key_says_so_and_changes_nothing(key_file):
    NotificationFactory()
    before = sealed_bodies()
    assert f"records_notification: 3 under {keyring().current}" in rotate("--verify")
    assert sealed_bodies() == before


@given(values=st.lists(st.binary(max_size=80), min_size=1, max_size=5), turns=st.integers(1, 3))
@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_value_opens_after_any_number_of_rotations_and_nowhere_else(key_file, values, turns):
    places = [Place("table", "column", str(number)) for number in range(len(values))]
    sealed = [seal(value, place) for value, place in zip(values, places, strict=True)]
    for _turn in range(turns):
        keyfile.add(key_file)
        keyfile.switch(key_file)
        sealed = [seal(unseal(one, place), place) for one, place in zip(sealed, places, strict=True)]
    assert [unseal(one, place) for one, place in zip(sealed, places, strict=True)] == values
    with pytest.raises(SealBroken):
        unseal(sealed[0], Place("table", "column", "elsewhere"))


def test_a_removed_key_opens_nothing(key_file):
    SubmissionFactory()
    former = begin()
    rotate()
    left = seal(b"late", Place("t", "c", "1"))
    content = json.loads(key_file.read_text())
    key_file.write_text(json.dumps(content | {"current": former}))
    late = seal(b"late", Place("t", "c", "1"))
    content["keys"].pop(former)
    key_file.write_text(json.dumps(content))
    assert unseal(left, Place("t", "c", "1")) == b"late"
    with pytest.raises(UnknownKey):
        unseal(late, Place("t", "c", "1"))
