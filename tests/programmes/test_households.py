"""The verbs on a household: contact, rights, agreements, plan, leaving, closing."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone
from wagtail.models import ModelLogEntry

from home.records import purging
from programmes import events
from programmes.household_states import State
from programmes.models import Alert, Consent, Diagnostic, Household, PlanItem
from programmes.moves import ForbiddenMove
from programmes.services import energy_alerts, home_visits, households
from tests.programmes.energy_factories import (
    CANARY,
    HouseholdFactory,
    WorkerFactory,
    WorkSlotFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def worker():
    return WorkerFactory()


@pytest.fixture
def told():
    """The events sent up, in order."""
    heard = []

    def hear(reference, event, tell="", **kwargs):
        heard.append((reference, event, bool(tell)))

    events.followup_changed.connect(hear)
    yield heard
    events.followup_changed.disconnect(hear)


def test_talking_with_a_household_makes_it_contacted_and_failing_does_not(worker):
    household = HouseholdFactory()
    households.note_attempt(household, "phone", "no_answer", by=worker)
    household.refresh_from_db()
    assert household.state == State.TO_CONTACT
    households.note_attempt(household, "phone", "reached", by=worker)
    household.refresh_from_db()
    assert (household.state, household.attempts.count()) == (State.CONTACTED, 2)


def test_giving_up_takes_three_tries_and_a_letter_of_a_month(worker):
    household = HouseholdFactory()
    for _try in range(3):
        households.note_attempt(household, "phone", "no_answer", by=worker)
    with pytest.raises(households.TooSoon):
        households.give_up(household, by=worker)
    letter = households.note_attempt(household, "letter", "message", by=worker)
    with pytest.raises(households.TooSoon):
        households.give_up(household, by=worker)
    letter.at = timezone.now() - timedelta(days=31)
    letter.save()
    households.give_up(household, by=worker)
    household.refresh_from_db()
    assert household.state == State.UNREACHABLE and household.purge_on


def test_whoever_could_not_be_reached_comes_back_by_calling(worker, told):
    household = HouseholdFactory(state="plan")
    household = households.locked(household)
    households.move(household, State.UNREACHABLE, by=worker)
    assert not household.alerts.filter(closed_at=None)
    households.note_attempt(household, "phone", "reached", by=worker)
    household.refresh_from_db()
    assert (household.state, household.purge_on) == (State.CONTACTED, None)
    assert household.alerts.filter(closed_at=None).count() == 1
    assert [event for _reference, event, _tell in told] == ["household_closed", "household_opened"]


def test_the_first_telling_counts_and_says_whether_it_was_late(worker):
    household = HouseholdFactory(late=True)
    assert household.tell_is_late
    households.record_told(household, "phone", by=worker)
    first = Household.objects.get().told_at
    households.record_told(household, "letter", by=worker)
    household.refresh_from_db()
    assert (household.told_at, household.told_how, household.tell_is_late) == (first, "phone", False)
    assert ModelLogEntry.objects.get(action="programmes.household_told").data == {"how": "phone", "late": True}


@pytest.mark.parametrize("state", ["to_contact", "contacted", "visit_planned", "visited", "plan", "unreachable"])
@pytest.mark.parametrize("target", [State.WITHDRAWN, State.REFUSED])
def test_from_any_state_the_household_leaves_and_its_alert_closes(worker, told, state, target):
    household = HouseholdFactory(state=state, over=state == "unreachable")
    households.leave(household, target, by=worker)
    household.refresh_from_db()
    assert household.state == target
    assert household.purge_on == timezone.localdate() + timedelta(days=30)
    assert not Alert.objects.filter(closed_at=None).exists()
    assert told == [(household.reference, events.HOUSEHOLD_LEFT, True)]


def test_leaving_twice_is_refused_and_changes_nothing(worker):
    household = HouseholdFactory()
    households.leave(household, State.WITHDRAWN, by=worker)
    with pytest.raises(ForbiddenMove):
        households.leave(household, State.REFUSED, by=worker)


def test_the_identity_is_erased_the_day_after_its_last_day(worker):
    household = HouseholdFactory()
    households.leave(household, State.WITHDRAWN, by=worker)
    last_day = timezone.localdate() + timedelta(days=30)
    purging.delete_ended(last_day)
    assert Household.objects.exists()
    purging.delete_ended(last_day + timedelta(days=1))
    assert not Household.objects.exists() and Alert.objects.count() == 1


def test_closing_needs_an_outcome_and_keeps_two_years(worker, told):
    household = HouseholdFactory(state="plan")
    with pytest.raises(IntegrityError), transaction.atomic():
        households.close(household, "", by=worker)
    households.close(household, "works", by=worker)
    household.refresh_from_db()
    assert (household.state, household.outcome) == (State.CLOSED, "works")
    assert household.purge_on == timezone.localdate() + timedelta(days=730)
    assert told[-1] == (household.reference, events.HOUSEHOLD_CLOSED, True)
    with pytest.raises(households.Over):
        households.record_told(household, "phone", by=worker)


def test_a_plan_begins_with_its_first_item_and_not_before_a_talk(worker):
    due = {"level": 1, "text": "Deux ampoules", "owner": "worker", "due_on": timezone.localdate(), "aid": "anah"}
    with pytest.raises(ForbiddenMove):
        households.add_plan_item(HouseholdFactory(), by=worker, **due)
    household = HouseholdFactory(state="visited")
    item = households.add_plan_item(household, by=worker, **due)
    household.refresh_from_db()
    assert household.state == State.PLAN
    households.settle_plan_item(item, "done", by=worker)
    assert PlanItem.objects.get().stage == "done"


def test_an_agreement_is_kept_with_all_that_it_says_and_taken_back_at_any_time(worker):
    household = HouseholdFactory(state="contacted")
    today = timezone.localdate()
    consent = households.record_consent(household, "landlord", "Le relevé de chauffage", "said", today, by=worker)
    households.close(household, "agreed", by=worker)
    households.withdraw_consent(consent, by=worker)
    households.withdraw_consent(consent, by=worker)
    kept = Consent.objects.get()
    assert (kept.recipient, kept.what, kept.given_on, kept.withdrawn_on) == (
        "landlord",
        "Le relevé de chauffage",
        today,
        today,
    )
    assert ModelLogEntry.objects.filter(action="programmes.consent_withdrawn").count() == 1


def test_each_part_of_a_diagnostic_is_written_by_its_own_readers_only():
    household, technician = HouseholdFactory(state="visited"), WorkerFactory(rights=["read_technical_diagnostic"])
    assert home_visits.readable_kinds(technician) == ["technical"]
    home_visits.write_diagnostic(household, "technical", "Simple vitrage", by=technician)
    home_visits.write_diagnostic(household, "technical", "Double vitrage", by=technician)
    for kind in ("social", "budget"):
        with pytest.raises(home_visits.NotYours):
            home_visits.write_diagnostic(household, kind, "…", by=technician)
    assert [(part.kind, part.text) for part in Diagnostic.objects.all()] == [("technical", "Double vitrage")]


def test_the_history_of_a_household_holds_codes_and_its_number_only(worker):
    household = HouseholdFactory(state="contacted")
    households.record_consent(household, "landlord", CANARY, "said", timezone.localdate(), by=worker)
    home_visits.keep_door_code(household, "Canari 42", by=worker)
    home_visits.plan(household, WorkSlotFactory(), by=worker)
    home_visits.write_diagnostic(household, "social", CANARY, by=worker)
    households.leave(household, State.WITHDRAWN, by=worker)
    entries = ModelLogEntry.objects.filter(object_id=str(household.pk))
    assert entries.count() >= 6
    assert {entry.label for entry in entries} == {household.reference}
    assert "anari" not in " ".join(str(entry.data) for entry in entries)


def test_an_alert_goes_with_its_request_and_its_household_only_once_over(worker):
    followed, over = HouseholdFactory(), HouseholdFactory()
    households.leave(over, State.REFUSED, by=worker)
    for household in (followed, over):
        purging.erasing.send(None, record=None, reference=household.reference)
    assert list(Household.objects.all()) == [followed]
    assert not Alert.objects.exists()


def test_ending_an_alert_before_any_talk_ends_the_household_and_later_does_not():
    fresh, known = HouseholdFactory(), HouseholdFactory(state="contacted")
    for household in (fresh, known):
        energy_alerts.end(household.reference)
        household.refresh_from_db()
    assert (fresh.state, known.state) == (State.WITHDRAWN, State.CONTACTED)
    assert not Alert.objects.filter(closed_at=None).exists()


def test_who_wrote_for_themselves_ends_their_own_follow_up_at_any_time():
    household = HouseholdFactory(state="plan", alert__of_household=True)
    energy_alerts.end(household.reference)
    household.refresh_from_db()
    assert household.state == State.WITHDRAWN
