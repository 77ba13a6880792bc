"""The team's screens on groups: what they show, what they do, whom they let in, and at what cost."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import User
from django.urls import reverse
from django.utils import timezone

from home.records.models import ReadEntry
from programmes.models import Activity, Attendance, Cohort, CohortMember
from programmes.services import insertion
from tests.programmes.insertion_factories import (
    CANARY,
    ActivityFactory,
    AgencyFactory,
    CohortFactory,
    CohortMemberFactory,
    SpaceFactory,
    WorkerFactory,
    today,
)

pytestmark = pytest.mark.django_db


def url(name: str, *arguments) -> str:
    return reverse(f"groups_desk:{name}", args=arguments)


@pytest.fixture
def worker(client):
    user = WorkerFactory()
    client.force_login(user)
    return user


def page(client, name: str, *arguments) -> str:
    response = client.get(url(name, *arguments))
    assert response.status_code == 200
    return response.content.decode()


def test_a_group_goes_through_its_screens_from_nothing_to_a_sheet(client, worker):
    days = {"starts_on": today(1).isoformat(), "ends_on": today(90).isoformat()}
    client.post(url("add"), {"name": "Groupe Olivier", "capacity": "20", **days})
    cohort = Cohort.objects.get()
    member = CohortMemberFactory()
    assert CANARY in page(client, "waiting")
    place = {"cohort": cohort.pk, "referrer": worker.pk, "agency": AgencyFactory().pk, "agreed_on": today().isoformat()}
    client.post(url("admit", member.pk), place)
    at = timezone.localtime().strftime("%Y-%m-%dT%H:%M")
    client.post(
        url("plan", cohort.pk), {"space": SpaceFactory().pk, "title": "Marche", "starts_at": at, "place": "Lez"}
    )
    activity = Activity.objects.get()
    client.post(url("sheet", activity.pk), {f"mark-{member.pk}": "present"})
    assert Attendance.objects.values_list("member", "mark").get() == (member.pk, "present")
    shown = page(client, "cohort", cohort.pk)
    assert CANARY in shown and "Marche" in shown and "100" in shown
    client.post(url("finish", member.pk), {"outcome": "work"})
    member.refresh_from_db()
    assert (member.state, member.outcome) == ("finished", "work")


@pytest.mark.parametrize("change", [{"capacity": "21"}, {"ends_on": "2020-01-01"}, {"name": ""}, {"starts_on": "hier"}])
def test_a_group_that_breaks_a_rule_is_not_added_and_says_why(client, worker, change):
    typed = {"name": "G", "capacity": "20", "starts_on": "2026-01-05", "ends_on": "2026-03-05"}
    response = client.post(url("add"), typed | change)
    assert response.status_code == 200 and 'role="alert"' in response.content.decode()
    assert not Cohort.objects.exists()


def test_a_place_without_agreement_or_in_a_full_group_is_not_given(client, worker):
    member, full = CohortMemberFactory(), CohortFactory(capacity=1)
    CohortMemberFactory(cohort=full)
    place = {"cohort": full.pk, "referrer": worker.pk, "agreed_on": ""}
    assert 'role="alert"' in client.post(url("admit", member.pk), place).content.decode()
    tomorrow = place | {"agreed_on": today(1).isoformat()}
    assert 'role="alert"' in client.post(url("admit", member.pk), tomorrow).content.decode()
    answer = client.post(url("admit", member.pk), place | {"agreed_on": today().isoformat()}, follow=True)
    assert answer.status_code == 200
    member.refresh_from_db()
    assert member.state == "waiting"


def test_people_stand_in_the_order_in_which_they_asked(client, worker):
    cohort = CohortFactory()
    names = ["Zoé Essai", "Ada Essai", "Malo Essai", "Bao Essai"]
    for name in names:
        CohortMemberFactory(cohort=cohort, name=name)
    shown = page(client, "cohort", cohort.pk)
    assert sorted(names, key=shown.index) == names


def test_leaving_is_ticked_first(client, worker):
    member = CohortMemberFactory()
    client.post(url("leave", member.pk))
    assert CohortMember.objects.get().state == "waiting"
    client.post(url("leave", member.pk), {"told": "on"})
    assert CohortMember.objects.get().state == "left"
    assert client.post(url("leave", member.pk), {"told": "on"}, follow=True).status_code == 200


def test_a_small_group_starts_by_the_lead_with_the_reason_on_screen(client, worker):
    cohort = CohortFactory()
    CohortMemberFactory(cohort=cohort)
    client.post(url("start", cohort.pk), {"reason": "Déjà prêts"})
    assert Cohort.objects.get().started_at is None
    client.force_login(WorkerFactory(lead=True))
    client.post(url("start", cohort.pk), {"reason": "Déjà prêts"})
    assert "Déjà prêts" in page(client, "cohort", cohort.pk)


def test_the_sheet_waits_for_its_day_and_prints_names_to_sign(client, worker):
    activity = ActivityFactory(to_come=True)
    member = CohortMemberFactory(cohort=activity.cohort)
    assert 'type="radio"' not in page(client, "sheet", activity.pk)
    client.post(url("sheet", activity.pk), {f"mark-{member.pk}": "present"})
    assert not Attendance.objects.exists()
    paper = page(client, "paper", activity.pk)
    assert CANARY in paper and "Signature" in paper


def test_what_is_no_mark_is_left_out(client, worker):
    activity = ActivityFactory()
    member = CohortMemberFactory(cohort=activity.cohort)
    assert client.post(url("sheet", activity.pk), {f"mark-{member.pk}": "x"}).status_code == 302
    assert not Attendance.objects.exists()


def test_who_read_a_person_is_kept(client, worker):
    member = CohortMemberFactory(cohort=CohortFactory())
    page(client, "member", member.pk)
    page(client, "cohort", member.cohort_id)
    assert list(
        ReadEntry.objects.filter(record_id=member.pk, user=worker).order_by("at").values_list("what", flat=True)
    ) == [
        "detail",
        "list",
    ]


@pytest.mark.parametrize("who", ["slime", "superuser"])
def test_for_another_team_nothing_of_it_exists(client, who):
    activity = ActivityFactory()
    member = CohortMemberFactory(cohort=activity.cohort)
    other = User.objects.create_superuser("chef") if who == "superuser" else WorkerFactory(team="slime")
    client.force_login(other)
    for name, arguments in [
        ("list", []),
        ("waiting", []),
        ("add", []),
        ("cohort", [activity.cohort_id]),
        ("plan", [activity.cohort_id]),
        ("sheet", [activity.pk]),
        ("paper", [activity.pk]),
        ("member", [member.pk]),
    ]:
        assert client.get(url(name, *arguments)).status_code == 404, name
    for name in ("admit", "finish", "leave"):
        assert client.post(url(name, member.pk), {"told": "on", "outcome": "work"}).status_code == 404
    assert CohortMember.objects.get().state == "member"


@pytest.mark.parametrize("name", ["list", "waiting", "cohort", "sheet"])
def test_a_list_costs_at_most_twenty_queries_whatever_its_size(client, worker, name, django_assert_max_num_queries):
    activity = ActivityFactory()
    arguments = {"cohort": [activity.cohort_id], "sheet": [activity.pk]}.get(name, [])

    def counted() -> int:
        with django_assert_max_num_queries(20) as captured:
            page(client, name, *arguments)
        return len(captured)

    page(client, name, *arguments)
    CohortMemberFactory(cohort=activity.cohort), CohortMemberFactory()
    few = counted()
    people = CohortMemberFactory.create_batch(8, cohort=activity.cohort, referrer=worker)
    CohortMemberFactory.create_batch(8)
    CohortFactory.create_batch(8)
    ActivityFactory.create_batch(4, cohort=activity.cohort, starts_at=timezone.now() - timedelta(days=1))
    insertion.mark_attendance(activity, {member.pk: "present" for member in people}, by=worker)
    assert counted() == few
