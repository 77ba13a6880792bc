"""What is written down about sign-ins: on the account, in Wagtail's log; failures in the program's log, because a
stranger can make as many as they like. Never a name or an address: the number of the account."""

import logging

from django.contrib.auth.models import User
from wagtail.log_actions import log

logger = logging.getLogger(__name__)


def signed_in(user: User) -> None:
    log(user, "signin.in", user=user)


def failed(username: str, *, locked: bool) -> None:
    """A name that nobody has is not repeated: people type passwords there."""
    account = User.objects.filter(username=username).first()
    logger.warning("Sign-in failed: account %s.", account.pk if account else "unknown")
    if locked:
        logger.warning("Sign-in locked for 15 minutes: account %s.", account.pk if account else "unknown")
    if locked and account:
        log(account, "signin.locked")


def code_failed(user: User, *, locked: bool) -> None:
    logger.warning("Second factor failed: account %s.", user.pk)
    if locked:
        log(user, "signin.locked")


def factor_added(user: User, kind: str) -> None:
    log(user, "signin.added", user=user, data={"kind": kind})


def factor_removed(user: User, kind: str) -> None:
    log(user, "signin.removed", user=user, data={"kind": kind})
