"""An account that read requests is closed or deleted, by whatever door: the officer and the lead are told."""

from django.conf import settings
from django.contrib.auth.models import User
from django.db import transaction
from django.db.models.signals import pre_delete, pre_save
from django.dispatch import receiver
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from home.accounts.joining import GUARDED
from home.accounts.telling import tell
from home.roles import TEAMS
from home.signin.models import Joining


@receiver(pre_save, sender=User)
def closed(instance: User, raw: bool = False, **kwargs) -> None:
    if instance.pk and not instance.is_active and not raw:
        tell_closed(instance)


@receiver(pre_delete, sender=User)
def deleted(instance: User, **kwargs) -> None:
    tell_closed(instance)


@transaction.atomic
def tell_closed(account: User) -> None:
    """Nothing for an account that was closed already, or read no requests. Once a day, opened again or not."""
    teams = account.groups.filter(name__in=GUARDED, user__is_active=True, user=account.pk).order_by("name")
    names = [str(TEAMS.get(name, name)) for name in teams.values_list("name", flat=True)]
    if names:
        event = f"signin.closed:{account.pk}:{timezone.localdate()}"
        with override(settings.LANGUAGE_CODE):
            words = _("The account “%(account)s” was closed. It was in: %(teams)s.")
            said = words % {"account": account.get_username(), "teams": ", ".join(names)}
            tell(event, Joining(user=account), _("Who sees requests has changed"), [said])
