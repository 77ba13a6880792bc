"""Visits: numbers, slots, door codes."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from home.records import purging
from programmes.household_states import State
from programmes.models import DoorCode, HomeVisit, WorkSlot
from programmes.moves import ForbiddenMove
from programmes.services import home_visits, households
from tests.programmes.energy_factories import HouseholdFactory, WorkerFactory, WorkSlotFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def worker():
    return WorkerFactory()


def past(visit):
    """The same visit, once its half-day has begun."""
    WorkSlot.objects.filter(pk=visit.slot_id).update(day=timezone.localdate() - timedelta(days=1))
    return HomeVisit.objects.get(pk=visit.pk)


def visited(household, worker, times):
    for _time in range(times):
        visit = past(home_visits.plan(household, WorkSlotFactory(), by=worker))
        home_visits.done(visit, by=worker)


def test_a_visit_takes_a_free_half_day_and_counts_from_one(worker):
    household = HouseholdFactory(state="contacted")
    visit = home_visits.plan(household, WorkSlotFactory(), by=worker)
    household.refresh_from_db()
    assert (visit.number, household.state) == (1, State.VISIT_PLANNED)
    home_visits.done(past(visit), by=worker)
    household.refresh_from_db()
    assert household.state == State.VISITED


def test_no_visit_before_a_talk(worker):
    with pytest.raises(ForbiddenMove):
        home_visits.plan(HouseholdFactory(), WorkSlotFactory(), by=worker)


def test_a_half_day_holds_one_visit_and_is_free_again_once_cancelled(worker):
    slot, one, other = WorkSlotFactory(), HouseholdFactory(state="contacted"), HouseholdFactory(state="contacted")
    visit = home_visits.plan(one, slot, by=worker)
    with pytest.raises(home_visits.SlotTaken):
        home_visits.plan(other, slot, by=worker)
    home_visits.cancel(visit, by=worker)
    assert home_visits.plan(other, slot, by=worker).number == 1
    one.refresh_from_db()
    assert one.state == State.CONTACTED


def test_the_database_refuses_two_visits_in_one_half_day_and_two_numbers_alike():
    slot, household = WorkSlotFactory(), HouseholdFactory()
    HomeVisit.objects.create(household=household, slot=slot, number=1)
    for twin in ({"household": HouseholdFactory(), "slot": slot}, {"household": household, "slot": WorkSlotFactory()}):
        with pytest.raises(IntegrityError), transaction.atomic():
            HomeVisit.objects.create(number=1, state="done", **twin)
    with pytest.raises(IntegrityError), transaction.atomic():
        HomeVisit.objects.create(household=household, slot=WorkSlotFactory(), number=4, state="done")


def test_a_fourth_visit_is_the_leads_with_a_reason(worker):
    household, lead = HouseholdFactory(state="contacted"), WorkerFactory(rights=["lead_requests"])
    visited(household, worker, 3)
    for by, reason in ((worker, "works"), (lead, "")):
        with pytest.raises(home_visits.OneMoreNeedsTheLead):
            home_visits.plan(household, WorkSlotFactory(), by=by, reason=reason)
    visit = home_visits.plan(household, WorkSlotFactory(), by=lead, reason="works")
    assert (visit.number, visit.extra_reason) == (4, "works")


def test_a_missed_visit_does_not_count(worker):
    household = HouseholdFactory(state="contacted")
    visit = home_visits.plan(household, WorkSlotFactory(), by=worker)
    home_visits.missed(past(visit), by=worker)
    assert home_visits.plan(household, WorkSlotFactory(), by=worker).number == 1


def test_nothing_is_planned_in_the_past_nor_settled_before_it_begins(worker):
    household = HouseholdFactory(state="contacted")
    with pytest.raises(home_visits.SlotOver):
        home_visits.plan(household, WorkSlotFactory(past=True), by=worker)
    visit = home_visits.plan(household, WorkSlotFactory(), by=worker)
    for settle in (home_visits.done, home_visits.missed):
        with pytest.raises(home_visits.NotYet):
            settle(visit, by=worker)


def test_a_visit_moves_to_another_free_half_day_and_frees_its_own(worker):
    household, first, second = HouseholdFactory(state="contacted"), WorkSlotFactory(), WorkSlotFactory()
    visit = home_visits.plan(household, first, by=worker)
    home_visits.move(visit, second, by=worker)
    assert HomeVisit.objects.get().slot == second
    other = home_visits.plan(HouseholdFactory(state="contacted"), first, by=worker)
    with pytest.raises(home_visits.SlotTaken):
        home_visits.move(other, second, by=worker)


def test_leaving_frees_the_half_day(worker):
    household = HouseholdFactory(state="contacted")
    visit = home_visits.plan(household, WorkSlotFactory(), by=worker)
    households.leave(household, State.REFUSED, by=worker)
    visit.refresh_from_db()
    assert (visit.state, visit.number) == ("cancelled", None)


def test_the_door_code_is_hidden_until_a_visit_is_planned_and_goes_a_month_after(worker):
    household = HouseholdFactory(state="contacted")
    home_visits.keep_door_code(household, "B 1234", by=worker)
    with pytest.raises(households.NoVisitPlanned):
        home_visits.door_code(household)
    visit = home_visits.plan(household, WorkSlotFactory(), by=worker)
    household.refresh_from_db()
    assert home_visits.door_code(household) == "B 1234"
    assert DoorCode.objects.get().purge_on is None
    home_visits.done(past(visit), by=worker)
    household.refresh_from_db()
    with pytest.raises(households.NoVisitPlanned):
        home_visits.door_code(household)
    last_day = timezone.localdate() + timedelta(days=30)
    assert DoorCode.objects.get().purge_on == last_day
    purging.delete_ended(last_day + timedelta(days=1))
    assert not DoorCode.objects.exists()


def test_half_days_are_kept_once_and_given_back_while_no_visit_was_in_them(worker):
    days = [timezone.localdate() + timedelta(days=number) for number in (3, 10)]
    assert home_visits.open_slots(worker, days, ["am", "pm"]) == 4
    assert home_visits.open_slots(worker, days, ["am"]) == 0
    slot = WorkSlot.objects.first()
    home_visits.plan(HouseholdFactory(state="contacted"), slot, by=worker)
    with pytest.raises(home_visits.SlotTaken):
        home_visits.close_slot(slot)
    home_visits.close_slot(WorkSlot.objects.last())
    assert WorkSlot.objects.count() == 3
