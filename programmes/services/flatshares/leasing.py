"""From the candidate's yes to the end of the lease: the two checks, the signature, the end."""

from datetime import date

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone

from programmes import events, seasons
from programmes.models import RoomOffer
from programmes.moves import ForbiddenMove
from programmes.services.flatshares.offering import State, change, locked


class NotChecked(Exception):
    """Both checks come before the lease."""


class WrongDates(Exception):
    """A lease ends after its start, within the season of its room."""


@transaction.atomic
def check_volunteer(offer: RoomOffer, *, by: User) -> RoomOffer:
    """The check that the law asks of volunteers in a care home (CASF, article L133-6) was done. No document is kept.

    Done already: nothing. Raises ForbiddenMove.
    """
    return _check_off(offer, "volunteer_checked", events.ROOM_CHECKED, by)


@transaction.atomic
def see_insurance(offer: RoomOffer, *, by: User) -> RoomOffer:
    """The tenant's insurance was shown. Seen already: nothing. Raises ForbiddenMove."""
    return _check_off(offer, "insurance_seen", events.ROOM_INSURED, by)


def _check_off(offer: RoomOffer, line: str, event: str, by: User) -> RoomOffer:
    offer = locked(offer.pk)
    if offer.state != State.ACCEPTED:
        raise ForbiddenMove(offer.state, State.SIGNED)
    if getattr(offer, f"{line}_on"):
        return offer
    setattr(offer, f"{line}_on", timezone.localdate())
    setattr(offer, f"{line}_by", by)
    offer.save(update_fields=[f"{line}_on", f"{line}_by"])
    if offer.candidate:
        events.followup_changed.send(RoomOffer, reference=offer.candidate.reference, event=event, by=by)
    return offer


@transaction.atomic
def sign(offer: RoomOffer, *, starts_on: date, ends_on: date, by: User) -> RoomOffer:
    """The lease is signed. Raises ForbiddenMove, NotChecked, WrongDates."""
    offer = locked(offer.pk)
    if offer.state == State.ACCEPTED and not offer.is_checked:
        raise NotChecked
    if not starts_on < ends_on <= seasons.last_day(offer.season):
        raise WrongDates
    offer.starts_on, offer.ends_on = starts_on, ends_on
    return change(offer, State.SIGNED, by=by, fields=("starts_on", "ends_on"))


@transaction.atomic
def end(offer: RoomOffer, *, on: date, by: User) -> RoomOffer:
    """The student leaves before the day of the lease: the room is free again. Raises ForbiddenMove, WrongDates."""
    offer = locked(offer.pk)
    if offer.starts_on and offer.ends_on and not offer.starts_on <= on <= offer.ends_on:
        raise WrongDates
    offer.ends_on = on
    return change(offer, State.ENDED, by=by, fields=("ends_on",))
