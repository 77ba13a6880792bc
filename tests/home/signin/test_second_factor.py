"""A password alone opens nothing; a second factor opens once, and is kept sealed."""

import re

import pytest
import time_machine
from allauth.account.adapter import get_adapter
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP
from django.contrib.auth.models import User
from django.core import mail
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.urls import NoReverseMatch, reverse
from wagtail.models import ModelLogEntry

from home.records.sealing import SealBroken
from tests.addresses import everywhere
from tests.home.factories import HomePageFactory
from tests.home.signin.conftest import PASSWORD, SECRET, code_now, give_code, opens, sign_in


def walk(client, but: str = "logout") -> set[str]:
    """The staff addresses that answer something of their own, to reading or to sending."""
    every = everywhere(HomePageFactory().pk)
    under = [one for one in every if one.startswith("/gestion/") and but not in one and "logout" not in one]
    assert len(under) > 200
    return {
        address
        for address in under
        for method in (client.get, client.post)
        if method(address).status_code not in {302, 404, 405}
    }


ENROLMENT = {"/gestion/compte/proteger/", "/gestion/compte/application/", "/gestion/compte/cles/ajouter/"}


@pytest.mark.slow
def test_a_password_alone_opens_no_staff_page_but_those_to_add_a_factor(client, agent):
    sign_in(client)
    assert walk(client, but="deconnexion") <= ENROLMENT
    assert client.get("/gestion/").url == reverse("signin_enrol")


@pytest.mark.slow
def test_a_password_given_by_someone_who_has_a_factor_opens_nothing_at_all(client, protected):
    sign_in(client)
    assert walk(client) <= {
        "/gestion/jsi18n/",
        "/gestion/sprite/",
        "/gestion/login/",
        "/gestion/compte/connexion/",
        "/gestion/compte/connexion/code/",
        "/gestion/compte/mot-de-passe/oublie/",
        "/gestion/compte/mot-de-passe/oublie/envoye/",
        "/gestion/compte/mot-de-passe/nouveau/fait/",
    }


@pytest.mark.parametrize("address", ["/gestion/", "/gestion/demandes/", "/gestion/account/", "/gestion/compte/codes/"])
def test_a_session_opened_behind_our_back_is_worth_half(client, protected, address):
    """As Wagtail's own door, or any other password door, would make it."""
    client.force_login(protected)
    assert client.get(address).url == reverse("signin_enrol")
    assert client.get(reverse("signin_enrol")).status_code == 403


def test_no_page_outside_the_staff_area_knows_a_half_session(client, agent, rf):
    from home.signin.middleware import full_member

    sign_in(client)
    request = rf.get("/")
    request.session = client.session
    assert full_member(request).is_anonymous


def test_wagtails_doors_lead_to_ours(client, agent):
    assert client.get("/gestion/login/?next=/gestion/").url == reverse("account_login") + "?next=/gestion/"
    assert client.post("/gestion/login/", {"username": "agent", "password": PASSWORD}).status_code == 302
    assert not opens(client)
    for address in ("/gestion/password_reset/", "/gestion/password_reset/confirm/x/x/"):
        assert Client().get(address).url == reverse("account_reset_password")


def test_password_and_code_open_the_staff_area(client, protected):
    assert sign_in(client).url == reverse("mfa_authenticate")
    assert not opens(client)
    assert give_code(client).url == "/gestion/"
    assert opens(client)


@pytest.mark.parametrize("later", [0, 31])
def test_a_code_opens_only_once_while_it_is_good(client, protected, later):
    """A code is good for a while after its 30 seconds, for clocks that are slow."""
    with time_machine.travel("2026-11-23 10:00:00+01:00", tick=False) as clock:
        code = code_now()
        sign_in(client)
        give_code(client, code)
        assert opens(client)
        clock.shift(later)
        other = type(client)()
        sign_in(other)
        assert give_code(other, code).status_code == 200
        assert not opens(other)


def test_a_wrong_code_says_so_and_opens_nothing(client, protected):
    sign_in(client)
    response = give_code(client, "000000")
    assert response.context["form"].errors
    assert not opens(client)


def test_a_recovery_code_opens_once(client, protected):
    code = Authenticator.objects.get(type="recovery_codes").wrap().get_unused_codes()[0]
    sign_in(client)
    give_code(client, code)
    assert opens(client)
    other = type(client)()
    sign_in(other)
    give_code(other, code)
    assert not opens(other)


def test_a_new_colleague_is_led_to_add_a_factor_then_sees_the_codes_once(client, agent):
    sign_in(client)
    assert client.get("/gestion/").url == reverse("signin_enrol")
    key = client.session.session_key
    page = client.get(reverse("mfa_activate_totp"))
    secret = page.context["form"].secret
    assert secret in page.content.decode() and "<svg" in page.content.decode()
    code = code_for(secret)
    assert client.post(reverse("mfa_activate_totp"), {"code": code}).url == reverse("mfa_view_recovery_codes")
    assert client.session.session_key != key
    codes = Authenticator.objects.get(type="recovery_codes").wrap().get_unused_codes()
    first, second = (client.get(reverse("mfa_view_recovery_codes")).content.decode() for _time in range(2))
    assert all(code in first for code in codes) and not any(code in second for code in codes)
    assert opens(client)


def code_for(secret):
    from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time

    return format_hotp_value(hotp_value(secret, list(yield_hotp_counters_from_time())[1]))


def test_adding_a_factor_is_logged_and_told_by_mail(client, agent, django_capture_on_commit_callbacks):
    sign_in(client)
    secret = client.get(reverse("mfa_activate_totp")).context["form"].secret
    with django_capture_on_commit_callbacks(execute=True):
        client.post(reverse("mfa_activate_totp"), {"code": code_for(secret)})
    assert [message.to for message in mail.outbox] == [["agent@exemple.fr"]]
    logged = list(ModelLogEntry.objects.filter(action="signin.added").values_list("data", flat=True))
    assert {"kind": "totp"} in logged


def test_the_table_of_factors_holds_no_secret(protected):
    codes = Authenticator.objects.get(type="recovery_codes").wrap()
    seed = codes.instance.wrap()
    from allauth.mfa.utils import decrypt

    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM mfa_authenticator")
        dump = repr(cursor.fetchall())
    plain = decrypt(seed.instance.data["seed"])
    assert SECRET not in dump and plain not in dump
    assert not any(code in dump for code in codes.get_unused_codes())


@pytest.mark.parametrize("stored", [SECRET, "", "QUJD" * 20, "pas du base64 !"])
def test_a_secret_that_we_did_not_seal_opens_nothing(client, protected, stored):
    Authenticator.objects.filter(type="totp").update(data={"secret": stored})
    with pytest.raises(SealBroken):
        TOTP(Authenticator.objects.get(type="totp")).validate_code(code_now())


def test_nobody_opens_an_account_here(client, rf):
    with pytest.raises(NoReverseMatch):
        reverse("account_signup")
    client.post("/gestion/compte/signup/", {"username": "x", "password1": PASSWORD, "password2": PASSWORD})
    assert not User.objects.exists()
    assert not get_adapter().is_open_for_signup(rf.get("/"))


def test_the_last_factor_is_not_removed(inside, protected):
    response = inside.post(reverse("mfa_deactivate_totp"))
    assert response.context["form"].errors
    assert Authenticator.objects.filter(type="totp").exists()


def test_factors_are_changed_only_after_one_was_shown_again(inside, protected, monkeypatch):
    monkeypatch.setattr("home.signin.adapters.CONFIRMED_FOR", -1)
    for name in ("mfa_add_webauthn", "mfa_generate_recovery_codes", "mfa_view_recovery_codes"):
        assert inside.get(reverse(name)).url.startswith(reverse("mfa_reauthenticate"))
    assert inside.get(reverse("account_reauthenticate")).url.startswith(reverse("mfa_reauthenticate"))


def test_pages_of_sign_in_have_no_inline_script_or_style(client, agent):
    sign_in(client)
    for name in ("signin_enrol", "mfa_activate_totp", "mfa_add_webauthn"):
        body = client.get(reverse(name)).content.decode()
        assert not re.search(r"\sstyle=|\son\w+=|<style", body), name
        scripts = re.findall(r"<script\b[^>]*>", body)
        assert all("src=" in tag or "application/json" in tag for tag in scripts), name


def test_with_the_demonstration_s_word_the_password_alone_is_enough(client, protected, settings):
    settings.STAFF_MFA = False
    assert sign_in(client).url == "/gestion/"
    page = client.get("/gestion/")
    assert page.status_code == 200 and "demo-word" in page.content.decode()
    settings.STAFF_MFA = True
    assert not opens(client)


def test_without_a_cache_nobody_gets_in(client, protected, monkeypatch):
    def down(*args, **kwargs):
        raise OSError

    for method in ("get", "add", "incr", "set"):
        monkeypatch.setattr(type(cache._connections[cache._alias]), method, down)
    response = sign_in(client)
    assert response.status_code == 200 and response.context["form"].errors
    assert "_auth_user_id" not in client.session
