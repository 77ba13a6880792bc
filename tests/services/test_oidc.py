"""Against a real Keycloak shaped like ProConnect, which `bin/test` starts and names in OIDC_SERVER."""

import os
from html import unescape
from re import search
from urllib.parse import parse_qs, urlsplit

import pytest
import requests
from allauth.socialaccount.internal.statekit import STATES_SESSION_KEY
from django.contrib.auth.models import User
from django.urls import reverse

from home.signin.oidc import SignedTokens
from tests.home.signin.conftest import agent, give_code, opens, protected, second_factor_asked  # noqa: F401

ISSUER = os.environ.get("OIDC_SERVER", "")
THERE = "une phrase assez longue"  # as agents-realm.json says

pytestmark = [
    pytest.mark.skipif(not ISSUER, reason="no OpenID Connect provider is running: bin/services start oidc"),
    pytest.mark.django_db,
]


@pytest.fixture(autouse=True)
def provider(settings):
    app = {"provider_id": "agents", "name": "ProConnect", "client_id": "portail", "secret": "loopback-only"}
    settings.SOCIALACCOUNT_PROVIDERS = {
        "openid_connect": {"OAUTH_PKCE_ENABLED": True, "APPS": [app | {"settings": {"server_url": ISSUER}}]}
    }


def leave(client) -> str:
    """Press the button of our page; gives where it leads."""
    return client.post(reverse("openid_connect_login", args=["agents"])).url


def agree(address: str, username: str = "agent") -> dict[str, str]:
    """Type name and password at the provider's; gives what it sends back to us by the address."""
    with requests.Session() as browser:
        form = browser.get(address, timeout=30)
        for cookie in browser.cookies:
            cookie.secure = False  # a browser takes loopback for safe; requests does not
        action = unescape(search(r'action="([^"]+)"', form.text).group(1))
        typed = {"username": username, "password": THERE}
        answer = browser.post(action, typed, allow_redirects=False, timeout=30)
    return {name: values[0] for name, values in parse_qs(urlsplit(answer.headers["location"]).query).items()}


def come_back(client, said):
    return client.get(reverse("openid_connect_callback", args=["agents"]), said)


def in_the_state(client, **change):
    """What our side remembers of the sign-in under way, changed."""
    session = client.session
    session[STATES_SESSION_KEY] = {
        key: [state | change, *rest] for key, (state, *rest) in session[STATES_SESSION_KEY].items()
    }
    session.save()


@pytest.mark.usefixtures("protected")
def test_an_agent_that_we_know_comes_in_with_our_second_factor(client):
    assert come_back(client, agree(leave(client))).url == reverse("mfa_authenticate")
    assert not opens(client)
    give_code(client)
    assert opens(client)


@pytest.mark.usefixtures("protected")
def test_the_role_is_that_of_our_table(client):
    come_back(client, agree(leave(client)))
    user = User.objects.get()
    assert [group.name for group in user.groups.all()] == ["colocation"] and not user.is_superuser


@pytest.mark.usefixtures("protected")
def test_someone_whom_the_provider_knows_and_we_do_not_gets_no_account(client):
    assert come_back(client, agree(leave(client), "inconnue")).status_code == 403
    assert User.objects.count() == 1 and not opens(client)


@pytest.mark.usefixtures("protected")
def test_both_tokens_are_signed_and_checked(client, monkeypatch):
    checked, verified = [], SignedTokens._verified

    def check(adapter, token, app):
        checked.append(token)
        return verified(adapter, token, app)

    monkeypatch.setattr(SignedTokens, "_verified", check)
    come_back(client, agree(leave(client)))
    assert len(checked) == 2 and all(token.count(".") == 2 for token in checked)


@pytest.mark.usefixtures("protected")
@pytest.mark.parametrize("change", [{"nonce": "autre"}, {"pkce_code_verifier": "x" * 60}, {"nonce": None}])
def test_an_answer_to_another_sign_in_opens_nothing(client, change):
    said = agree(leave(client))
    in_the_state(client, **change)
    assert come_back(client, said).status_code in {200, 401, 403}  # nobody is led on to the second factor
    assert not opens(client)


@pytest.mark.usefixtures("protected")
def test_an_answer_in_a_browser_that_asked_nothing_opens_nothing(client):
    said = agree(leave(client))
    other = type(client)()
    assert come_back(other, said).status_code in {200, 401, 403}
    assert not opens(other)


@pytest.mark.usefixtures("protected")
def test_an_answer_opens_once(client):
    said = agree(leave(client))
    come_back(client, said)
    other = type(client)()
    leave(other)
    in_the_state(other)
    state = next(iter(other.session[STATES_SESSION_KEY]))
    assert come_back(other, said | {"state": state}).status_code in {200, 401, 403}
    assert not opens(other)
