"""Two people for each team member: who manages accounts proposes, a lead confirms, and nobody decides alone."""

import pytest
from django.contrib.auth.models import Group, User
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone
from wagtail.models import ModelLogEntry

from home.accounts import joining
from home.accounts.joining import GUARDED, NotAllowed, Settled
from home.records.models import Notification
from home.signin.models import Joining
from tests.database import settle_roles

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def roles(db):
    settle_roles()


def person(name, *groups):
    user = User.objects.create_user(name, email=f"{name}@exemple.fr", first_name="Nour", last_name="Exemple")
    user.groups.set(Group.objects.filter(name__in=groups))
    return user


@pytest.fixture
def admin():
    return person("admin", "admin")


@pytest.fixture
def lead():
    return person("responsable", "responsable", "slime")


@pytest.fixture
def officer():
    return person("dpo", "dpo")


@pytest.fixture
def newcomer():
    return person("nouvelle")


@pytest.fixture
def slime():
    return Group.objects.get(name="slime")


def teams(user):
    return set(User.objects.get(pk=user.pk).groups.values_list("name", flat=True))


def actions():
    return list(ModelLogEntry.objects.filter(action__startswith="signin.").order_by("pk").values_list("action", "data"))


def test_a_proposal_grants_nothing_until_the_lead_confirms(admin, lead, officer, newcomer, slime):
    proposed = joining.propose(newcomer, slime, by=admin)
    assert teams(newcomer) == set()
    joining.decide(proposed, by=lead, confirm=True)
    assert teams(newcomer) == {"slime"}
    assert actions() == [("signin.proposed", {"team": "slime"}), ("signin.joined", {"team": "slime"})]
    assert sorted(Notification.objects.values_list("event", flat=True)) == sorted(
        f"signin.{what}:{proposed.pk}:{who.pk}" for what in ("proposed", "decided") for who in (lead, officer)
    )


def test_a_refusal_grants_nothing_and_is_final(admin, lead, newcomer, slime):
    proposed = joining.propose(newcomer, slime, by=admin)
    joining.decide(proposed, by=lead, confirm=False)
    assert teams(newcomer) == set()
    with pytest.raises(Settled):
        joining.decide(proposed, by=lead, confirm=True)
    assert teams(newcomer) == set()


def test_proposing_twice_is_one_proposal_and_one_mail_each(admin, lead, newcomer, slime):
    assert joining.propose(newcomer, slime, by=admin) == joining.propose(newcomer, slime, by=admin)
    assert Notification.objects.count() == 1


@pytest.mark.parametrize("team", sorted(GUARDED))
def test_nobody_proposes_themselves(admin, team):
    with pytest.raises(NotAllowed):
        joining.propose(admin, Group.objects.get(name=team), by=admin)
    assert not Joining.objects.exists()


@pytest.mark.parametrize("role", ["slime", "communication", "dpo", "mediation", "responsable"])
def test_only_who_manages_accounts_proposes(newcomer, slime, role):
    with pytest.raises(NotAllowed):
        joining.propose(newcomer, slime, by=person("autre", role))


@pytest.mark.parametrize("role", ["admin", "slime", "communication", "dpo", "correspondant-ehpad"])
def test_only_a_lead_decides(admin, lead, newcomer, slime, role):
    proposed = joining.propose(newcomer, slime, by=admin)
    with pytest.raises(NotAllowed):
        joining.decide(proposed, by=person("autre", role), confirm=True)
    assert teams(newcomer) == set()


def test_a_lead_who_also_manages_accounts_does_not_decide_alone(newcomer, slime):
    both = person("les-deux", "admin", "responsable")
    proposed = joining.propose(newcomer, slime, by=both)
    with pytest.raises(NotAllowed):
        joining.decide(proposed, by=both, confirm=True)


def test_a_closed_account_decides_nothing(admin, lead, newcomer, slime):
    proposed = joining.propose(newcomer, slime, by=admin)
    lead.is_active = False
    lead.save()
    with pytest.raises(NotAllowed):
        joining.decide(proposed, by=lead, confirm=True)


@pytest.mark.parametrize("wrong", ["oneself proposes", "oneself decides", "one decides alone"])
def test_the_table_refuses_one_person_alone(admin, lead, newcomer, slime, wrong):
    proposed_by = newcomer if wrong == "oneself proposes" else admin
    decided_by = {"oneself decides": newcomer, "one decides alone": admin}.get(wrong, lead)
    today = timezone.localdate()
    whole = {"decided_by": decided_by, "decided_at": timezone.now(), "confirmed": True, "purge_on": today}
    with pytest.raises(IntegrityError), transaction.atomic():
        Joining.objects.create(user=newcomer, team=slime, proposed_by=proposed_by, **whole)


def doors(group):
    """Every POST of Wagtail that could give a group."""
    return {
        "a new account": ("wagtailusers_users:add", [], {"username": "autre", "groups": [group]}),
        "an account": ("wagtailusers_users:edit", ["newcomer"], {"username": "nouvelle", "groups": [group]}),
        "in bulk": ("wagtail_bulk_action", ["auth", "user", "assign_role"], {"role": group}),
        "a group": ("wagtailusers_groups:edit", [group], {"name": "slime", "users": "newcomer"}),
    }


@pytest.mark.parametrize("team", sorted(GUARDED))
@pytest.mark.parametrize("door", ["a new account", "an account", "in bulk", "a group"])
def test_no_door_of_wagtail_gives_a_team(client, admin, newcomer, team, door):
    group = Group.objects.get(name=team)
    name, arguments, data = doors(group.pk)[door]
    client.force_login(admin)
    arguments = [newcomer.pk if one == "newcomer" else one for one in arguments]
    extra = {"email": "autre@exemple.fr", "first_name": "Nour", "last_name": "Exemple", "is_active": "on"}
    query = f"?id={newcomer.pk}" if door == "in bulk" else ""
    client.post(reverse(name, args=arguments) + query, extra | data)
    assert not group.user_set.exists()


def test_changing_an_account_leaves_its_teams_alone(client, admin, slime):
    agent = person("agent", "slime", "communication")
    client.force_login(admin)
    data = {"username": "agent", "email": agent.email, "first_name": "Léa", "last_name": "X", "is_active": "on"}
    client.post(reverse("wagtailusers_users:edit", args=[agent.pk]), data | {"groups": []})
    assert User.objects.get(pk=agent.pk).first_name == "Léa"
    assert teams(agent) == {"slime"}


def test_leaving_a_team_is_noted_and_told_to_the_lead_and_the_officer(admin, lead, officer, slime):
    agent = person("agent", "slime")
    joining.leave(agent, slime, by=admin)
    told = Notification.objects.filter(event__startswith="signin.left:")
    assert {notice.to for notice in told} == {lead.email, officer.email}
    assert all("agent" in notice.body and "SLIME" in notice.body for notice in told)
    assert teams(agent) == set()
    assert actions() == [("signin.left", {"team": "slime"})]
    with pytest.raises(NotAllowed):
        joining.leave(person("autre", "slime"), slime, by=person("communication", "communication"))
