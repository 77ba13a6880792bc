"""Who sees what, in words."""

from typing import NamedTuple

from django.contrib.auth.models import Group, User
from django.db.models import Prefetch, QuerySet
from django.utils.translation import gettext_lazy as _

from forms.models import Inbox
from home.accounts.joining import GUARDED
from home.roles import LEAD

TEAM = _("reads and decides the requests of this inbox, and nothing of the others")
OPENS = {
    "colocation": _("enters residences, flats and rooms"),
    "ateliers": _("enters the sessions of courses"),
    "slime": _("keeps the network of partners"),
    "communication": _("edits pages and submits them; sees how many requests there are, never what they say"),
    "redaction-chef": _("publishes pages and keeps the help numbers; sees no request"),
    "traduction": _("translates pages and the texts of requests; sees no request"),
    LEAD: _("confirms who joins a team, and keeps the network of partners; reads the inboxes of their own teams"),
    "dpo": _("signs deletions, sees who read what; exports or erases what is held on a person who asks for it"),
    "admin": _("makes and closes accounts, proposes them for teams; sees no request"),
    "mediation": _("enters the staff area; sees no request"),
    "correspondant-ehpad": _("enters the staff area; sees no request"),
}
EVERYTHING = _("every right on the site for a few hours, by command; still sees no request of other teams")


class Role(NamedTuple):
    """A group: what it opens, and the accounts that are in it."""

    group: Group
    name: str
    opens: list[str]
    members: list[User]
    guarded: bool


def roles() -> list[Role]:
    """Those that read requests first."""
    inboxes = dict(Inbox.objects.values_list("team", "name"))
    members = Prefetch("user_set", User.objects.filter(is_active=True).order_by("username"))
    every = [role(group, inboxes) for group in Group.objects.prefetch_related(members).order_by("name")]
    return sorted(every, key=lambda one: not one.guarded)


def role(group: Group, inboxes: dict[int, str]) -> Role:
    return Role(group, name(group, inboxes), opens(group, inboxes), list(group.user_set.all()), group.name in GUARDED)


def name(group: Group, inboxes: dict[int, str]) -> str:
    return inboxes.get(group.pk, group.name)


def opens(group: Group, inboxes: dict[int, str]) -> list[str]:
    return [words for words in (TEAM if group.pk in inboxes else "", OPENS.get(group.name, "")) if words]


class Account(NamedTuple):
    user: User
    roles: list[tuple[str, list[str]]]


def accounts(users: QuerySet[User]) -> list[Account]:
    """Each account, with what each of its roles opens; the closed ones last."""
    inboxes = dict(Inbox.objects.values_list("team", "name"))
    rows = users.prefetch_related(Prefetch("groups", Group.objects.order_by("name"))).order_by("-is_active", "username")
    return [account(user, inboxes) for user in rows]


def account(user: User, inboxes: dict[int, str]) -> Account:
    held = [(name(group, inboxes), opens(group, inboxes)) for group in user.groups.all()]
    emergency = [(str(_("Emergency access")), [EVERYTHING])] if user.is_superuser else []
    return Account(user, emergency + held)
