"""Who may add a first factor, and how a colleague's are taken away."""

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP
from django.contrib.auth.models import Group, User
from django.core import mail
from django.urls import reverse
from django.utils import timezone
from wagtail.models import ModelLogEntry

from home.signin import enrolment
from tests.home.signin.conftest import PASSWORD, SECRET, opens, sign_in

DAY = 24 * 3600


@pytest.fixture
def admin_browser(inside, protected):
    """The signed-in person is an administrator too, from the start of their session."""
    protected.groups.set([Group.objects.get(name="admin")])
    session = inside.session
    from home.signin import sessions

    session[sessions.MARK] |= {"stamp": sessions.stamp(User.objects.get(pk=protected.pk))}
    session.save()
    return inside


@pytest.fixture
def colleague():
    user = User.objects.create_user("collegue", email="collegue@exemple.fr", password=PASSWORD)
    TOTP.activate(user, SECRET)
    return user


def test_the_first_factor_is_added_within_a_week_of_the_account(client, agent):
    with time_machine.travel(timezone.now().timestamp() + 8 * DAY, tick=False):
        sign_in(client)
        assert client.get(reverse("mfa_activate_totp")).url == reverse("signin_enrol")
        assert client.get(reverse("signin_enrol")).status_code == 403
        assert "_auth_user_id" not in client.session


def test_a_half_session_left_open_adds_nothing_once_the_owner_has_a_factor(client, agent):
    sign_in(client)
    client.get(reverse("mfa_activate_totp"))
    TOTP.activate(agent, SECRET)
    for name in ("mfa_activate_totp", "mfa_add_webauthn"):
        assert client.post(reverse(name), {"code": "000000"}).url == reverse("signin_enrol")
    assert Authenticator.objects.count() == 1


def test_a_reset_opens_a_week_again(client, agent):
    later = timezone.now().timestamp() + 30 * DAY
    with time_machine.travel(later, tick=False) as clock:
        enrolment.reset(agent, by=User.objects.create_user("admin"))
        sign_in(client)
        assert client.get(reverse("mfa_activate_totp")).status_code == 200
        clock.shift(8 * DAY)
        assert not enrolment.may_enrol(agent)


def test_an_administrator_resets_a_colleague_who_is_told(admin_browser, colleague):
    address = reverse("signin_reset", args=[colleague.pk])
    assert admin_browser.get(address).status_code == 200
    assert Authenticator.objects.filter(user=colleague).exists()
    assert admin_browser.post(address).status_code == 302
    assert not Authenticator.objects.filter(user=colleague).exists()
    assert mail.outbox[-1].to == ["collegue@exemple.fr"]
    assert ModelLogEntry.objects.filter(action="signin.reset", object_id=colleague.pk).count() == 1


def test_nobody_resets_their_own_factors_this_way(admin_browser, protected):
    admin_browser.post(reverse("signin_reset", args=[protected.pk]))
    assert enrolment.factors(protected).exists()
    assert opens(admin_browser)


def test_others_reset_nobody(inside, colleague):
    inside.post(reverse("signin_reset", args=[colleague.pk]))
    assert enrolment.factors(colleague).exists()


def test_a_superusers_factors_are_out_of_an_administrators_reach(admin_browser):
    chief = User.objects.create_superuser("super")
    TOTP.activate(chief, SECRET)
    admin_browser.post(reverse("signin_reset", args=[chief.pk]))
    assert enrolment.factors(chief).exists()


def test_the_list_of_accounts_leads_to_the_reset(admin_browser, colleague):
    page = admin_browser.get(reverse("wagtailusers_users:index")).content.decode()
    assert reverse("signin_reset", args=[colleague.pk]) in page
