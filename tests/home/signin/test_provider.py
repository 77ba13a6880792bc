"""OpenID Connect with a provider in this process: who it names, what it may say, and what it never decides."""

import json
import time
from urllib.parse import parse_qs, urlsplit

import jwt
import pytest
from allauth.socialaccount.models import SocialAccount
from cryptography.hazmat.primitives.asymmetric import rsa
from django.contrib.auth.models import User
from django.urls import reverse

from home.signin.oidc import ProviderAdapter
from tests.home.signin.conftest import give_code, opens

ISSUER, ACR = "https://id.example", "eidas2"
KEY, OTHER_KEY = (rsa.generate_private_key(public_exponent=65537, key_size=2048) for _key in range(2))


class Answer:
    def __init__(self, content):
        self.content, self.status_code, self.headers = content, 200, {"content-type": "application/json"}
        self.text = json.dumps(content)

    def json(self):
        return self.content

    def raise_for_status(self):
        pass


class SignedAnswer(Answer):
    def __init__(self, text):
        self.text, self.headers = text, {"content-type": "application/jwt"}


class Provider:
    """Answers the four addresses that a sign-in asks."""

    def __init__(self):
        self.key, self.claims, self.userinfo, self.nonce = KEY, {}, {}, ""
        self.signs_userinfo, self.userinfo_key = False, KEY

    def __enter__(self):
        return self

    def __exit__(self, *args):
        pass

    def get(self, url, **kwargs):
        if url == f"{ISSUER}/me" and self.signs_userinfo:
            return SignedAnswer(jwt.encode(self.about_me(), self.userinfo_key, algorithm="RS256", headers={"kid": "1"}))
        return Answer(
            {
                f"{ISSUER}/.well-known/openid-configuration": {
                    "issuer": ISSUER,
                    "authorization_endpoint": f"{ISSUER}/auth",
                    "token_endpoint": f"{ISSUER}/token",
                    "userinfo_endpoint": f"{ISSUER}/me",
                    "jwks_uri": f"{ISSUER}/keys",
                },
                f"{ISSUER}/keys": {
                    "keys": [json.loads(jwt.algorithms.RSAAlgorithm.to_jwk(KEY.public_key())) | {"kid": "1"}]
                },
                f"{ISSUER}/me": self.about_me(),
            }[url]
        )

    def request(self, method, url, **kwargs):
        assert url == f"{ISSUER}/token"
        return Answer({"access_token": "x", "token_type": "Bearer", "id_token": self.token()})

    post = request

    def said(self):
        return {"sub": self.claims.get("sub", "sujet-1"), "email": "agent@exemple.fr", "email_verified": True}

    def about_me(self):
        return {"iss": ISSUER, "aud": "portail"} | self.said() | self.userinfo

    def token(self):
        now = int(time.time())
        times = {"iss": ISSUER, "aud": "portail", "iat": now, "exp": now + 300, "nonce": self.nonce}
        return jwt.encode(times | self.said() | self.claims, self.key, algorithm="RS256", headers={"kid": "1"})


@pytest.fixture
def provider(settings, monkeypatch):
    app = {"provider_id": "agents", "name": "ProConnect", "client_id": "portail", "secret": "s"}
    settings.OIDC_ACR = [ACR]
    settings.SOCIALACCOUNT_PROVIDERS = {
        "openid_connect": {"OAUTH_PKCE_ENABLED": True, "APPS": [app | {"settings": {"server_url": ISSUER}}]}
    }
    fake = Provider()
    monkeypatch.setattr(ProviderAdapter, "get_requests_session", lambda self: fake)
    return fake


def come_back(client, provider):
    """Press the button, agree at the provider's, follow it back."""
    start = client.post(reverse("openid_connect_login", args=["agents"]) + "?process=login")
    asked = parse_qs(urlsplit(start.url).query)
    assert asked["code_challenge_method"] == ["S256"]
    provider.nonce = asked["nonce"][0]
    return client.get(reverse("openid_connect_callback", args=["agents"]), {"code": "c", "state": asked["state"][0]})


def test_a_vouched_second_factor_opens_the_staff_area(client, protected, provider):
    provider.claims = {"acr": ACR}
    come_back(client, provider)
    assert opens(client)


@pytest.mark.parametrize("claims", [{}, {"acr": "eidas1"}, {"amr": ["pwd"]}, {"acr": None, "amr": None}])
def test_without_it_ours_is_asked(client, protected, provider, claims):
    provider.claims = claims
    assert come_back(client, provider).url == reverse("mfa_authenticate")
    assert not opens(client)
    give_code(client)
    assert opens(client)


def test_what_userinfo_says_of_the_second_factor_counts_for_nothing(client, protected, provider):
    provider.userinfo = {"acr": ACR}
    assert come_back(client, provider).url == reverse("mfa_authenticate")


def test_one_sign_in_does_not_vouch_for_the_next(client, protected, provider):
    provider.claims = {"acr": ACR}
    come_back(client, provider)
    client.post(reverse("account_logout"))
    provider.claims = {}
    assert come_back(client, provider).url == reverse("mfa_authenticate")


def test_nobody_gets_an_account_or_a_right(client, protected, provider):
    provider.claims = {"acr": ACR, "sub": "sujet-2", "groups": ["admin"], "is_superuser": True}
    provider.userinfo = {"sub": "sujet-2", "email": "inconnue@exemple.fr"}
    assert come_back(client, provider).status_code == 403
    assert User.objects.count() == 1


def test_claims_give_no_role_and_are_not_kept(client, protected, provider):
    provider.claims = {"acr": ACR, "groups": ["admin"], "roles": ["admin"], "is_superuser": True}
    come_back(client, provider)
    protected.refresh_from_db()
    assert [group.name for group in protected.groups.all()] == ["colocation"]
    assert not protected.is_superuser
    assert SocialAccount.objects.get().extra_data == {}


@pytest.mark.parametrize("verified", [False, None, "true"])
def test_an_address_that_the_provider_did_not_verify_matches_nobody(client, protected, provider, verified):
    provider.claims, provider.userinfo = {"acr": ACR}, {"email_verified": verified}
    assert come_back(client, provider).status_code == 403


def test_a_closed_account_stays_closed(client, protected, provider):
    provider.claims = {"acr": ACR}
    come_back(client, provider)
    User.objects.update(is_active=False)
    other = type(client)()
    assert come_back(other, provider).status_code == 403


def test_a_stored_subject_is_found_whatever_its_address_became(client, protected, provider):
    SocialAccount.objects.create(user=protected, provider="agents", uid="sujet-1")
    provider.claims, provider.userinfo = {"acr": ACR}, {"email": "autre@exemple.fr", "email_verified": False}
    come_back(client, provider)
    assert opens(client)


def test_an_account_that_has_a_subject_is_not_given_to_another_one(client, protected, provider):
    SocialAccount.objects.create(user=protected, provider="agents", uid="sujet-0")
    provider.claims = {"acr": ACR}
    assert come_back(client, provider).status_code == 403


@pytest.mark.parametrize(
    "claims", [{"iss": "https://evil.example"}, {"aud": "autre"}, {"exp": 1}], ids=["issuer", "audience", "old"]
)
def test_a_token_for_others_opens_nothing(client, protected, provider, claims):
    provider.claims = {"acr": ACR} | claims
    come_back(client, provider)
    assert not opens(client)


def test_a_token_signed_by_others_opens_nothing(client, protected, provider):
    provider.claims, provider.key = {"acr": ACR}, OTHER_KEY
    come_back(client, provider)
    assert not opens(client)


def test_an_answer_that_we_did_not_ask_for_opens_nothing(client, protected, provider):
    client.get(reverse("openid_connect_callback", args=["agents"]), {"code": "c", "state": "inconnu"})
    assert not opens(client)


def test_without_settings_there_is_no_provider(client, agent):
    assert client.post(reverse("openid_connect_login", args=["agents"])).status_code == 404
    assert client.get(reverse("openid_connect_callback", args=["agents"])).status_code == 404


@pytest.mark.parametrize("nonce", ["", "celui d'une autre connexion", None])
def test_a_token_made_for_another_sign_in_opens_nothing(client, protected, provider, nonce):
    provider.claims = {"acr": ACR, "nonce": nonce}
    assert come_back(client, provider).status_code == 403
    assert not opens(client)


def test_an_answer_to_no_question_of_ours_opens_nothing(client, protected, provider):
    provider.claims = {"acr": ACR}
    client.post(reverse("openid_connect_login", args=["agents"]))
    client.get(reverse("openid_connect_callback", args=["agents"]), {"code": "c", "state": "devine"})
    assert not opens(client)


def test_userinfo_may_come_as_a_signed_token(client, protected, provider):
    provider.claims, provider.signs_userinfo = {"acr": ACR}, True
    come_back(client, provider)
    assert opens(client)


def test_userinfo_signed_by_others_or_about_someone_else_opens_nothing(client, protected, provider):
    provider.claims, provider.signs_userinfo, provider.userinfo_key = {"acr": ACR}, True, OTHER_KEY
    come_back(client, provider)
    provider.userinfo_key, provider.userinfo = KEY, {"sub": "sujet-9"}
    assert come_back(client, provider).status_code == 403
    assert not opens(client)


@pytest.mark.parametrize("how", ["none", "HS256"])
def test_a_token_that_anyone_could_sign_opens_nothing(client, protected, provider, monkeypatch, how):
    forged = jwt.encode({"sub": "sujet-1"}, None if how == "none" else "s" * 32, algorithm=how, headers={"kid": "1"})
    monkeypatch.setattr(provider, "token", lambda: forged)
    assert come_back(client, provider).status_code in {200, 401, 403}
    assert not opens(client)
