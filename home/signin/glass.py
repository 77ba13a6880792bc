"""Break glass: an account becomes a superuser for a few hours, by command alone, and everybody concerned is told."""

from datetime import datetime, timedelta

from django.conf import settings
from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override
from wagtail.log_actions import log

from home.accounts.telling import tell
from home.signin.models import BreakGlass

MOST_HOURS = 8
KEPT = timedelta(days=365)


class NotPossible(Exception):
    """The account is closed, or is a superuser already."""


@transaction.atomic
def open_for(account: User, reason: str, hours: int) -> BreakGlass:
    """Make the account a superuser until then. Raises NotPossible."""
    account = User.objects.select_for_update().get(pk=account.pk)
    if not account.is_active or account.is_superuser:
        raise NotPossible
    until = timezone.now() + timedelta(hours=hours)
    glass = BreakGlass.objects.create(user=account, reason=reason, until=until)
    User.objects.filter(pk=account.pk).update(is_superuser=True)
    log(account, "signin.glass_broken", data={"hours": hours})
    _tell(glass, "broken")
    return glass


def end_over(now: datetime | None = None, account: User | None = None) -> int:
    """End those whose time is over, or the one of this account; return how many."""
    over = BreakGlass.objects.filter(ended_at=None, until__lte=now or timezone.now())
    keys = list((over.filter(user=account) if account else over).values_list("pk", flat=True))
    return sum(_end(key) for key in keys)


@transaction.atomic
def _end(key) -> bool:
    glass = BreakGlass.objects.select_for_update(of=("self",)).filter(pk=key, ended_at=None).first()
    if glass is None:
        return False
    glass.ended_at, glass.purge_on = timezone.now(), timezone.localdate() + KEPT
    glass.save(update_fields=["ended_at", "purge_on"])
    User.objects.filter(pk=glass.user_id).update(is_superuser=False)
    log(glass.user, "signin.glass_ended")
    _tell(glass, "ended")
    return True


def _tell(glass: BreakGlass, what: str) -> None:
    with override(settings.LANGUAGE_CODE):
        name = {"account": glass.user.get_username()}
        if what == "ended":
            tell(f"signin.glass_ended:{glass.pk}", glass, _("Emergency access ended"), [_ended() % name])
            return
        hour = timezone.localtime(glass.until).strftime("%d/%m/%Y %H:%M")
        sentences = [_broken() % (name | {"until": hour}), _("The reason given:"), glass.reason]
        tell(f"signin.glass_broken:{glass.pk}", glass, _("Emergency access opened"), sentences)


def _broken() -> str:
    return _("The account “%(account)s” has every right on the site until %(until)s, by command. It sees no request.")


def _ended() -> str:
    return _("The account “%(account)s” has its usual rights again.")
