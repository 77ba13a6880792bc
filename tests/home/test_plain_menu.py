"""Without script Wagtail draws no menu: the page carries a plain one, for each what they may open."""

import re

import pytest
from django.contrib.auth.models import Group, User
from django.urls import reverse

from tests.database import settle_roles

pytestmark = pytest.mark.django_db


def links_of(client, *groups) -> dict[str, str]:
    settle_roles()
    user = User.objects.create_user("-".join(groups))
    user.groups.set(Group.objects.filter(name__in=groups))
    client.force_login(user)
    page = client.get(reverse("submissions:list"), follow=True).content.decode()
    [menu] = re.findall(r'<noscript>\s*<nav class="plain-menu".*?</noscript>', page, re.DOTALL)
    return {words: link for link, words in re.findall(r'<a href="([^"]+)">([^<]+)</a>', menu)}


def test_an_agent_finds_the_screens_of_the_team_and_no_other(client):
    links = links_of(client, "colocation")
    assert reverse("submissions:list") in links.values()
    assert reverse("mfa_index") in links.values()
    assert not [link for link in links.values() if link.startswith(("/gestion/menages/", "/gestion/conservation/"))]


def test_every_link_of_the_menu_opens(client):
    for link in links_of(client, "slime").values():
        assert client.get(link, follow=True).status_code == 200, link


def test_one_may_leave_without_script(client):
    links_of(client, "colocation")
    assert client.post(reverse("wagtailadmin_logout")).status_code == 302
    assert "_auth_user_id" not in client.session
