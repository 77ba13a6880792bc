"""Every address says what browsers may do with it; the looser policy is on the listed screens of Wagtail alone."""

import json
import os
import subprocess
import sys

import pytest
from django.contrib.auth.models import Group, User

from portal.content_policies import STRICT
from portal.demo.accounts import ACCOUNTS
from portal.policies import LOOSER, PREVIEW, policy_for
from tests.addresses import filled, templates
from tests.database import settle_roles
from tests.home.factories import HomePageFactory
from tests.portal.test_settings import ROOT, SOUND

PLAUSIBLE = {"uuid": "00000000-0000-4000-8000-000000000007", "slug": "colocation", "int": "1", "str": "1", "": "x"}
SAMPLES = tuple(filled(template, lambda kind, name: PLAUSIBLE[kind]) for template in templates())
EVERYWHERE = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
CLASSES = {
    "public page": "/",
    "unknown page": "/nulle-part/",
    "request": "/demarches/suivi/",
    "partners": "/partenaires/",
    "search": "/recherche/",
    "health": "/sante/vif",
    "sign-in": "/gestion/compte/connexion/",
    "inbox": "/gestion/demandes/",
    "retention": "/gestion/conservation/",
    "editor": "/gestion/pages/",
    "robots": "/robots.txt",
}


@pytest.fixture
def responsable(client, db):
    HomePageFactory()
    settle_roles()
    account = next(account for account in ACCOUNTS if account.username == "responsable")
    user = User.objects.create_user(account.username, email="responsable@exemple.fr")
    user.groups.set(Group.objects.filter(name__in=account.groups or [account.username]))
    client.force_login(user)
    return client


@pytest.mark.parametrize("address", CLASSES.values(), ids=CLASSES)
def test_each_class_of_address_has_every_header(responsable, address):
    answer = responsable.get(address)
    expected = EVERYWHERE | ({"Referrer-Policy": "no-referrer"} if address == "/recherche/" else {})
    assert {name: answer.get(name) for name in EVERYWHERE} == expected
    assert "camera=()" in answer["Permissions-Policy"] and "geolocation=()" in answer["Permissions-Policy"]
    policy = answer["Content-Security-Policy"]
    assert "default-src 'none'" in policy and "base-uri 'none'" in policy and "frame-ancestors 'none'" in policy
    assert answer.get("X-Frame-Options", "DENY") == "DENY"
    assert ("unsafe-inline" in policy) == (address == "/gestion/pages/")


def test_the_looser_policy_is_on_listed_screens_alone_of_all_that_the_portal_answers(settings):
    assert len(SAMPLES) > 300
    for address in SAMPLES:
        policy = policy_for(address) or STRICT
        looser, framed = "'unsafe-inline'" in policy["script-src"], policy["frame-ancestors"] == ["'self'"]
        assert looser == bool(LOOSER.match(address) and not PREVIEW.match(address)), address
        assert framed == bool(PREVIEW.match(address)), address
        assert "'unsafe-eval'" not in policy["script-src"]


@pytest.mark.parametrize(
    "address",
    [
        "/gestion/demandes/",
        "/gestion/conservation/",
        "/gestion/textes/",
        "/gestion/compte/",
        "/gestion/",
        "/",
        "/x/pages/",
    ],
)
def test_no_screen_of_ours_and_no_public_page_is_listed(address):
    assert not LOOSER.match(address)


def test_a_refusal_by_whitenoise_or_beyond_has_the_fixed_headers_too(client, db):
    answer = client.get("/static/nowhere.css")
    assert "camera=()" in answer["Permissions-Policy"]


def test_over_https_cookies_are_the_hosts_own_and_the_browser_remembers_https():
    code = (
        "import json; from portal import settings as s; print(json.dumps([s.SESSION_COOKIE_NAME, s.CSRF_COOKIE_NAME,"
        "s.SESSION_COOKIE_SECURE, s.CSRF_COOKIE_SECURE, s.SECURE_HSTS_SECONDS >= 31536000, s.SECURE_SSL_REDIRECT,"
        "s.MESSAGE_STORAGE.endswith('SessionStorage')]))"
    )
    names = {"PATH": os.environ["PATH"], **SOUND, "SITE_URL": "https://solidarites.example"}
    started = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, env=names, capture_output=True, text=True, check=True
    )
    assert json.loads(started.stdout) == ["__Host-session", "__Host-csrf", True, True, True, True, True]
