"""The follow-up of the invented applications: scores, offers in every state, leases, hours, through the real verbs."""

from datetime import date, timedelta

from django.contrib.auth.models import User
from django.utils import timezone

from home.records.models import Notification
from programmes import seasons
from programmes.models import Candidate, Residence, Room, RoomOffer
from programmes.models.candidates import CRITERIA
from programmes.services.flatshares import hours, leasing, offering, scoring

WEEKS = 9
TWO_READINGS = [
    ((3, 4, 2, 4, 3), (4, 3, 3, 4, 2)),
    ((2, 3, 3, 0, 4), (3, 3, 2, 1, 3)),
    ((4, 1, 3, 2, 2), (1, 4, 3, 2, 3)),
]
"""The third pair is far apart: three points on one criterion."""


def load() -> None:
    """Nothing when rooms were offered already. The notices owed are dropped: nobody is to be written to."""
    if RoomOffer.objects.exists():
        return
    readers = [User.objects.get(username=name) for name in ("colocation", "responsable")]
    _read(readers)
    admitted = list(Candidate.objects.filter(state="admitted"))
    correspondent = User.objects.get(username="correspondant-ehpad")
    residence = Residence.objects.filter(flats__rooms__is_open=True).order_by("flats__pk").first()
    if residence is None:
        return
    residence.correspondents.add(correspondent)
    rooms = list(Room.objects.filter(flat__residence=residence).order_by("-pk"))
    for candidate, room, fate in zip(admitted, rooms, (_sign, _accept, _offer, _lapse), strict=False):
        fate(room, candidate, readers[0])
    Notification.objects.filter(event__startswith="followed:room-").delete()


def _read(readers: list[User]) -> None:
    """Most of those who are not refused are read twice; every fifth waits for its second reading."""
    people = Candidate.objects.exclude(state="left")
    for rank, candidate in enumerate(people):
        pair = TWO_READINGS[rank % len(TWO_READINGS)]
        once = rank % 5 == 4 and candidate.state != Candidate.State.ADMITTED
        for reader, marks in list(zip(readers, pair, strict=True))[: 1 if once else 2]:
            scoring.score(candidate, dict(zip(CRITERIA, marks, strict=True)), by=reader)


def _offer(room: Room, candidate: Candidate, agent: User) -> RoomOffer:
    return offering.offer_room(room, candidate, season=candidate.season, by=agent)


def _accept(room: Room, candidate: Candidate, agent: User) -> RoomOffer:
    offer = offering.accept(_offer(room, candidate, agent))
    return leasing.check_volunteer(offer, by=agent)


def _lapse(room: Room, candidate: Candidate, agent: User) -> RoomOffer:
    offer = _offer(room, candidate, agent)
    offer.expires_at = timezone.now() - timedelta(hours=1)
    offer.save(update_fields=["expires_at"])
    offering.lapse_due()
    return offer


def _sign(room: Room, candidate: Candidate, agent: User) -> RoomOffer:
    offer = leasing.see_insurance(_accept(room, candidate, agent), by=agent)
    first = date(offer.season, 9, 1)
    offer = leasing.sign(offer, starts_on=first, ends_on=seasons.last_day(offer.season), by=agent)
    for week in range(WEEKS):
        day = first + timedelta(weeks=week, days=5)
        hour = hours.plan(candidate, on=day, minutes=180, by=agent)
        if day < timezone.localdate() and week % 4 != 3:
            hours.keep(hour, minutes=120 + 30 * (week % 3), by=agent)
    return offer
