"""Households that look alike: hashes suggest, a person says whether they are the same, and can take it back."""

from collections.abc import Iterable
from typing import NamedTuple

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from wagtail.log_actions import log

from programmes.household_states import State
from programmes.models import Alert, Distinct, Household
from programmes.services import households, locks

ALIKE = {
    "phone_digest": _("same phone"),
    "address_digest": _("same address"),
    "name_digest": _("name that sounds the same"),
}
YOUNG = frozenset({State.TO_CONTACT, State.CONTACTED})
"""Before the first visit there is nothing of its own to lose: such a household may be merged into another."""


class TooFar(Exception):
    """The household has visits or a plan of its own: it is not merged into another one."""


class NotMerged(Exception):
    """There is no merge to undo, or it is over."""


class Suggestion(NamedTuple):
    """Two households that may be the same, the older first, and the words of why."""

    older: Household
    younger: Household
    why: list[str]


def suggestions(user: User) -> list[Suggestion]:
    """All pairs among those that the user follows, that nobody has answered yet. Digests alone are read: `shown` reads
    what is shown of them.
    """
    rows = list(open_rows(user).only("reference", "created_at", *ALIKE).order_by("created_at", "pk"))
    answered = set(Distinct.objects.values_list("first", "second"))
    groups: dict[tuple[str, str], list[Household]] = {}
    for row in rows:
        for column in ALIKE:
            if value := getattr(row, column):
                groups.setdefault((column, value), []).append(row)
    return [found for found in _pairs(groups) if ordered(found.older, found.younger) not in answered]


def _pairs(groups: dict[tuple[str, str], list[Household]]) -> Iterable[Suggestion]:
    found: dict[tuple[Household, Household], list[str]] = {}
    for (column, _value), rows in groups.items():
        for place, older in enumerate(rows):
            for younger in rows[place + 1 :]:
                found.setdefault((older, younger), []).append(str(ALIKE[column]))
    return [Suggestion(older, younger, why) for (older, younger), why in found.items()]


def shown(found: list[Suggestion]) -> list[Suggestion]:
    """The same pairs with all that is known of them, in one query."""
    rows = Household.objects.in_bulk({row.pk for pair in found for row in (pair.older, pair.younger)})
    return [Suggestion(rows[pair.older.pk], rows[pair.younger.pk], pair.why) for pair in found]


def open_rows(user: User):
    """What the user follows: neither over nor merged into another."""
    return Household.objects.visible_to(user).filter(purge_on=None, merged_into=None)


def alike(household: Household, user: User) -> list[Suggestion]:
    """Those that look like this one. Indexed: no other row is read."""
    same = Q()
    for column in ALIKE:
        if value := getattr(household, column):
            same |= Q(**{column: value})
    if not same or household.is_over or household.merged_into_id:
        return []
    others = open_rows(user).filter(same).exclude(pk=household.pk)
    answered = set(Distinct.objects.filter(Q(first=household) | Q(second=household)).values_list("first", "second"))
    return [
        Suggestion(*sorted((household, other), key=lambda row: (row.created_at, row.pk)), why=_why(household, other))
        for other in others.order_by("created_at", "pk")
        if ordered(household, other) not in answered
    ]


def _why(one: Household, other: Household) -> list[str]:
    same = (column for column in ALIKE if getattr(one, column) and getattr(one, column) == getattr(other, column))
    return [str(ALIKE[column]) for column in same]


def ordered(one: Household, other: Household) -> tuple:
    return (one.pk, other.pk) if one.pk < other.pk else (other.pk, one.pk)


@transaction.atomic
def merge(other: Household, into: Household, *, by: User) -> None:
    """The alerts of `other` follow `into` from now on; `other` stays as it is, out of the queue, so that it can
    come back. Raises TooFar, Merged, Over.
    """
    other, into = households.at_work(other, into)
    if other.state not in YOUNG or other.taken.exists():
        raise TooFar
    other.merged_into = into
    other.save(update_fields=["merged_into"])
    other.alerts.update(household=into, moved_from=other)
    _keep_clocks(into, other)
    log(into, "programmes.household_took_in", user=by, data={"other": other.reference})
    log(other, "programmes.household_merged", user=by, data={"into": into.reference})


def _keep_clocks(into: Household, other: Household) -> None:
    """The sooner of both, while it still runs."""
    into.contact_by = min(into.contact_by, other.contact_by)
    if not into.told_at:
        into.to_tell_by = min(into.to_tell_by, other.to_tell_by)
    into.save(update_fields=["contact_by", "to_tell_by"])


@transaction.atomic
def unmerge(other: Household, *, by: User) -> None:
    """Take a merge back: the alerts that it moved return. Raises NotMerged."""
    into = Household.objects.filter(taken=other).first() or other
    rows = locks.locked(other.pk, into.pk)
    other, into = rows[other.pk], rows[into.pk]
    if other.merged_into_id != into.pk or other.is_over:
        raise NotMerged
    other.merged_into = None
    other.save(update_fields=["merged_into"])
    Alert.objects.filter(moved_from=other).update(household=other, moved_from=None)
    log(into, "programmes.household_gave_back", user=by, data={"other": other.reference})
    log(other, "programmes.household_unmerged", user=by, data={"from": into.reference})


@transaction.atomic
def tell_apart(one: Household, other: Household, *, by: User) -> None:
    """A person says that they are not the same: they are not suggested again."""
    first, second = ordered(one, other)
    _row, made = Distinct.objects.get_or_create(first_id=first, second_id=second)
    if made:
        log(one, "programmes.household_distinct", user=by, data={"other": other.reference})
