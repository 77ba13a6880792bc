"""Requests are proposed on their last day, deleted once signed, and nothing that changed since goes."""

from datetime import timedelta

import pytest
import time_machine
from django.db import IntegrityError, transaction
from django.utils import timezone
from wagtail.log_actions import log
from wagtail.models import ModelLogEntry

from forms.models import Draft, Inquiry, PurgeBatch, PurgeItem, Stub, Submission, SubmissionHash, Tombstone
from forms.services import erasing, proposing, tombstones
from home.records.models import Notification, ReadEntry
from home.records.purging import erasing as erasing_signal
from home.records.reading import record_read
from tests.forms.factories import AgentFactory, DraftFactory, InquiryFactory, SubmissionFactory
from tests.forms.officers import due, officer, round_of_the_day, sign_all, waiting
from tests.home.records.factories import NotificationFactory

pytestmark = pytest.mark.django_db

State = PurgeItem.State


def state_of(submission: Submission) -> str:
    return PurgeItem.objects.filter(record_id=submission.pk).latest("created_at").state


def test_a_request_is_proposed_on_its_last_day_and_not_before():
    today = due()
    due(days=-1)
    SubmissionFactory()
    round_of_the_day()
    [item] = PurgeItem.objects.all()
    assert (item.record_id, item.reference, item.due_on) == (today.pk, today.reference, timezone.localdate())


def test_nothing_goes_without_a_signature():
    due(days=400)
    assert [round_of_the_day() for _day in range(3)][-1].endswith("0 erased, 0 proposed")
    assert Submission.objects.count() == 1 and PurgeItem.objects.count() == 1


def test_what_was_signed_for_goes_and_what_was_not_stays():
    signed = due()
    round_of_the_day()
    sign_all(officer())
    later = due()
    round_of_the_day()
    assert list(Submission.objects.all()) == [later]
    assert (state_of(signed), state_of(later)) == (State.DONE, State.WAITING)


def test_everything_that_hangs_on_a_request_goes_with_it():
    submission = due(draft=DraftFactory())
    InquiryFactory(submission=submission)
    SubmissionHash.objects.create(submission=submission, digest="0" * 64)
    NotificationFactory(record_id=submission.pk)
    NotificationFactory(record_id=submission.draft_id)
    log(submission, "forms.submitted", data={"intake": "colocation"})
    round_of_the_day()
    sign_all(officer())
    round_of_the_day()
    for model in (Submission, Draft, Inquiry, SubmissionHash, Notification):
        assert not model.objects.exists(), model
    assert not ModelLogEntry.objects.filter(object_id=str(submission.pk)).exists()


def test_what_names_a_request_without_a_key_hears_that_it_goes():
    submission, heard = due(), []

    def hear(reference, **kwargs):
        heard.append((reference, Submission.objects.count()))

    erasing_signal.connect(hear)
    round_of_the_day()
    sign_all(officer())
    round_of_the_day()
    erasing_signal.disconnect(hear)
    assert heard == [(submission.reference, 1)]


def test_a_stub_keeps_months_and_outcome_and_leads_to_nobody():
    submission = due()
    round_of_the_day()
    sign_all(officer())
    round_of_the_day()
    stub = Stub.objects.get()
    assert (stub.intake, stub.team, stub.outcome, stub.reason) == ("colocation", submission.team, "refused", "no_room")
    assert stub.received_in == timezone.localdate(submission.received_at).replace(day=1)
    assert {stub.received_in.day, stub.closed_in.day} == {1}
    said = " ".join(str(value) for value in vars(stub).values())
    assert submission.reference not in said and str(submission.pk) not in said


def test_one_line_stays_of_the_deletions_and_the_reads_stay_explained():
    submission, agent = due(), AgentFactory()
    record_read(agent, submission, "detail")
    round_of_the_day()
    sign_all(officer())
    round_of_the_day()
    batch = PurgeBatch.objects.get()
    lines = ModelLogEntry.objects.filter(object_id=str(batch.pk))
    assert [line.action for line in lines.order_by("pk")] == ["forms.purge_signed", "forms.purged"]
    assert lines.latest("pk").data == {"done": 1, "skipped": 0, "held": 0}
    assert batch.done_at and batch.purge_on == timezone.localdate() + erasing.KEPT
    assert ReadEntry.objects.get().record_id == PurgeItem.objects.get().record_id


def test_a_request_that_changed_since_it_was_proposed_is_skipped_and_proposed_again():
    submission = due()
    round_of_the_day()
    sign_all(officer())
    log(submission, "forms.moved", data={"from": "refused", "to": "in_review", "reason": ""})
    round_of_the_day()
    states = PurgeItem.objects.order_by("created_at").values_list("state", flat=True)
    assert list(states) == [State.SKIPPED, State.WAITING]
    assert Submission.objects.get() == submission
    assert not Tombstone.objects.exists()


def test_a_request_with_a_later_last_day_is_skipped():
    submission = due()
    round_of_the_day()
    sign_all(officer())
    Submission.objects.update(purge_on=timezone.localdate() + timedelta(days=1))
    round_of_the_day()
    assert state_of(submission) == State.SKIPPED and Submission.objects.exists()


def test_what_is_held_back_stays_until_its_day_then_is_proposed_again():
    held, gone = due(), due()
    round_of_the_day()
    item, by = PurgeItem.objects.get(record_id=held.pk), officer()
    until = timezone.localdate() + timedelta(days=60)
    proposing.hold(item, reason="appeal", until=until, by=by)
    sign_all(by)
    with time_machine.travel(timezone.now()) as clock:
        round_of_the_day()
        clock.shift(timedelta(days=59))
        round_of_the_day()
        assert list(Submission.objects.all()) == [held] and state_of(held) == State.HELD
        clock.shift(timedelta(days=1))
        round_of_the_day()
        assert state_of(held) == State.WAITING
        assert PurgeItem.objects.filter(record_id=held.pk).count() == 2
    assert state_of(gone) == State.DONE


def test_a_signed_batch_takes_no_hold_and_no_second_signature():
    due()
    round_of_the_day()
    by, item = officer(), PurgeItem.objects.get()
    sign_all(by)
    with pytest.raises(proposing.NotYours):
        proposing.hold(item, reason="appeal", until=timezone.localdate() + timedelta(days=9), by=by)
    with pytest.raises(proposing.StaleBatch):
        proposing.sign(item.batch, by=by, seen=1)


def test_a_signature_covers_only_what_the_officer_saw():
    due()
    round_of_the_day()
    batch = PurgeBatch.objects.get()
    seen = waiting(batch)
    due()
    round_of_the_day()
    assert waiting(batch) == 2  # a young batch takes in what becomes due
    with pytest.raises(proposing.StaleBatch):
        proposing.sign(batch, by=officer(), seen=seen)


def test_an_old_batch_is_left_as_it_is_and_a_new_one_begins():
    due()
    with time_machine.travel(timezone.now()) as clock:
        round_of_the_day()
        clock.shift(timedelta(days=7))
        due()
        round_of_the_day()
    assert [waiting(batch) for batch in PurgeBatch.objects.all()] == [1, 1]


def test_the_database_lets_a_request_into_one_batch_only():
    due()
    round_of_the_day()
    item = PurgeItem.objects.get()
    item.pk = None
    with pytest.raises(IntegrityError), transaction.atomic():
        item.save(force_insert=True)


def test_an_erasure_takes_a_request_at_any_stage_once_signed():
    submission, by = SubmissionFactory(), officer()
    batch, staying = proposing.ask_erasure([submission], by=by, reason="erasure")
    round_of_the_day()
    assert Submission.objects.exists() and staying == []
    proposing.sign(batch, by=by, seen=1)
    round_of_the_day()
    assert not Submission.objects.exists()
    assert Stub.objects.get().closed_in is None


def test_an_erasure_moves_what_waits_and_leaves_what_is_held_back():
    moved, held, by = due(), due(), officer()
    round_of_the_day()
    item = PurgeItem.objects.get(record_id=held.pk)
    proposing.hold(item, reason="appeal", until=timezone.localdate() + timedelta(days=9), by=by)
    batch, staying = proposing.ask_erasure([moved, held], by=by, reason="erasure")
    assert staying == [held.reference]
    assert [found.record_id for found in batch.items.all()] == [moved.pk]
    assert proposing.ask_erasure([held], by=by, reason="erasure") == (None, [held.reference])


def test_a_restored_backup_forgets_the_erasure_and_the_tombstones_do_not():
    submission, kept = due(), SubmissionFactory()
    round_of_the_day()
    sign_all(officer())
    round_of_the_day()
    for model in (PurgeItem, PurgeBatch, Tombstone, Stub):  # as the backup was: none of it had happened
        model.objects.all().delete()
    due(id=submission.pk, reference=submission.reference)
    assert erasing.reapply() == 1
    assert list(Submission.objects.all()) == [kept]
    assert Stub.objects.count() == Tombstone.objects.count() == 1
    assert erasing.reapply() == 0


def test_tombstones_outlive_backups_and_no_more():
    with time_machine.travel(timezone.now()) as clock:
        assert tombstones.mark(1) and not tombstones.mark(1)
        clock.shift(timedelta(days=36))
        round_of_the_day()
        assert tombstones.digest_of(1) in tombstones.known()
        clock.shift(timedelta(days=1))
        round_of_the_day()
        assert tombstones.digest_of(1) not in tombstones.known()


def test_batches_and_their_references_go_a_year_later():
    due()
    with time_machine.travel(timezone.now()) as clock:
        round_of_the_day()
        sign_all(officer())
        round_of_the_day()
        clock.shift(timedelta(days=366))
        round_of_the_day()
    assert not PurgeBatch.objects.exists() and not PurgeItem.objects.exists()
    assert Stub.objects.count() == 1
