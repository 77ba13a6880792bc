"""Someone leaves the city: lead and officer are told, and no link that was ever mailed opens anything any more."""

import re

import pytest
from django.contrib.auth.models import Group, User
from django.core import mail
from django.test import Client, RequestFactory
from django.urls import reverse

from home.accounts.invitations import invite
from home.records.models import Notification
from tests.home.signin.conftest import PASSWORD, sign_in

NEW = "une autre phrase assez longue"


@pytest.fixture
def lead(agent):
    """And the officer: those who are told."""
    for name in ("responsable", "dpo"):
        User.objects.create_user(name, email=f"{name}@exemple.fr").groups.set([Group.objects.get(name=name)])


def close(account: User) -> None:
    account.is_active = False
    account.save()


def told() -> list[str]:
    return sorted(Notification.objects.filter(event__startswith="signin.closed:").values_list("event", flat=True))


def forgotten(account: User, callbacks) -> None:
    with callbacks(execute=True):
        Client().post(reverse("account_reset_password"), {"email": account.email})


def invited(account: User, callbacks) -> None:
    invite(RequestFactory().get("/"), account)


def mailed_link() -> str:
    return re.search(r"http\S+?(/gestion/compte/mot-de-passe/nouveau/\S+)", mail.outbox[-1].body).group(1)


def choose(browser: Client, address: str) -> None:
    """Open a link as a person does, and send a new password wherever that leads."""
    page = browser.get(address, follow=True)
    browser.post(page.redirect_chain[-1][0] if page.redirect_chain else address, {"password1": NEW, "password2": NEW})


def enters(password: str) -> bool:
    browser = Client()
    sign_in(browser, password=password)
    return "_auth_user_id" in browser.session


@pytest.mark.parametrize("way", [forgotten, invited])
def test_a_link_that_was_mailed_gives_a_password_to_an_open_account(agent, way, django_capture_on_commit_callbacks):
    way(agent, django_capture_on_commit_callbacks)
    choose(Client(), mailed_link())
    assert enters(NEW)


@pytest.mark.parametrize("opened_again", [False, True])
@pytest.mark.parametrize("way", [forgotten, invited])
def test_it_is_dead_once_the_account_is_closed_and_stays_dead(
    agent, way, opened_again, django_capture_on_commit_callbacks
):
    way(agent, django_capture_on_commit_callbacks)
    close(agent)
    if opened_again:
        User.objects.filter(pk=agent.pk).update(is_active=True)
    choose(Client(), mailed_link())
    assert not enters(NEW) and not enters(PASSWORD)


def test_one_that_was_opened_before_gives_nothing_after(agent, django_capture_on_commit_callbacks):
    forgotten(agent, django_capture_on_commit_callbacks)
    browser = Client()
    page = browser.get(mailed_link(), follow=True).redirect_chain[-1][0]
    close(agent)
    browser.post(page, {"password1": NEW, "password2": NEW})
    User.objects.filter(pk=agent.pk).update(is_active=True)
    assert not enters(NEW)


def test_lead_and_officer_are_told_once_that_an_account_of_a_team_was_closed(agent, lead):
    close(agent)
    agent.save()
    assert len(told()) == 2 and {notice.to for notice in Notification.objects.all()} == {
        "responsable@exemple.fr",
        "dpo@exemple.fr",
    }
    assert all("agent" in notice.body for notice in Notification.objects.all())


def test_a_deleted_account_is_told_of_too(agent, lead):
    agent.delete()
    assert len(told()) == 2


def test_nobody_is_told_of_an_account_that_read_no_requests(lead):
    close(User.objects.create_user("redaction", email="redaction@exemple.fr"))
    User.objects.create_user("jamais", is_active=False)
    assert told() == []
