"""The list of a season: who applied, who is on it, who left."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.contrib.auth.models import Group
from django.db import transaction
from django.utils import timezone

from programmes import seasons
from programmes.models import Candidate, RoomOffer
from programmes.services.flatshares import offering

State = Candidate.State
KEPT_AFTER_LEASE = timedelta(days=90)


@dataclass(frozen=True)
class Application:
    """What the flatshares need of an application. `flats` are keys, the dearest first; none is no preference."""

    name: str
    availability: list[str]
    flats: list[int]
    arrival: str
    departure: str
    step_free: bool
    care: bool

    @property
    def wishes(self) -> dict[str, Any]:
        names = ("flats", "arrival", "departure", "step_free", "care")
        return {name: getattr(self, name) for name in names}


@transaction.atomic
def put_on_list(reference: str, application: Application, *, team: Group) -> Candidate:
    """To be read by the team. The same request again gives the first row."""
    candidate, _made = Candidate.objects.get_or_create(
        reference=reference,
        defaults={
            "team": team,
            "season": seasons.season_of(application.arrival),
            "name": application.name,
            "availability": application.availability,
            "wishes": application.wishes,
        },
    )
    return candidate


@transaction.atomic
def admit(reference: str) -> None:
    """The answer is yes: a room can be offered. Nobody on the list under this number: nothing."""
    _move(reference, State.ADMITTED)


@transaction.atomic
def leave(reference: str, *, by: Any = None) -> None:
    """Off the list, giving up the room that was offered or accepted. Whoever signed a lease stays until its end."""
    candidate = Candidate.objects.filter(reference=reference).first()
    if candidate is None:
        return
    offer = candidate.offers.filter(state__in=RoomOffer.LIVE).order_by("-season").first()
    if offer and offer.state == RoomOffer.State.SIGNED:
        return
    if offer:
        offering.drop(offer, by=by)
    _move(reference, State.LEFT)


@transaction.atomic
def forget(reference: str) -> None:
    """The request is deleted. A student who lives here stays known by name until some time after the lease; whoever
    does not, goes now. Leases and hours stay counted, nameless.
    """
    candidate = Candidate.objects.select_for_update(of=("self",)).filter(reference=reference).first()
    if candidate is None:
        return
    for offer in candidate.offers.filter(state__in=[RoomOffer.State.OFFERED, RoomOffer.State.ACCEPTED]):
        offering.drop(offer, by=None)
    lease = candidate.offers.filter(state=RoomOffer.State.SIGNED, ends_on__gte=timezone.localdate())
    last = lease.order_by("-ends_on").first()
    if last is None:
        candidate.delete()
        return
    candidate.scores.all().delete()
    candidate.wishes = {}
    candidate.purge_on = last.ends_on + KEPT_AFTER_LEASE
    candidate.save(update_fields=["wishes", "purge_on"])


def _move(reference: str, target: State) -> None:
    candidate = Candidate.objects.select_for_update(of=("self",)).filter(reference=reference).first()
    if candidate and target in Candidate.MOVES[candidate.state]:
        candidate.state = target
        candidate.save(update_fields=["state"])
