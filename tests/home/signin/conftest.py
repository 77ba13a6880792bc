"""The staff area as it is outside the demonstration: a second factor is asked."""

import pytest
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.contrib.auth.models import Group, User
from django.test import Client
from django.urls import reverse

from tests.database import settle_roles

PASSWORD = "une phrase assez longue"
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


def code_now() -> str:
    """What the application shows."""
    return format_hotp_value(hotp_value(SECRET, list(yield_hotp_counters_from_time())[1]))


def sign_in(client, username="agent", password=PASSWORD, **extra):
    return client.post(reverse("account_login"), {"username": username, "password": password}, **extra)


def give_code(client, code=None, **extra):
    return client.post(reverse("mfa_authenticate"), {"code": code or code_now()}, **extra)


def opens(client, address="/gestion/") -> bool:
    return client.get(address).status_code == 200


@pytest.fixture(autouse=True)
def second_factor_asked(settings, db):
    settings.STAFF_MFA = True


@pytest.fixture
def agent():
    """An agent of one inbox, with nothing but a password."""
    settle_roles()
    user = User.objects.create_user("agent", email="agent@exemple.fr", password=PASSWORD)
    user.groups.set([Group.objects.get(name="colocation")])
    return user


@pytest.fixture
def protected(agent):
    """The same with an authenticator application and recovery codes."""
    TOTP.activate(agent, SECRET)
    RecoveryCodes.activate(agent)
    return agent


@pytest.fixture
def inside(client, protected) -> Client:
    """A browser that is signed in."""
    sign_in(client)
    give_code(client)
    return client
