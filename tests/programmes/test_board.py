"""The leads' board: what it counts, for whom, in how many queries, and the tables that they take away."""

import csv
from datetime import date, timedelta
from io import StringIO

import pytest
from django.contrib.auth.models import Group, User
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from home.roles import LEAD, ensure_roles
from programmes.counts.periods import last_months, month_of, shifted
from programmes.models import (
    Attendance,
    CourseSession,
    Enrolment,
    Room,
    RoomOffer,
    VisitTally,
    VisitTarget,
    VolunteerHour,
)
from tests.home.factories import HomePageFactory
from tests.programmes.course_factories import CourseSessionFactory
from tests.programmes.insertion_factories import ActivityFactory, CohortFactory, CohortMemberFactory
from tests.programmes.rooms import CandidateFactory, ResidenceFactory, RoomFactory

pytestmark = pytest.mark.django_db
THIS_MONTH = month_of(timezone.localdate())
TEAMS = ("slime", "ateliers", "colocation", "univers")


@pytest.fixture
def enter(client):
    HomePageFactory()
    ensure_roles()
    Room.objects.all().delete()  # the one that applications are tried on

    def as_(*groups):
        user = User.objects.create_user("-".join(groups))
        user.groups.set(Group.objects.filter(name__in=groups))
        client.force_login(user)
        return client

    return as_


def board(client, **asked) -> dict:
    """The figures of the page by their key."""
    page = client.get(reverse("board:home"), asked)
    return {figure.key: figure for _part, figures in page.context["parts"] for figure in figures}


def table(client, key: str, **asked) -> list[list[str]]:
    answer = client.get(reverse("board:table", args=[key]), asked)
    return list(csv.reader(StringIO(answer.content.decode("utf-8-sig")), delimiter=";"))


def held(days_ago: int, *, kind: str = "course", marks: str = "", capacity: int = 10) -> CourseSession:
    """A session that is over, with one person a mark: p came, a did not, e nobody said."""
    at = timezone.now() - timedelta(days=days_ago, hours=3)
    session = CourseSessionFactory(starts_at=at, ends_at=at + timedelta(hours=1), kind=kind, capacity=capacity)
    CourseSession.objects.filter(pk=session.pk).update(taken=len(marks))
    for rank, mark in enumerate(marks):
        state = {"p": "present", "a": "absent", "e": "enrolled"}[mark]
        who = f"{session.pk}-{rank}"
        Enrolment.objects.create(session=session, reference=who, state=state, contact_digest=who)
    return session


def let(room, starts_on: date, ends_on: date, state: str = "signed", team: str = "colocation") -> RoomOffer:
    done = {"volunteer_checked_on": starts_on, "insurance_seen_on": starts_on}
    agent = User.objects.get_or_create(username="agent")[0]
    return RoomOffer.objects.create(
        team=Group.objects.get(name=team),
        room=room,
        season=starts_on.year,
        candidate=CandidateFactory(marks=()),
        expires_at=timezone.now(),
        starts_on=starts_on,
        ends_on=ends_on,
        state=state,
        volunteer_checked_by=agent,
        insurance_seen_by=agent,
        **done,
    )


def live(rows: int) -> None:
    """Something of each programme, so many times."""
    residence = ResidenceFactory()
    for rank in range(rows):
        VisitTally.objects.create(year=2000 + 100 * rows + rank, visits=2, households=1, people=3)
        held(rank, kind="work" if rank % 2 else "course", marks="pae")
        lease = let(RoomFactory(), THIS_MONTH - timedelta(days=200), THIS_MONTH + timedelta(days=100))
        VolunteerHour.objects.create(
            team=lease.team, candidate=lease.candidate, residence=residence, on=timezone.localdate(), planned=60
        )
        activity = ActivityFactory()
        member = CohortMemberFactory(cohort=activity.cohort)
        Attendance.objects.create(member=member, activity=activity, mark="present")


def test_the_board_costs_twenty_queries_at_most_however_many_rows(enter):
    client, counts = enter(LEAD, *TEAMS), []
    for rows in (1, 8):
        live(rows)
        with CaptureQueriesContext(connection) as queries:
            assert len(board(client)) == 8
        counts.append(len(queries))
    assert counts[0] == counts[1] <= 20


def test_a_lead_sees_the_programmes_of_their_teams_alone(enter):
    live(1)
    client = enter(LEAD, "ateliers")
    assert set(board(client)) == {"seats", "kinds"}
    assert client.get(reverse("board:table", args=["rooms"])).status_code == 404
    assert client.get(reverse("board:table", args=["seats"])).status_code == 200


def test_another_teams_rooms_and_groups_count_nowhere(enter):
    client = enter(LEAD, *TEAMS)
    other = Group.objects.create(name="une autre équipe")
    let(RoomFactory(), THIS_MONTH, THIS_MONTH + timedelta(days=90))
    let(RoomFactory(), THIS_MONTH, THIS_MONTH + timedelta(days=90))
    RoomOffer.objects.filter(pk=RoomOffer.objects.first().pk).update(team=other)
    activity = ActivityFactory(cohort__team=other)
    Attendance.objects.create(member=CohortMemberFactory(cohort=activity.cohort), activity=activity, mark="present")
    found = board(client)
    assert found["rooms"].rows[-1][1][:2] == ["1", "1"]
    assert found["groups"].rows == []


@pytest.mark.parametrize("name", TEAMS)
def test_nobody_but_a_lead_knows_of_the_board(enter, name):
    client = enter(name)
    assert client.get(reverse("board:home")).status_code == 404
    assert client.get(reverse("board:table", args=["seats"])).status_code == 404


def test_seats_are_counted_by_month_and_by_kind_and_the_kind_narrows_the_months(enter):
    client = enter(LEAD, "ateliers")
    held(0, marks="ppae")
    held(0, kind="work", marks="a")
    held(0, marks="pp").__class__.objects.filter(taken=2).update(cancelled_at=timezone.now())
    found = board(client)
    assert [cells[:6] for _month, cells in found["seats"].rows] == [["2", "20", "2", "2", "1", "15"]]
    assert [cells[:6] for _kind, cells in found["kinds"].rows] == [
        ["1", "10", "2", "1", "1", "6"],
        ["1", "10", "0", "1", "0", "9"],
    ]
    assert [cells[:4] for _month, cells in board(client, genre="work")["seats"].rows] == [["1", "10", "0", "1"]]


def test_marks_that_are_kept_no_more_are_said_to_be_gone(enter):
    client = enter(LEAD, "ateliers")
    held(500, marks="eee")
    rows = board(client, de=f"{shifted(THIS_MONTH, -20):%Y-%m}")["seats"].rows
    assert rows[0][1][:6] == ["1", "10", "–", "–", "–", "7"]


def test_a_room_is_occupied_while_its_lease_runs_and_until_the_day_someone_left(enter):
    client = enter(LEAD, "colocation")
    first, before = shifted(THIS_MONTH, -3), shifted(THIS_MONTH, -2)
    let(RoomFactory(), first, THIS_MONTH + timedelta(days=200))
    let(RoomFactory(), first, before - timedelta(days=1), state="ended")
    RoomFactory()
    months = board(client, de=f"{first:%Y-%m}")["rooms"].rows
    assert [cells[:2] for _month, cells in months] == [["2", "1"], ["1", "2"], ["1", "2"], ["1", "2"]]


def test_the_hours_owed_month_by_month_are_three_for_each_whole_week_of_each_lease(enter):
    client = enter(LEAD, "colocation")
    starts = shifted(THIS_MONTH, -2)
    weeks = (timezone.localdate() - starts).days // 7
    lease = let(RoomFactory(), starts, THIS_MONTH + timedelta(days=200))
    VolunteerHour.objects.create(
        team=lease.team, candidate=None, residence=ResidenceFactory(), on=starts, planned=180, kept=150
    )
    rows = board(client)["hours"].rows
    assert sum(int(cells[2].split()[0]) for _month, cells in rows) == 3 * weeks
    assert ["3 h", "2 h 30"] in [cells[:2] for _month, cells in rows]


def test_attendance_says_the_share_of_those_who_came(enter):
    client = enter(LEAD, "univers")
    cohort = CohortFactory(team=Group.objects.get(name="univers"), name="Groupe Platane")
    activity = ActivityFactory(cohort=cohort)
    for mark in ("present", "present", "excused", "absent"):
        member = CohortMemberFactory(cohort=cohort, team=cohort.team)
        Attendance.objects.create(member=member, activity=activity, mark=mark)
    [(label, cells)] = board(client)["groups"].rows
    assert (label, cells) == ("Groupe Platane", ["1", "2", "1", "1", "50\N{NO-BREAK SPACE}%"])


def test_visits_stand_beside_the_target_of_their_year_and_years_do_not_add_up(enter):
    stated = {"area": "ville", "source": "annonce", "stated_on": date(2018, 2, 14)}
    VisitTarget.objects.create(first_year=2018, last_year=2018, number=146, unit="households", **stated)
    VisitTarget.objects.create(first_year=2018, last_year=2020, number=790, unit="people", **stated)
    VisitTally.objects.create(year=2018, visits=40, households=73, people=90)
    VisitTally.objects.create(year=2026, visits=9, households=5, people=7)
    rows = board(enter(LEAD, "slime"))["targets"].rows
    assert [(label, cells[:3]) for label, cells in rows] == [
        ("2018", ["73", "146", "50\N{NO-BREAK SPACE}%"]),
        ("2026", ["5", rows[1][1][1], "–"]),
        ("2018–2020", ["–", "790", "–"]),
    ]


def test_a_table_to_take_away_has_plain_numbers_and_no_formula(enter):
    client = enter(LEAD, "slime", "univers")
    VisitTally.objects.create(year=2026, visits=3000, households=1234, people=5000)
    assert ["2026", "3000", "1234", "5000"] in table(client, "visits")
    activity = ActivityFactory(cohort=CohortFactory(name="=1+1", team=Group.objects.get(name="univers")))
    Attendance.objects.create(member=CohortMemberFactory(cohort=activity.cohort), activity=activity, mark="present")
    assert table(client, "groups")[1][0] == "'=1+1"


@pytest.mark.parametrize("asked", [{"de": "2026-13"}, {"a": "zz"}, {"de": "1900-01", "genre": "x"}, {"a": ""}])
def test_an_address_that_says_nothing_that_can_be_shows_the_last_twelve_months(enter, asked):
    page = enter(LEAD, "ateliers").get(reverse("board:home"), asked)
    assert page.context["period"] == last_months(12)


def test_months_said_backwards_are_turned(enter):
    asked = {"de": f"{THIS_MONTH:%Y-%m}", "a": f"{shifted(THIS_MONTH, -2):%Y-%m}"}
    page = enter(LEAD, "ateliers").get(reverse("board:home"), asked)
    assert page.context["period"] == (shifted(THIS_MONTH, -2), THIS_MONTH)
