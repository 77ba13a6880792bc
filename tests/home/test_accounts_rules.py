"""Whoever manages accounts widens no rights: not their own, not a superuser's, and sets nobody's password."""

import re

import pytest
from django.contrib.auth.models import Group, User
from django.core import mail
from django.urls import NoReverseMatch, reverse
from django.utils import timezone

from tests.database import settle_roles

pytestmark = pytest.mark.django_db


@pytest.fixture
def admin(client):
    settle_roles()
    user = User.objects.create_user("admin", email="admin@exemple.fr", password="a-known-password")
    user.groups.set([Group.objects.get(name="admin")])
    client.force_login(user)
    user.refresh_from_db()
    return user


@pytest.fixture
def agent():
    return User.objects.create_user("agent", email="agent@exemple.fr", password="their-own-password")


@pytest.fixture
def superuser():
    return User.objects.create_superuser("super", email="super@exemple.fr", password="their-own-password")


def fields(**values):
    return {
        "username": "nouvelle",
        "email": "nouvelle@exemple.fr",
        "first_name": "Nour",
        "last_name": "Exemple",
        **values,
    }


def edit(client, account, **values):
    data = fields(username=account.username, is_active="on", **{"email": account.email, **values})
    return client.post(reverse("wagtailusers_users:edit", args=[account.pk]), data)


def bulk(client, action, *accounts, **data):
    address = reverse("wagtail_bulk_action", args=["auth", "user", action])
    ids = "&".join(f"id={account if isinstance(account, str) else account.pk}" for account in accounts)
    return client.post(f"{address}?{ids}", data)


def state(account):
    """All that an attack would change."""
    fresh = User.objects.get(pk=account.pk)
    groups = set(fresh.groups.values_list("name", flat=True))
    return fresh.is_superuser, fresh.is_staff, fresh.is_active, fresh.password, fresh.email, groups


def test_a_new_account_is_invited_by_mail_and_nobody_knows_its_password(client, admin):
    data = fields(
        groups=[Group.objects.get(name="mediation").pk], password1="chosen-by-admin", password2="chosen-by-admin"
    )
    response = client.post(reverse("wagtailusers_users:add"), data | {"is_superuser": "on"})
    account = User.objects.get(username="nouvelle")
    assert response.status_code == 302
    assert not account.is_superuser and not account.check_password("chosen-by-admin")
    assert list(account.groups.values_list("name", flat=True)) == ["mediation"]
    [invitation] = mail.outbox
    assert invitation.to == ["nouvelle@exemple.fr"]
    link = re.search(r"https?://[^/]+(/gestion/compte/mot-de-passe/nouveau/\S+)", invitation.body)[1]
    assert client.get(link, follow=True).context["form"].user == account


def test_the_form_of_a_new_account_has_no_dangerous_field(client, admin):
    form = client.get(reverse("wagtailusers_users:add")).context["form"]
    assert set(form.fields) == {"username", "email", "first_name", "last_name", "groups"}


def test_an_account_is_changed_without_touching_password_or_superuser(client, admin, agent):
    before = state(agent)
    group = Group.objects.get(name="mediation")
    response = edit(
        client, agent, groups=[group.pk], is_superuser="on", password1="x" * 20, password2="x" * 20, is_staff="on"
    )
    assert response.status_code == 302
    assert state(agent) == (*before[:5], {"mediation"})
    assert User.objects.get(pk=agent.pk).first_name == "Nour"


def test_the_address_of_an_account_in_use_stays_so_that_no_reset_mail_is_diverted(client, admin, agent):
    agent.last_login = timezone.now()
    agent.save()
    edit(client, agent, email="admin@exemple.fr")
    fresh = User.objects.get(pk=agent.pk)
    assert (fresh.email, fresh.first_name) == ("agent@exemple.fr", "Nour")


def test_ones_own_account_is_not_changed_through_the_user_screens(client, admin):
    before = state(admin)
    everything = [group.pk for group in Group.objects.all()]
    assert client.get(reverse("wagtailusers_users:edit", args=[admin.pk])).status_code == 302
    edit(client, admin, groups=everything, is_superuser="on", password1="x" * 20, password2="x" * 20)
    assert state(admin) == before


def test_a_superuser_is_out_of_reach(client, admin, superuser):
    before = state(superuser)
    assert client.get(reverse("wagtailusers_users:edit", args=[superuser.pk])).status_code == 302
    edit(client, superuser, groups=[], password1="x" * 20, password2="x" * 20)
    bulk(client, "set_active_state", superuser, mark_as_active="False")
    bulk(client, "assign_role", superuser, role=Group.objects.get(name="slime").pk)
    bulk(client, "delete", superuser)
    client.post(reverse("wagtailusers_users:delete", args=[superuser.pk]))
    assert state(superuser) == before


@pytest.mark.parametrize("everybody", [False, True])
def test_a_role_given_in_bulk_never_reaches_oneself(client, admin, agent, everybody):
    chosen = ["all"] if everybody else [admin, agent]
    bulk(client, "assign_role", *chosen, role=Group.objects.get(name="mediation").pk)
    assert state(admin)[-1] == {"admin"}
    assert state(agent)[-1] == {"mediation"}


def test_accounts_are_closed_in_bulk_except_ones_own(client, admin, agent):
    bulk(client, "set_active_state", admin, agent, mark_as_active="False")
    assert (state(admin)[2], state(agent)[2]) == (True, False)


def test_accounts_are_not_deleted(client, admin, agent):
    client.post(reverse("wagtailusers_users:delete", args=[agent.pk]))
    bulk(client, "delete", agent)
    assert User.objects.filter(pk=agent.pk).exists()


def test_groups_are_not_changed(client, admin):
    group = Group.objects.get(name="admin")
    before = set(group.permissions.values_list("codename", flat=True))
    for name, arguments in (("index", []), ("add", []), ("edit", [group.pk]), ("delete", [group.pk])):
        response = client.post(reverse(f"wagtailusers_groups:{name}", args=arguments), {"name": "tous"})
        assert response.status_code in {302, 405}, name
    assert set(group.permissions.values_list("codename", flat=True)) == before
    assert not Group.objects.filter(name="tous").exists()


def test_there_are_no_api_tokens(client, admin):
    with pytest.raises(NoReverseMatch):
        reverse("wagtailusers_api_tokens:index")
    assert client.get("/gestion/api-tokens/").status_code == 404
    assert client.get("/gestion/api-tokens/new/").status_code == 404


@pytest.mark.parametrize("name", ["communication", "colocation", "responsable", "dpo"])
def test_others_do_not_manage_accounts(client, admin, agent, name):
    user = User.objects.create_user(name)
    user.groups.set([Group.objects.get(name=name)])
    client.force_login(user)
    before = state(agent)
    assert client.get(reverse("wagtailusers_users:index")).status_code == 302
    edit(client, agent, groups=[Group.objects.get(name="slime").pk])
    bulk(client, "assign_role", agent, role=Group.objects.get(name="slime").pk)
    assert state(agent) == before
