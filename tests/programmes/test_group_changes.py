"""A group that changes on its way: its name, days and referrer, its activities, who someone turns to."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from wagtail.models import ModelLogEntry

from programmes import events
from programmes.models import Activity, Cohort, CohortMember
from programmes.moves import ForbiddenMove
from programmes.services import group_changes, insertion
from tests.programmes.insertion_factories import (
    ActivityFactory,
    CohortFactory,
    CohortMemberFactory,
    WorkerFactory,
    today,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def worker():
    return WorkerFactory()


@pytest.fixture
def told():
    """Who was told of what, in order."""
    heard = []

    def hear(reference, event, tell="", bystander=False, **kwargs):
        assert tell and bystander
        heard.append((reference, event))

    events.followup_changed.connect(hear)
    yield heard
    events.followup_changed.disconnect(hear)


def logged(action: str) -> list[dict]:
    return list(ModelLogEntry.objects.filter(action=f"programmes.{action}").values_list("data", flat=True))


def test_a_group_takes_another_name_other_days_and_a_referrer_and_the_log_says_which(worker):
    cohort = CohortFactory()
    days = {"starts_on": today(10), "ends_on": today(60)}
    group_changes.change_cohort(cohort, by=worker, name="Groupe Olivier", referrer=worker, capacity=18, **days)
    cohort.refresh_from_db()
    assert (cohort.name, cohort.referrer, cohort.capacity) == ("Groupe Olivier", worker, 18)
    assert (cohort.starts_on, cohort.ends_on) == (today(10), today(60))
    assert logged("group_changed") == [{"fields": ["capacity", "ends_on", "name", "referrer", "starts_on"]}]


@pytest.mark.parametrize("capacity", [1, 21])
def test_a_group_has_never_fewer_places_than_people_nor_more_than_twenty(worker, capacity):
    cohort = CohortFactory()
    CohortMemberFactory.create_batch(2, cohort=cohort)
    with pytest.raises(insertion.CohortFull):
        group_changes.change_cohort(cohort, by=worker, capacity=capacity)
    assert Cohort.objects.get().capacity == 20 and not logged("group_changed")


def test_a_group_that_is_over_stays_as_it_was(worker):
    with pytest.raises(insertion.CohortOver):
        group_changes.change_cohort(CohortFactory(over=True), by=worker, name="Autre")


def test_only_an_active_colleague_is_a_referrer(worker):
    cohort = CohortFactory()
    member = CohortMemberFactory(cohort=cohort, referrer=worker)
    for stranger in (WorkerFactory(team="contact"), WorkerFactory(is_active=False)):
        with pytest.raises(group_changes.NotOfTheTeam):
            group_changes.change_cohort(cohort, by=worker, referrer=stranger)
        with pytest.raises(group_changes.NotOfTheTeam):
            group_changes.change_referrer(member, stranger, by=worker)
    colleague = WorkerFactory()
    group_changes.change_referrer(member, colleague, by=worker)
    assert CohortMember.objects.get().referrer == colleague
    assert logged("group_referrer") == [{}]


def test_who_is_in_no_group_has_no_referrer(worker):
    with pytest.raises(ForbiddenMove):
        group_changes.change_referrer(CohortMemberFactory(), worker, by=worker)


def test_another_hour_or_place_is_told_to_the_people_of_the_group_and_another_title_is_not(worker, told):
    activity = ActivityFactory(to_come=True)
    here = CohortMemberFactory(cohort=activity.cohort)
    CohortMemberFactory(), CohortMemberFactory(cohort=CohortFactory())
    group_changes.change_activity(activity, by=worker, title="Un autre titre")
    assert told == []
    group_changes.change_activity(activity, by=worker, starts_at=activity.starts_at + timedelta(hours=1))
    assert told == [(here.reference, events.GROUP_ACTIVITY_MOVED)]
    assert [data["fields"] for data in logged("group_activity_changed")] == [["starts_at"], ["title"]]  # latest first


def test_a_cancelled_activity_is_told_once_stays_in_sight_and_takes_no_sheet(worker, told):
    activity = ActivityFactory()
    member = CohortMemberFactory(cohort=activity.cohort)
    group_changes.call_off(activity, by=worker)
    with pytest.raises(group_changes.CalledOff):
        group_changes.call_off(activity, by=worker)
    activity.refresh_from_db()
    assert told == [(member.reference, events.GROUP_ACTIVITY_OFF)]
    with pytest.raises(insertion.TooEarly):
        insertion.mark_attendance(activity, {member.pk: "present"}, by=worker)


def test_what_took_place_is_neither_moved_nor_cancelled(worker):
    activity = ActivityFactory()
    member = CohortMemberFactory(cohort=activity.cohort)
    insertion.mark_attendance(activity, {member.pk: "present"}, by=worker)
    for act in (group_changes.call_off, group_changes.change_activity):
        with pytest.raises(group_changes.SheetKept):
            act(activity, by=worker)


def test_the_screens_change_what_they_say(worker, client):
    client.force_login(worker)
    activity = ActivityFactory(to_come=True)
    cohort, member = activity.cohort, CohortMemberFactory(cohort=activity.cohort, referrer=worker)
    typed = {"name": "Groupe Olivier", "starts_on": str(today(7)), "ends_on": str(today(90)), "capacity": "0"}
    address = reverse("groups_desk:change", args=[cohort.pk])
    assert client.post(address, typed).status_code == 200
    assert client.post(address, typed | {"capacity": "20", "referrer": worker.pk}).status_code == 302
    assert "Groupe Olivier" in client.get(reverse("groups_desk:cohort", args=[cohort.pk])).content.decode()
    starts = timezone.localtime(activity.starts_at + timedelta(days=1)).strftime("%Y-%m-%dT%H:%M")
    moved = {"space": activity.space_id, "title": activity.title, "starts_at": starts, "place": "Ailleurs"}
    assert client.post(reverse("groups_desk:change_activity", args=[activity.pk]), moved).status_code == 302
    assert Activity.objects.get().place == "Ailleurs"
    colleague = WorkerFactory()
    client.post(reverse("groups_desk:referrer", args=[member.pk]), {"referrer": colleague.pk})
    assert CohortMember.objects.get().referrer == colleague
    client.post(reverse("groups_desk:call_off", args=[activity.pk]))
    page = client.get(reverse("groups_desk:sheet", args=[activity.pk])).content.decode()
    assert Activity.objects.get().called_off_at and reverse("groups_desk:call_off", args=[activity.pk]) not in page
