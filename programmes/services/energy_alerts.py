"""From an alert to the household that is followed: received with the request, opened by a yes, gone with it."""

from datetime import date
from typing import Any, NamedTuple

from django.contrib.auth.models import Group
from django.db import transaction
from django.utils import timezone
from wagtail.log_actions import log

from home.records.hashing import address_digest, digest, phone_digest
from home.records.sounds import name_sound
from programmes import events, priority
from programmes.household_states import State
from programmes.models import Alert, Household
from programmes.services import households

TEAM = "slime"


class Flagged(NamedTuple):
    """What an alert says of a household. `home` holds codes and short texts: how to talk, who lives there, the home."""

    name: str
    phone: str
    street: str
    address: str
    postcode: str
    home: dict[str, Any]
    cut_off_on: date | None
    fragile: bool
    cold: bool
    by_household: bool


def receive(reference: str, *, of_household: bool) -> None:
    """Note that an alert came in: the clock of the household's rights starts. Again changes nothing."""
    Alert.objects.get_or_create(reference=reference, defaults={"of_household": of_household})


@transaction.atomic
def open_household(reference: str, flagged: Flagged, *, by: Any = None) -> Household:
    """Start the follow-up of an accepted alert. Nothing is merged: that is for a person to decide."""
    receive(reference, of_household=flagged.by_household)
    alert = Alert.objects.select_for_update(of=("self",)).get(reference=reference)
    if alert.household and not alert.household.is_over:
        return alert.household
    household = Household.objects.create(**_described(flagged), **_clocks(alert, flagged), reference=reference)
    alert.household, alert.closed_at = household, None
    alert.save(update_fields=["household", "closed_at"])
    log(household, "programmes.household_opened", user=by, data={"priority": household.priority})
    events.followup_changed.send(Household, reference=reference, event=events.HOUSEHOLD_OPENED, by=by)
    return household


def _described(flagged: Flagged) -> dict[str, Any]:
    sounds = name_sound(flagged.name)
    return {
        "team": Group.objects.get_or_create(name=TEAM)[0],
        "name": flagged.name,
        "phone": flagged.phone or None,
        "address": flagged.address,
        "home": flagged.home,
        "phone_digest": phone_digest(flagged.phone),
        "address_digest": address_digest(flagged.street, flagged.postcode),
        "name_digest": digest("sound", sounds) if sounds else "",
    }


def _clocks(alert: Alert, flagged: Flagged) -> dict[str, Any]:
    level, reason = priority.of(
        alert.received_on, cut_off_on=flagged.cut_off_on, fragile=flagged.fragile, cold=flagged.cold
    )
    told = {"told_at": timezone.now(), "told_how": Household.ToldBy.FORM} if flagged.by_household else {}
    return told | {
        "priority": level,
        "priority_reason": reason,
        "contact_by": priority.contact_by(alert.received_on, level),
        "to_tell_by": priority.tell_by(alert.received_on),
    }


@transaction.atomic
def end(reference: str, *, by: Any = None) -> None:
    """The request is closed without a yes, or withdrawn: so is its alert.

    The household goes with it when it wrote itself, or when nobody has talked with it yet and no other alert is open:
    from the first talk on it decides for itself.
    """
    alert = Alert.objects.filter(reference=reference, closed_at=None).first()
    if alert is None:
        return
    household = households.locked(alert.household) if alert.household else None
    if household and not household.is_over and (alert.of_household or _only_reason(household, alert)):
        households.leave(household, State.WITHDRAWN, by=by, silent=reference)
        return
    alert.closed_at = timezone.now()
    alert.save(update_fields=["closed_at"])


def _only_reason(household: Household, alert: Alert) -> bool:
    others = household.alerts.filter(closed_at=None).exclude(pk=alert.pk)
    return household.state == State.TO_CONTACT and not others.exists()


@transaction.atomic
def forget(reference: str) -> None:
    """Delete the alert of a request that is deleted, and its household once that is over and has no other alert."""
    alert = Alert.objects.select_related("household").filter(reference=reference).first()
    if alert is None:
        return
    household = alert.household and Household.objects.select_for_update(of=("self",)).get(pk=alert.household.pk)
    alert.delete()
    if household and household.is_over and not household.alerts.exists():
        household.delete()
