"""The demonstration's accounts, as the contract names them. None is a Django superuser."""

from typing import NamedTuple

from django.contrib.auth import get_user_model
from django.contrib.auth.hashers import check_password, make_password
from django.contrib.auth.models import Group

from home.roles import TEAMS

PASSWORD = "demo-solidarite"  # noqa: S105 – public on purpose, loopback only


class Account(NamedTuple):
    """A demo account: its group has its name, `responsable` apart."""

    username: str
    may: str
    groups: tuple[str, ...] = ()


ACCOUNTS = [
    Account("communication", "edits pages and submits them"),
    Account("redaction-chef", "approves pages"),
    Account("traduction", "translates pages"),
    Account("colocation", "agent: student flatshares"),
    Account("ateliers", "agent: courses of the third place"),
    Account("slime", "agent: energy poverty"),
    Account("univers", "agent: Unis’Vers"),
    Account("contact", "agent: contact"),
    Account("mediation", "attendance sheets only"),
    Account("correspondant-ehpad", "names and availability of accepted students only"),
    Account("responsable", "lead of all inboxes", ("responsable", *TEAMS)),
    Account("dpo", "purge, access log"),
    Account("admin", "accounts and settings, never the content of requests"),
    Account("partenaire", "no staff right: /partenaires/ only"),
]


def ensure_accounts() -> None:
    """Make each account with its groups and the demo password; an account that is as it should be is left alone."""
    groups = {group.name: group for group in Group.objects.all()}
    hashed = make_password(PASSWORD)
    for account in ACCOUNTS:
        user, made = get_user_model().objects.get_or_create(
            username=account.username,
            defaults={
                "password": hashed,
                "email": f"{account.username}@exemple.fr",
                "first_name": account.username,
                "last_name": "(exemple)",
            },
        )
        if not made and not check_password(PASSWORD, user.password):
            user.password = hashed
            user.save(update_fields=["password"])
        user.groups.set([groups[name] for name in account.groups or (account.username,) if name in groups])
