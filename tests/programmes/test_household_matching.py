"""Households that look alike: what is suggested, what a merge moves, what its undoing gives back."""

import pytest

from home.records.hashing import address_digest
from home.records.sounds import name_sound
from programmes.household_states import State
from programmes.models import Alert
from programmes.services import households, matching
from tests.programmes.energy_factories import HouseholdFactory, WorkerFactory, team

pytestmark = pytest.mark.django_db


@pytest.fixture
def worker():
    return WorkerFactory()


def test_two_writings_of_an_address_are_one():
    one = address_digest("12, av. de la Liberté", "34 000")
    assert one == address_digest("12 AVENUE LIBERTE", "34000")
    assert one != address_digest("12 avenue de la Liberté", "34070")
    assert one != address_digest("2 avenue de la Liberté", "34000")
    assert address_digest("", "34000") == address_digest("3 rue", "") == ""


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Dupond", "Dupont"),
        ("Philippe Renaud", "RENAULT Filipe"),
        ("Cécile Lefèvre", "Lefebvre Cecile"),
        ("Moreau", "Moraux"),
    ],
)
def test_spellings_of_one_name_sound_the_same(one, other):
    assert name_sound(one) == name_sound(other)


@pytest.mark.parametrize(
    ("one", "other"), [("Martin", "Bernard"), ("Dupont", "Durand"), ("Lopez", "Garcia"), ("Petit", "Roux")]
)
def test_other_names_sound_otherwise(one, other):
    assert name_sound(one) != name_sound(other)


def test_each_likeness_is_suggested_with_its_reason_and_nothing_merges_by_itself(worker):
    first = HouseholdFactory()
    alike = HouseholdFactory(name="Canary Zephirine", phone="+33699999999", street="9 rue Autre")
    HouseholdFactory(name="Quelqu’un Dautre", phone="+33611111111", street="1 place Ailleurs")
    [found] = matching.suggestions(worker)
    assert (found.older, found.younger, len(found.why)) == (first, alike, 1)
    assert [one.younger for one in matching.alike(first, worker)] == [alike]
    assert not Alert.objects.exclude(moved_from=None).exists()


def test_households_that_are_over_or_of_another_team_are_not_suggested(worker):
    HouseholdFactory()
    HouseholdFactory(state="refused", over=True)
    HouseholdFactory(team=team("ailleurs"))
    assert matching.suggestions(worker) == []


def test_those_said_to_be_distinct_are_not_suggested_again(worker):
    one, other = HouseholdFactory(), HouseholdFactory()
    matching.tell_apart(other, one, by=worker)
    matching.tell_apart(one, other, by=worker)
    assert matching.suggestions(worker) == matching.alike(one, worker) == []


def test_a_merge_moves_the_alerts_and_keeps_the_sooner_clock_and_its_undoing_gives_them_back(worker):
    into, other = HouseholdFactory(state="visited"), HouseholdFactory(late=True)
    before = list(Alert.objects.order_by("reference").values_list("reference", "household", "moved_from"))
    matching.merge(other, into, by=worker)
    into.refresh_from_db()
    assert into.alerts.count() == 2
    assert into.to_tell_by == other.to_tell_by
    assert list(matching.open_rows(worker)) == [into]
    matching.unmerge(other, by=worker)
    assert list(Alert.objects.order_by("reference").values_list("reference", "household", "moved_from")) == before
    assert matching.open_rows(worker).count() == 2
    with pytest.raises(matching.NotMerged):
        matching.unmerge(other, by=worker)


def test_a_household_with_visits_of_its_own_is_not_merged_into_another(worker):
    with pytest.raises(matching.TooFar):
        matching.merge(HouseholdFactory(state="visited"), HouseholdFactory(), by=worker)


def test_a_merged_household_is_worked_no_more_and_ends_with_the_one_it_went_into(worker):
    into, other = HouseholdFactory(), HouseholdFactory()
    matching.merge(other, into, by=worker)
    with pytest.raises(households.Merged):
        households.record_told(other, "phone", by=worker)
    households.leave(into, State.WITHDRAWN, by=worker)
    other.refresh_from_db()
    assert (other.state, other.purge_on is not None) == (State.WITHDRAWN, True)
    assert not Alert.objects.filter(closed_at=None).exists()
    with pytest.raises(matching.NotMerged):
        matching.unmerge(other, by=worker)
