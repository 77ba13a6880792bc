"""Who may add a first factor, and taking all factors away.

A password alone adds a factor only while the account has none, and within a week of its creation or of a reset:
whoever learns the password of an account in use gets nowhere.
"""

from datetime import timedelta

from allauth.mfa.models import Authenticator
from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone
from wagtail.log_actions import log

from home.signin.models import Access

OPEN_FOR = timedelta(days=7)
FACTORS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)


def factors(user: User):
    """What can be asked at sign-in; recovery codes only stand in for it."""
    return Authenticator.objects.filter(user_id=user.pk, type__in=FACTORS)


def may_enrol(user: User) -> bool:
    since = Access.objects.filter(pk=user.pk).values_list("reset_at", flat=True).first() or user.date_joined
    return timezone.now() - since <= OPEN_FOR and not Authenticator.objects.filter(user_id=user.pk).exists()


@transaction.atomic
def reset(user: User, *, by: User) -> None:
    """Take every factor away, end the sessions, open a week to enrol again."""
    Access.objects.update_or_create(user=user, defaults={"reset_at": timezone.now()})
    Authenticator.objects.filter(user_id=user.pk).delete()
    log(user, "signin.reset", user=by)
