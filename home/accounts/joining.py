"""Who joins a team that reads requests: proposed by whoever manages accounts, confirmed by the lead of the inboxes.

Two people, always, and neither is the one who joins: the table of proposals refuses anything else.
"""

from datetime import timedelta

from django.conf import settings
from django.contrib.auth.models import Group, User
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override
from wagtail.log_actions import log

from home.accounts.telling import tell
from home.roles import LEAD, OFFICER, TEAMS
from home.signin.models import Joining

GUARDED = frozenset({*TEAMS, LEAD, OFFICER})
"""The groups that read requests: no screen gives them but this way."""

MANAGE = "auth.change_user"
KEPT = timedelta(days=365)


class NotAllowed(Exception):
    """It would be for oneself, decided alone, or by someone who has no say in it."""


class Settled(Exception):
    """It was decided meanwhile."""


def may_decide(user: User, joining: Joining | None = None) -> bool:
    """A lead; while the city has none, a superuser. Never over oneself, nor over what one has proposed."""
    if joining and user.pk in {joining.user_id, joining.proposed_by_id}:
        return False
    leads = User.objects.filter(groups__name=LEAD, is_active=True)
    return user.is_active and (leads.filter(pk=user.pk).exists() or (user.is_superuser and not leads.exists()))


@transaction.atomic
def propose(account: User, team: Group, *, by: User) -> Joining:
    """Ask the lead to take an account into a team. The same again is the same proposal. Raises NotAllowed."""
    if account == by or not by.has_perm(MANAGE) or team.name not in GUARDED or account.is_superuser:
        raise NotAllowed
    joining, new = Joining.objects.get_or_create(user=account, team=team, decided_at=None, defaults={"proposed_by": by})
    if new:
        log(account, "signin.proposed", user=by, data={"team": team.name})
        with override(settings.LANGUAGE_CODE):
            tell(
                f"signin.proposed:{joining.pk}",
                joining,
                _("An account waits for a lead’s confirmation"),
                [_asked(joining)],
            )
    return joining


@transaction.atomic
def decide(joining: Joining, *, by: User, confirm: bool) -> Joining:
    """Confirm or refuse. Raises NotAllowed, Settled."""
    joining = Joining.objects.select_for_update(of=("self",)).select_related("user", "team").get(pk=joining.pk)
    if not may_decide(by, joining):
        raise NotAllowed
    if joining.decided_at:
        raise Settled
    joining.decided_by, joining.decided_at, joining.confirmed = by, timezone.now(), confirm
    joining.purge_on = timezone.localdate() + KEPT
    joining.save()
    if confirm:
        joining.user.groups.add(joining.team)
    log(joining.user, "signin.joined" if confirm else "signin.not_joined", user=by, data={"team": joining.team.name})
    with override(settings.LANGUAGE_CODE):
        tell(f"signin.decided:{joining.pk}", joining, _("Who sees requests has changed"), [_decided(joining)])
    return joining


@transaction.atomic
def leave(account: User, team: Group, *, by: User) -> None:
    """Take an account out of a team: its sessions end at its next click, officer and lead are told. Raises
    NotAllowed.
    """
    if account == by or not (by.has_perm(MANAGE) or may_decide(by)):
        raise NotAllowed
    if account.groups.filter(pk=team.pk).exists():
        account.groups.remove(team)
        entry = log(account, "signin.left", user=by, data={"team": team.name})
        # A team that was given before there were proposals has none: the mail is about the membership all the same
        joining = account.joinings.filter(team=team).last() or Joining(user=account, team=team)
        with override(settings.LANGUAGE_CODE):
            words = _("The account “%(account)s” has left the team “%(team)s”.") % _names(joining)
            tell(f"signin.left:{entry.pk}", joining, _("Who sees requests has changed"), [words])


def _asked(joining: Joining) -> str:
    words = _("The account “%(account)s” is proposed for the team “%(team)s”. It sees nothing before a lead confirms.")
    return words % _names(joining)


def _decided(joining: Joining) -> str:
    if joining.confirmed:
        return _("The account “%(account)s” has joined the team “%(team)s”.") % _names(joining)
    return _("The account “%(account)s” was refused for the team “%(team)s”.") % _names(joining)


def _names(joining: Joining) -> dict[str, str]:
    return {"account": joining.user.get_username(), "team": TEAMS.get(joining.team.name, joining.team.name)}
