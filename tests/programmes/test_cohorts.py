"""Groups of at most twenty: who waits, joins, leaves and finishes, and how a group starts."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone
from hypothesis import given, settings
from hypothesis import strategies as st

from home.records import purging
from home.records.purging import erasing
from programmes.cohort_states import LIVE, MOVES, State, check
from programmes.events import followup_changed
from programmes.models import Attendance, Cohort, CohortMember
from programmes.moves import ForbiddenMove
from programmes.services import insertion
from tests.programmes.insertion_factories import (
    ActivityFactory,
    CohortFactory,
    CohortMemberFactory,
    WorkerFactory,
    team,
    today,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def worker():
    return WorkerFactory()


@pytest.fixture
def lead():
    return WorkerFactory(lead=True)


@pytest.fixture
def told():
    """What the verbs said, as (reference, event, whether the person is told)."""
    heard = []

    def listen(*, reference, event, tell="", **kwargs):
        heard.append((reference, event, bool(tell)))

    followup_changed.connect(listen)
    yield heard
    followup_changed.disconnect(listen)


def admit(member, cohort, worker) -> CohortMember:
    insertion.admit_member(member, cohort, referrer=worker, agreed_on=today(), by=worker)
    member.refresh_from_db()
    cohort.refresh_from_db()
    return member


@settings(max_examples=40)
@given(st.lists(st.sampled_from(State), max_size=8))
def test_whoever_is_out_comes_back_by_a_new_row_only(wished):
    state = State.WAITING
    for target in wished:
        try:
            check(state, target)
        except ForbiddenMove:
            continue
        assert state in LIVE, f"{state} led to {target}"
        assert target != State.FINISHED or state == State.MEMBER
        state = target
    assert bool(MOVES[state]) == (state in LIVE)


def test_a_person_waits_once_whatever_is_accepted_again(worker, told):
    team()
    first = insertion.put_on_list("K7M4-0001", name="Zéphyrine Canari", spaces=["work"], by=worker)
    again = insertion.put_on_list("K7M4-0001", name="Zéphyrine Canari", spaces=["work"], by=worker)
    assert first == again and first.state == State.WAITING
    assert told == [("K7M4-0001", "group_waiting", False)]


def test_a_path_through_a_group_from_the_list_to_an_outcome(worker, told):
    member, cohort = CohortMemberFactory(reference="A"), CohortFactory()
    admit(member, cohort, worker)
    assert (member.state, member.cohort, member.referrer, cohort.taken) == (State.MEMBER, cohort, worker, 1)
    insertion.finish(member, "training", by=worker)
    member.refresh_from_db()
    cohort.refresh_from_db()
    assert (member.state, member.outcome, cohort.taken) == (State.FINISHED, "training", 0)
    assert member.purge_on == today(365)
    assert told == [("A", "group_joined", True), ("A", "group_finished", False)]


def test_a_full_group_says_so_until_someone_leaves(worker):
    cohort = CohortFactory(capacity=1)
    first, second = CohortMemberFactory.create_batch(2)
    admit(first, cohort, worker)
    with pytest.raises(insertion.CohortFull):
        admit(second, cohort, worker)
    insertion.leave(first, by=worker)
    assert admit(second, cohort, worker).state == State.MEMBER
    assert cohort.taken == 1


def test_a_group_that_is_over_takes_nobody_and_plans_nothing(worker):
    cohort = CohortFactory(over=True)
    with pytest.raises(insertion.CohortOver):
        admit(CohortMemberFactory(), cohort, worker)
    with pytest.raises(insertion.CohortOver):
        insertion.start_cohort(cohort, by=worker)
    with pytest.raises(insertion.CohortOver):
        insertion.plan_activity(cohort, by=worker, title="Trop tard")


@pytest.mark.parametrize("verb", [insertion.leave, lambda member, by: insertion.finish(member, "work", by=by)])
def test_what_is_over_stays_so_and_frees_its_place_once(worker, verb):
    cohort = CohortFactory()
    CohortMemberFactory(cohort=cohort)
    member = CohortMemberFactory(cohort=cohort)
    insertion.leave(member, by=worker)
    with pytest.raises(ForbiddenMove):
        verb(member, by=worker)
    assert Cohort.objects.get().taken == 1


@pytest.mark.parametrize(
    ("people", "who", "reason", "starts"),
    [
        (15, "worker", "", True),
        (14, "lead", "Le groupe avance bien", True),
        (14, "lead", "", False),
        (14, "worker", "Le groupe avance bien", False),
        (0, "lead", "Personne", False),
    ],
)
def test_below_fifteen_a_group_starts_by_the_lead_and_a_reason(request, people, who, reason, starts):
    cohort = CohortFactory()
    CohortMemberFactory.create_batch(people, cohort=cohort)
    by = request.getfixturevalue(who)
    if not starts:
        with pytest.raises(insertion.TooFew):
            insertion.start_cohort(cohort, by=by, reason=reason)
    else:
        insertion.start_cohort(cohort, by=by, reason=reason)
        with pytest.raises(insertion.AlreadyStarted):
            insertion.start_cohort(cohort, by=by, reason=reason)
    cohort.refresh_from_db()
    assert (cohort.started_with, bool(cohort.started_at)) == ((people, True) if starts else (None, False))
    assert cohort.small_reason == (reason if starts and people < 15 else "")


def test_who_came_is_kept_corrected_and_stays_on_the_sheet_of_who_left(worker):
    activity = ActivityFactory()
    came, absent = CohortMemberFactory.create_batch(2, cohort=activity.cohort)
    stranger = CohortMemberFactory(cohort=CohortFactory())
    marks = {came.pk: "present", absent.pk: "absent", stranger.pk: "present", uuid4(): "present"}
    assert insertion.mark_attendance(activity, marks, by=worker) == 2
    insertion.mark_attendance(activity, {absent.pk: "excused"}, by=worker)
    insertion.leave(absent, by=worker)
    assert dict(Attendance.objects.values_list("member", "mark")) == {came.pk: "present", absent.pk: "excused"}
    assert set(insertion.on_sheet(activity)) == {came, absent}


def test_nobody_is_marked_before_the_day_of_the_activity(worker):
    activity = ActivityFactory(to_come=True)
    member = CohortMemberFactory(cohort=activity.cohort)
    with pytest.raises(insertion.TooEarly):
        insertion.mark_attendance(activity, {member.pk: "present"}, by=worker)


def test_erasing_a_request_deletes_its_person_and_frees_the_place(worker):
    activity = ActivityFactory()
    member = CohortMemberFactory(cohort=activity.cohort, reference="A")
    insertion.mark_attendance(activity, {member.pk: "present"}, by=worker)
    with transaction.atomic():
        erasing.send(CohortMember, reference="A")
    assert not CohortMember.objects.exists() and not Attendance.objects.exists()
    assert Cohort.objects.get().taken == 0


def test_who_is_out_goes_by_itself_after_a_year(worker):
    member = CohortMemberFactory()
    insertion.leave(member, by=worker)
    assert purging.delete_ended(today(365))["programmes.CohortMember"] == 0
    assert purging.delete_ended(today(366))["programmes.CohortMember"] == 1


@pytest.mark.parametrize(
    "change",
    [
        {"capacity": 21},
        {"capacity": 0},
        {"taken": F("capacity") + 1},
        {"ends_on": F("starts_on") - timedelta(days=1)},
        {"started_at": timezone.now()},
        {"started_at": timezone.now(), "started_with": 14},
        {"started_with": 15},
    ],
)
def test_the_database_refuses_a_group_that_breaks_the_rules(change):
    CohortFactory()
    with pytest.raises(IntegrityError), transaction.atomic():
        Cohort.objects.update(**change)


@pytest.mark.parametrize(
    "change",
    [
        {"state": "gone"},
        {"state": "waiting"},
        {"state": "left"},
        {"cohort": None},
        {"agreed_on": None},
        {"outcome": "work"},
        {"purge_on": today()},
        {"state": "finished", "purge_on": today()},
    ],
)
def test_the_database_refuses_a_member_that_breaks_the_rules(change):
    CohortMemberFactory(cohort=CohortFactory())
    with pytest.raises(IntegrityError), transaction.atomic():
        CohortMember.objects.update(**change)


def test_the_database_refuses_a_second_live_row_under_one_number(worker):
    first = CohortMemberFactory(reference="A")
    with pytest.raises(IntegrityError), transaction.atomic():
        CohortMemberFactory(reference="A")
    insertion.leave(first, by=worker)
    assert CohortMemberFactory(reference="A").state == State.WAITING
