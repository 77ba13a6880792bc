"""The screen of accounts and teams, and what becomes of requests when their agent leaves."""

import pytest
from django.contrib.auth.models import Group, User
from django.test import Client
from django.urls import reverse
from wagtail.models import ModelLogEntry

from forms.services import deciding
from home.accounts import joining
from portal.teams import ensure_teams
from tests.forms.factories import SubmissionFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def teams(city):
    ensure_teams()


def person(name, *groups):
    user = User.objects.create_user(name, email=f"{name}@exemple.fr")
    user.groups.set(Group.objects.filter(name__in=groups or [name]))
    return user


def browser(user):
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def admin():
    return person("admin")


@pytest.fixture
def agent():
    return person("agent", "colocation", "slime")


@pytest.fixture
def held(agent):
    """Two requests that the agent has, one of each team."""
    rows = [SubmissionFactory(team=Group.objects.get(name=team)) for team in ("colocation", "slime")]
    return [deciding.take(row, by=agent) for row in rows]


def holders(rows):
    return [type(row).objects.get(pk=row.pk).assignee for row in rows]


@pytest.mark.parametrize("name", ["admin", "responsable", "dpo"])
def test_the_screen_says_in_words_who_sees_what(agent, name):
    page = browser(person(name)).get(reverse("staffing:list"))
    shown = {account.user.get_username(): dict(account.roles) for account in page.context["accounts"]}
    assert len(shown["agent"]) == 2
    assert all(shown["agent"].values())
    members = {role.group.name: [user.username for user in role.members] for role in page.context["roles"]}
    assert members["colocation"] == members["slime"] == ["agent"]
    assert all(role.opens for role in page.context["roles"] if role.members)


@pytest.mark.parametrize("name", ["communication", "slime", "mediation", "correspondant-ehpad"])
def test_for_the_others_the_screen_does_not_exist(name):
    assert browser(person(name)).get(reverse("staffing:list")).status_code == 404


def test_from_proposal_to_the_first_request_opened(admin):
    newcomer, submission = person("nouvelle", "communication"), SubmissionFactory()
    team, detail = submission.team, reverse("submissions:detail", args=[submission.pk])
    browser(admin).post(reverse("staffing:account", args=[newcomer.pk]), {"team": team.pk})
    assert browser(newcomer).get(detail).status_code == 404
    lead = browser(person("responsable"))
    [(waiting, _name, mine)] = lead.get(reverse("staffing:list")).context["waiting"]
    assert mine
    lead.post(reverse("staffing:decide", args=[waiting.pk]), {"choice": "confirm"})
    assert browser(newcomer).get(detail).status_code == 200


def test_nobody_changes_their_own_teams_here(admin):
    team = Group.objects.get(name="slime")
    client = browser(admin)
    assert client.post(reverse("staffing:account", args=[admin.pk]), {"team": team.pk}).status_code == 404
    other = person("autre-admin", "admin")
    waiting = joining.propose(admin, team, by=other)
    assert client.post(reverse("staffing:decide", args=[waiting.pk]), {"choice": "confirm"}).status_code == 404
    assert not admin.groups.filter(pk=team.pk).exists()


def test_a_proposal_without_a_team_says_what_to_do(admin, agent):
    page = browser(admin).post(reverse("staffing:account", args=[agent.pk]), {"team": ""})
    assert page.context["form"].errors["team"]


def test_a_decision_that_is_none_changes_nothing(admin, agent):
    waiting = joining.propose(agent, Group.objects.get(name="univers"), by=admin)
    browser(person("responsable")).post(reverse("staffing:decide", args=[waiting.pk]), {"choice": "x"})
    waiting.refresh_from_db()
    assert waiting.decided_at is None


def by_screen(admin, agent):
    team = Group.objects.get(name="slime")
    browser(admin).post(reverse("staffing:leave", args=[agent.pk, team.pk]))


def by_group(admin, agent):
    Group.objects.get(name="slime").user_set.remove(agent)


def by_clearing_the_group(admin, agent):
    Group.objects.get(name="slime").user_set.clear()


@pytest.mark.parametrize("door", [by_screen, by_group, by_clearing_the_group])
def test_who_leaves_a_team_gives_back_its_requests_and_keeps_the_others(admin, agent, held, door):
    door(admin, agent)
    assert holders(held) == [agent, None]
    assert list(ModelLogEntry.objects.filter(action="forms.given_back").values_list("data", flat=True)) == [
        {"status": "in_review"}
    ]


def by_edit(admin, agent):
    data = {"username": "agent", "email": agent.email, "first_name": "Nour", "last_name": "Exemple"}
    browser(admin).post(reverse("wagtailusers_users:edit", args=[agent.pk]), data)


def by_bulk(admin, agent):
    address = reverse("wagtail_bulk_action", args=["auth", "user", "set_active_state"])
    browser(admin).post(f"{address}?id={agent.pk}", {"mark_as_active": "False"})


@pytest.mark.parametrize("door", [by_edit, by_bulk])
def test_closing_an_account_ends_its_session_its_links_and_gives_back_its_requests(admin, agent, held, door):
    inside, password = browser(agent), User.objects.get(pk=agent.pk).password
    assert inside.get(reverse("submissions:list")).status_code == 200
    door(admin, agent)
    assert holders(held) == [None, None]
    assert inside.get(reverse("submissions:list")).status_code == 302
    assert User.objects.get(pk=agent.pk).password != password


def test_a_colleague_takes_a_request_that_was_given_back(admin, agent, held):
    by_screen(admin, agent)
    colleague = person("collegue", "slime")
    deciding.take(held[1], by=colleague)
    assert holders(held)[1] == colleague
