"""Offering a room: a person offers, the candidate answers in time, a lapse awards nobody. Constraints are the net."""

from datetime import datetime, time, timedelta
from typing import Any
from uuid import UUID

from django.contrib.auth.models import User
from django.db import IntegrityError, transaction
from django.utils import timezone

from home.records.purging import one_by_one
from programmes import events, moves
from programmes.models import Candidate, Room, RoomOffer
from programmes.models.candidates import READERS
from programmes.models.offers import LONGEST_STAY

State = RoomOffer.State
DAYS_TO_ANSWER, MOST_DAYS = 7, 30
REMINDED_BEFORE = timedelta(days=2)
STAYED = (State.SIGNED, State.ENDED)

EVENTS = {
    State.ACCEPTED: events.ROOM_ACCEPTED,
    State.DECLINED: events.ROOM_DECLINED,
    State.LAPSED: events.ROOM_LAPSED,
    State.WITHDRAWN: events.ROOM_WITHDRAWN,
    State.GIVEN_UP: events.ROOM_GIVEN_UP,
    State.SIGNED: events.ROOM_SIGNED,
    State.ENDED: events.ROOM_ENDED,
}
NEWS = frozenset({State.LAPSED, State.WITHDRAWN})
"""What the candidate did not do, and is told."""


class RoomTaken(Exception):
    """The room is offered, taken or closed for this season."""


class CandidateTaken(Exception):
    """The candidate has an offer or a room for this season already."""


class NotOnTheList(Exception):
    """The candidate is not admitted, or applied for another season."""


class NotRead(Exception):
    """Two readings come before the first offer."""


class StayTooLong(Exception):
    """Three years in all at most."""


class TooLate(Exception):
    """The offer cannot be answered any more."""


@transaction.atomic
def offer_room(room: Room, candidate: Candidate, *, season: int, by: User, days: int = DAYS_TO_ANSWER) -> RoomOffer:
    """Offer a room for a season, to be answered within `days` whole days, more for who is told by letter or call.

    Raises RoomTaken, CandidateTaken, NotOnTheList, NotRead, StayTooLong.
    """
    candidate = _locked_pair(room.pk, candidate)
    year = _check(room.pk, candidate, season)
    try:
        with transaction.atomic():
            offer = RoomOffer.objects.create(
                room=room,
                season=season,
                candidate=candidate,
                team_id=candidate.team_id,
                year=year,
                expires_at=end_of_day(days + events.more_days(candidate.reference)),
            )
    except IntegrityError:  # whoever came first, whatever the locks did
        raise RoomTaken from None
    _say(offer, events.ROOM_OFFERED, by, tell=f"room-offered:{offer.pk}")
    return offer


def renew(offer: RoomOffer, *, by: User, days: int = DAYS_TO_ANSWER) -> RoomOffer:
    """Offer the same room to who lives there, for the next season. Raises what `offer_room` raises."""
    if offer.candidate is None:
        raise NotOnTheList
    return offer_room(offer.room, offer.candidate, season=offer.season + 1, by=by, days=days)


def accept(offer: RoomOffer) -> RoomOffer:
    """By the candidate, in time. Accepted already: nothing. Raises TooLate, ForbiddenMove."""
    return _answer(offer, State.ACCEPTED)


def decline(offer: RoomOffer) -> RoomOffer:
    """By the candidate, in time. Declined already: nothing. Raises TooLate, ForbiddenMove."""
    return _answer(offer, State.DECLINED)


def withdraw(offer: RoomOffer, *, by: User) -> RoomOffer:
    """Take back an offer that is not answered yet. Raises ForbiddenMove."""
    return move(offer, State.WITHDRAWN, by=by)


def give_up(offer: RoomOffer, *, by: Any = None) -> RoomOffer:
    """The candidate does not come, between their yes and the lease. Raises ForbiddenMove."""
    return move(offer, State.GIVEN_UP, by=by)


def drop(offer: RoomOffer, *, by: Any) -> RoomOffer:
    """Let go of a room that was offered or accepted, because its candidate leaves the list."""
    return move(offer, State.GIVEN_UP if offer.state == State.ACCEPTED else State.DECLINED, by=by)


def lapse_due(now: datetime | None = None) -> int:
    """End the offers whose time is over; return how many. Nobody is awarded the room: the board says who is next."""
    now = now or timezone.now()
    due = RoomOffer.objects.filter(state=State.OFFERED, expires_at__lte=now).values_list("pk", flat=True)
    return one_by_one(list(due), lambda key: _lapse(key, now))


def remind_due(now: datetime | None = None) -> int:
    """Remind those whose offer ends within two days, once; return how many."""
    now = now or timezone.now()
    soon = RoomOffer.objects.filter(
        state=State.OFFERED, reminded_at=None, expires_at__gt=now, expires_at__lte=now + REMINDED_BEFORE
    )
    return one_by_one(list(soon.values_list("pk", flat=True)), lambda key: _remind(key, now))


@transaction.atomic
def _lapse(key: UUID, now: datetime) -> bool:
    offer = locked(key)
    if offer.state != State.OFFERED or offer.expires_at > now:
        return False
    change(offer, State.LAPSED, by=None)
    return True


@transaction.atomic
def _remind(key: UUID, now: datetime) -> bool:
    offer = locked(key)
    if offer.state != State.OFFERED or offer.reminded_at:
        return False
    offer.reminded_at = now
    offer.save(update_fields=["reminded_at"])
    _say(offer, events.ROOM_REMINDED, None, tell=f"room-reminder:{offer.pk}")
    return True


@transaction.atomic
def _answer(offer: RoomOffer, target: State) -> RoomOffer:
    offer = locked(offer.pk)
    if offer.state == target:
        return offer
    if offer.state == State.LAPSED or (offer.state == State.OFFERED and not offer.can_be_answered):
        raise TooLate
    offer.answered_at = timezone.now()
    return change(offer, target, by=None, fields=("answered_at",))


@transaction.atomic
def move(offer: RoomOffer, target: State, *, by: Any) -> RoomOffer:
    return change(locked(offer.pk), target, by=by)


def change(offer: RoomOffer, target: State, *, by: Any, fields: tuple[str, ...] = ()) -> RoomOffer:
    """Bring a locked offer to another state, and keep these fields as well. Raises ForbiddenMove."""
    moves.check(RoomOffer.MOVES, offer.state, target)
    offer.state = target
    offer.save(update_fields=["state", *fields])
    _say(offer, EVENTS[target], by, tell=f"room-{target}:{offer.pk}" if target in NEWS else "")
    return offer


def locked(key: UUID) -> RoomOffer:
    """The offer under lock, after its request, its room and its candidate."""
    seen = RoomOffer.objects.select_related("candidate").get(pk=key)
    _locked_pair(seen.room_id, seen.candidate)
    return RoomOffer.objects.select_related("candidate", "room").select_for_update(of=("self",)).get(pk=key)


def _locked_pair(room: int, candidate: Candidate | None) -> Any:
    if candidate:
        events.followup_starting.send(RoomOffer, reference=candidate.reference)
    Room.objects.select_for_update(of=("self",)).get(pk=room)
    return candidate and Candidate.objects.select_for_update(of=("self",)).get(pk=candidate.pk)


def _check(room: int, candidate: Candidate, season: int) -> int:
    """The year of the stay that this offer would be."""
    stayed = set(candidate.offers.filter(state__in=STAYED, season__lt=season).values_list("season", flat=True))
    if candidate.state != Candidate.State.ADMITTED or (candidate.season != season and not stayed):
        raise NotOnTheList
    if not stayed and candidate.scores.count() < READERS:
        raise NotRead
    if len(stayed) >= LONGEST_STAY:
        raise StayTooLong
    live = RoomOffer.objects.filter(season=season, state__in=RoomOffer.LIVE)
    if not Room.objects.filter(pk=room, is_open=True).exists() or live.filter(room=room).exists():
        raise RoomTaken
    if live.filter(candidate=candidate).exists():
        raise CandidateTaken
    return len(stayed) + 1


def end_of_day(days: int) -> datetime:
    """The last minute of the day that comes in so many days, by the clocks of Montpellier."""
    last = timezone.localdate() + timedelta(days=days)
    return timezone.make_aware(datetime.combine(last, time(23, 59)))


def _say(offer: RoomOffer, event: str, by: Any, *, tell: str = "") -> None:
    if offer.candidate:
        events.followup_changed.send(RoomOffer, reference=offer.candidate.reference, event=event, by=by, tell=tell)
