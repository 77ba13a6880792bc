"""The hours that students give to the residents: planned, then kept or not."""

from datetime import date

from django.contrib.auth.models import User
from django.db import transaction

from programmes.models import Candidate, RoomOffer, VolunteerHour


class NotHousedHere(Exception):
    """Hours are planned with those who have a room, in the care home where it is."""


@transaction.atomic
def plan(candidate: Candidate, *, on: date, minutes: int, by: User) -> VolunteerHour:
    """Plan a moment in the care home where the student lives on that day. Raises NotHousedHere."""
    lease = (
        candidate.offers.select_related("room__flat")
        .filter(state=RoomOffer.State.SIGNED, starts_on__lte=on, ends_on__gte=on)
        .first()
    )
    if lease is None:
        raise NotHousedHere
    return VolunteerHour.objects.create(
        team_id=candidate.team_id,
        candidate=candidate,
        residence_id=lease.room.flat.residence_id,
        on=on,
        planned=minutes,
    )


@transaction.atomic
def keep(hour: VolunteerHour, *, minutes: int, by: User) -> VolunteerHour:
    """Say how long the moment lasted: 0 when nobody came. It can be corrected."""
    hour = VolunteerHour.objects.select_for_update(of=("self",)).get(pk=hour.pk)
    hour.kept = minutes
    hour.save(update_fields=["kept"])
    return hour
