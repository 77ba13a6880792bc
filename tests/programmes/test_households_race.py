"""One household, two alerts, several workers at the same instant: nothing is lost, and no two wait for each other.

Windows are widened between what is read and what is written. CHAOS=1 makes it 200 rounds.
"""

import os
import time
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.contrib.auth.models import User
from django.db import connections

from forms.models import Submission
from forms.reference import new_reference
from forms.services import answering
from forms.workflow import ForbiddenMove as RequestMoved
from programmes.events import followup_starting
from programmes.household_states import OVER, State
from programmes.models import Alert, CohortMember, HomeVisit, Household, WorkSlot
from programmes.moves import ForbiddenMove
from programmes.services import home_visits, households, insertion, matching
from tests.forms.factories import InboxFactory, SubmissionFactory
from tests.programmes.energy_factories import HouseholdFactory, WorkerFactory, WorkSlotFactory
from tests.programmes.insertion_factories import ActivityFactory, CohortFactory, CohortMemberFactory
from tests.programmes.test_seats_race import crowd_database, elsewhere

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]
__all__ = ["crowd_database"]
ROUNDS = 200 if os.environ.get("CHAOS") else 6
WINDOW = 0.02
LATE = (ForbiddenMove, RequestMoved, households.Over, households.Merged, matching.TooFar, matching.NotMerged)
LATE += (home_visits.SlotTaken, insertion.CohortFull)


@pytest.fixture(autouse=True)
def slow_locks(crowd_database):
    """Whoever holds requests dwells on them before the next lock."""

    def dwell(**kwargs):
        time.sleep(WINDOW)

    followup_starting.connect(dwell)
    yield
    followup_starting.disconnect(dwell)


def at_once(*acts) -> list[str]:
    """Each on a connection of its own: « done » or « too late »; anything else, a deadlock first, is raised."""
    gate = Barrier(len(acts))

    def run(act) -> str:
        try:
            gate.wait(timeout=20)
            act()
        except LATE:
            return "too late"
        finally:
            connections.close_all()
        return "done"

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(run, acts))


def flagged_twice(**values) -> tuple[Household, list[Submission], User]:
    """A household that wrote for itself, by two requests: to withdraw either ends both."""
    team = InboxFactory(slug="slime").team
    household = HouseholdFactory(state="contacted", alert__of_household=True, **values)
    second = new_reference()
    Alert.objects.create(reference=second, household=household, of_household=True)
    requests = [
        SubmissionFactory(accepted=True, intake="signalement", team=team, reference=reference)
        for reference in (household.reference, second)
    ]
    return household, requests, WorkerFactory()


def rounds():
    return range(ROUNDS)


@pytest.mark.parametrize("number", rounds())
def test_two_alerts_of_one_household_withdrawn_at_once_end_it_once(number):
    household, requests, worker = elsewhere(flagged_twice)
    came = at_once(
        lambda: answering.withdraw(requests[0]),
        lambda: answering.withdraw(requests[1]),
        lambda: households.note_attempt(household, "phone", "no_answer", by=worker),
    )
    assert came[0] == came[1] == "done"
    household = elsewhere(Household.objects.get)
    assert household.state == State.WITHDRAWN
    assert not elsewhere(Alert.objects.filter(closed_at=None).exists)
    assert elsewhere(lambda: set(Submission.objects.values_list("status", "reason"))) == {("withdrawn", "left")}


@pytest.mark.parametrize("number", rounds())
def test_a_merge_against_its_crosswise_and_an_end_leaves_no_alert_behind(number):
    one, requests, worker = elsewhere(flagged_twice)
    other, others, _worker = elsewhere(flagged_twice)
    came = at_once(
        lambda: matching.merge(one, other, by=worker),
        lambda: matching.merge(other, one, by=worker),
        lambda: answering.withdraw(requests[0]),
        lambda: answering.withdraw(others[1]),
    )
    assert came[2:] == ["done", "done"]
    rows = elsewhere(lambda: list(Household.objects.all()))
    for row in rows:
        still_open = elsewhere(row.alerts.filter(closed_at=None).exists)
        assert row.is_over != still_open or not elsewhere(row.alerts.exists)
    assert all(row.state in OVER for row in rows if not row.merged_into_id)


@pytest.mark.parametrize("number", rounds())
def test_undoing_a_merge_against_an_end_never_splits_what_is_over(number):
    def scene():
        into, requests, worker = flagged_twice()
        other, _others, _worker = flagged_twice()
        matching.merge(other, into, by=worker)
        return into, other, requests, worker

    into, other, requests, worker = elsewhere(scene)
    at_once(
        lambda: matching.unmerge(other, by=worker),
        lambda: households.close(into, "works", by=worker),
        lambda: answering.withdraw(requests[1]),
    )
    for row in elsewhere(lambda: list(Household.objects.filter(merged_into=None))):
        assert row.is_over != elsewhere(row.alerts.filter(closed_at=None).exists)


@pytest.mark.parametrize("number", rounds())
def test_a_visit_planned_against_a_merge_and_a_withdrawal_holds_no_half_day_of_who_left(number):
    def scene():
        return *flagged_twice(), HouseholdFactory(), WorkSlotFactory(), WorkSlotFactory()

    household, requests, worker, into, slot, spare = elsewhere(scene)
    at_once(
        lambda: home_visits.plan(household, slot, by=worker),
        lambda: home_visits.plan(household, spare, by=worker),
        lambda: home_visits.plan(into, slot, by=worker),
        lambda: matching.merge(household, into, by=worker),
        lambda: answering.withdraw(requests[number % 2]),
    )
    held = elsewhere(lambda: list(HomeVisit.objects.filter(state="planned").select_related("household", "slot")))
    assert len({visit.slot_id for visit in held}) == len(held)
    assert all(visit.household.state == State.VISIT_PLANNED and not visit.household.merged_into_id for visit in held)


@pytest.mark.parametrize("number", rounds())
def test_two_workers_give_one_half_day_and_a_half_day_is_not_closed_under_a_visit(number):
    def scene():
        return [HouseholdFactory(state="contacted") for _one in range(2)], WorkSlotFactory(), WorkerFactory()

    pair, slot, worker = elsewhere(scene)
    at_once(
        lambda: home_visits.plan(pair[0], slot, by=worker),
        lambda: home_visits.plan(pair[1], slot, by=worker),
    )
    assert elsewhere(HomeVisit.objects.count) == elsewhere(WorkSlot.objects.count) == 1
    assert elsewhere(Household.objects.filter(state=State.VISIT_PLANNED).count) == 1


@pytest.mark.parametrize("number", rounds())
def test_a_sheet_kept_while_people_finish_counts_everyone_once(number):
    def scene():
        cohort, worker = CohortFactory(), User.objects.get_or_create(username="accompagne")[0]
        members = CohortMemberFactory.create_batch(4, cohort=cohort)
        return cohort, members, ActivityFactory(cohort=cohort), worker

    cohort, members, activity, worker = elsewhere(scene)
    marks = {member.pk: "present" for member in members}
    at_once(
        lambda: insertion.mark_attendance(activity, marks, by=worker),
        lambda: insertion.finish(members[0], "work", by=worker),
        lambda: insertion.leave(members[1], by=worker),
    )
    cohort = elsewhere(lambda: type(cohort).objects.get(pk=cohort.pk))
    assert cohort.taken == 2 == elsewhere(CohortMember.objects.filter(cohort=cohort, state="member").count)
