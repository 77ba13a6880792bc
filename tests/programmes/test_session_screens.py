"""The team types sessions: seats are checked against those taken, and a page open for long takes none back."""

import html

import pytest
from django.contrib.auth.models import Group, User
from django.urls import reverse
from django.utils import timezone

from programmes.models import CourseSession
from programmes.services import courses
from tests.database import settle_roles
from tests.home.factories import HomePageFactory
from tests.programmes.course_factories import CourseSessionFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def team(client):
    HomePageFactory()
    settle_roles()
    agent = User.objects.create_user("agent")
    agent.groups.set([Group.objects.get(name="ateliers")])
    client.force_login(agent)
    return client


def typed(session, **changes) -> dict:
    """The form of a session as a browser posts it."""
    moments = {
        name: timezone.localtime(getattr(session, name)).strftime("%Y-%m-%d %H:%M") for name in ("starts_at", "ends_at")
    }
    names = (
        "title",
        "kind",
        "description",
        "equipment",
        "place",
        "address",
        "level",
        "language",
        "lsf",
        "capacity",
        "waiting_capacity",
    )
    return {name: getattr(session, name) for name in names} | moments | changes


def edit(client, session, **changes):
    return client.post(reverse("coursesession:edit", args=[session.pk]), typed(session, **changes))


def test_a_session_is_typed_and_listed_with_its_counts(team):
    assert team.post(reverse("coursesession:add"), typed(CourseSessionFactory.build(title="Premiers pas"))).url
    session = CourseSession.objects.get(title="Premiers pas")
    courses.take_seats(session.pk, "A", party=3, contact_digest="a")
    page = html.unescape(team.get(reverse("coursesession:index")).content.decode())
    assert "Premiers pas" in page
    assert [cell for cell in ("12", "3", "0") if f">{cell}<" not in "".join(page.split())] == []


def test_there_are_never_fewer_seats_than_are_taken(team):
    session = CourseSessionFactory(capacity=4)
    courses.take_seats(session.pk, "A", party=3, contact_digest="a")
    page = edit(team, session, capacity=2)
    assert page.context["form"].errors["capacity"] == ["3 places sont prises\u00a0: indiquez ce nombre ou plus."]
    assert edit(team, session, capacity=3).status_code == 302
    assert CourseSession.objects.get().capacity == 3


def test_the_waiting_list_is_never_shorter_than_those_who_wait(team):
    session = CourseSessionFactory(capacity=1)
    courses.take_seats(session.pk, "A", party=2, contact_digest="a")
    assert edit(team, session, waiting_capacity=1).context["form"].errors["waiting_capacity"]


def test_seats_that_are_added_are_offered_to_as_many_as_fit(team):
    session = CourseSessionFactory(capacity=1)
    for name, party in (("A", 1), ("B", 2), ("C", 3), ("D", 1)):
        courses.take_seats(session.pk, name, party=party, contact_digest=name)
    assert edit(team, session, capacity=4).status_code == 302
    states = dict(session.enrolments.values_list("reference", "state"))
    assert states == {"A": "enrolled", "B": "offered", "C": "waiting", "D": "offered"}


def test_counts_cannot_be_typed(team):
    session = CourseSessionFactory()
    courses.take_seats(session.pk, "A", party=2, contact_digest="a")
    assert edit(team, session, taken=0, waiting=5, title="Autre titre").status_code == 302
    assert CourseSession.objects.values_list("title", "taken", "waiting").get() == ("Autre titre", 2, 0)


@pytest.mark.parametrize("changes", [{"capacity": 0}, {"capacity": ""}, {"ends_at": "2020-01-01 10:00"}])
def test_what_cannot_be_is_said_on_the_page(team, changes):
    page = edit(team, CourseSessionFactory(), **changes)
    assert page.status_code == 200
    assert set(page.context["form"].errors) == set(changes)


def test_a_session_is_cancelled_never_deleted(team):
    session = CourseSessionFactory()
    assert team.post(reverse("coursesession:delete", args=[session.pk])).status_code == 302
    assert CourseSession.objects.exists()
