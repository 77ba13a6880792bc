"""Who could live in a room: an order with its reasons. It suggests; a person decides."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from django.contrib.auth.models import User
from django.utils.translation import gettext as _

from programmes import seasons
from programmes.models import Candidate, Room, RoomOffer
from programmes.services.flatshares import scoring

RANKS = 3


class Suggestion(NamedTuple):
    """A candidate for a room, with the reasons for the place in the list."""

    candidate: Candidate
    reading: scoring.Reading
    reasons: list[str]


def suggestions(room: Room, season: int, user: User) -> list[Suggestion]:
    """Those who could be offered this room, the most fitting first. Three statements, whatever their number.

    First who needs a room without steps, for such a room; then who asked for this flat, or has no preference; then
    the better score; then the earlier application.
    """
    waiting = free_candidates(season, user).exclude(
        offers__in=RoomOffer.objects.filter(room=room, season=season)  # who had this offer is not asked twice
    )
    fitting = [candidate for candidate in waiting if fits(room, candidate)]
    read = [(candidate, scoring.reading(list(candidate.scores.all()), user)) for candidate in fitting]
    ready = [(candidate, reading) for candidate, reading in read if reading.is_over]
    ready.sort(key=lambda pair: _order(room, *pair))
    return [Suggestion(candidate, reading, reasons(room, candidate)) for candidate, reading in ready]


def free_candidates(season: int, user: User):
    """Those of the list who have neither an offer nor a room for the season, the earliest first."""
    busy = RoomOffer.objects.filter(season=season, state__in=RoomOffer.LIVE, candidate__isnull=False)
    rows = Candidate.objects.visible_to(user).filter(season=season, state=Candidate.State.ADMITTED)
    return rows.exclude(pk__in=busy.values("candidate")).prefetch_related("scores")


def fits(room: Room, candidate: Candidate) -> bool:
    return room.step_free or not candidate.wishes["step_free"]


def _order(room: Room, candidate: Candidate, reading: scoring.Reading):
    needs_it = room.step_free and candidate.wishes["step_free"]
    rank = rank_of(room.flat_id, candidate.wishes["flats"])
    return (not needs_it, rank is None, -(reading.mean or 0), rank, candidate.created_at)


def rank_of(flat: int, flats: Sequence[int]) -> int | None:
    """1 for the dearest flat, after the others when any will do; None when others were asked for."""
    if not flats:
        return RANKS + 1
    return flats.index(flat) + 1 if flat in flats else None


def reasons(room: Room, candidate: Candidate) -> list[str]:
    wishes = candidate.wishes
    return [*_about_steps(room, wishes), _about_flat(rank_of(room.flat_id, wishes["flats"])), _about_months(wishes)]


def _about_steps(room: Room, wishes) -> Iterable[str]:
    if wishes["step_free"]:
        yield _("needs a room without steps, like this one")
    elif room.step_free:
        yield _("does not need a room without steps")


def _about_flat(rank: int | None) -> str:
    if rank is None:
        return _("asked for other flats")
    return {
        1: _("this flat is the first choice"),
        2: _("this flat is the second choice"),
        3: _("this flat is the third choice"),
    }.get(rank, _("has no preference"))


def _about_months(wishes) -> str:
    return _("from %(arrival)s to %(departure)s") % {
        "arrival": seasons.month_words(wishes["arrival"]),
        "departure": seasons.month_words(wishes["departure"]),
    }
