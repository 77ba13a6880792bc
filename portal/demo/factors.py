"""The second factor of the demonstration's accounts: one published secret, on this machine only."""

import time

from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value
from django.conf import settings
from django.contrib.auth.models import User

from portal.demo.accounts import ACCOUNTS

SECRET = "DEMOSOLIDARITESMONTPELLIER234567"  # noqa: S105 – public on purpose, loopback only
PERIOD = 30


def ensure_factors() -> None:
    """With `STAFF_MFA=1`, give each demo account that has no factor the published one."""
    if not (settings.DEMO and settings.STAFF_MFA):
        return
    for user in User.objects.filter(username__in=[account.username for account in ACCOUNTS]):
        if not Authenticator.objects.filter(user=user).exists():
            TOTP.activate(user, SECRET)
            RecoveryCodes.activate(user)


def code_now() -> tuple[str, int]:
    """The code of this moment, and for how many seconds it is shown."""
    now = int(time.time())
    return format_hotp_value(hotp_value(SECRET, now // PERIOD)), PERIOD - now % PERIOD
