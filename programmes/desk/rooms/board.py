"""The rooms of a season at a glance: free, offered, taken, and what waits for somebody."""

from collections.abc import Iterable
from typing import NamedTuple

from django.contrib.auth.models import User
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from programmes.models import Room, RoomOffer
from programmes.models.offers import LONGEST_STAY

State = RoomOffer.State


class Line(NamedTuple):
    """A room, the offer that holds it, and the last one that came to nothing while it is free."""

    room: Room
    offer: RoomOffer | None
    last: RoomOffer | None

    @property
    def state(self) -> str:
        if self.offer is None:
            return _("free") if self.room.is_open else _("closed this season")
        if self.offer.state == State.OFFERED:
            return _("offered until %(day)s") % {"day": date_format(localtime(self.offer.expires_at), "j F")}
        if self.offer.state == State.ACCEPTED:
            return _("accepted, lease to sign")
        return _("taken until %(day)s") % {"day": date_format(self.offer.ends_on, "j F Y")}

    @property
    def colour(self) -> str:
        return "" if self.offer is None else {State.SIGNED: "ok"}.get(self.offer.state, "wait")

    @property
    def is_free(self) -> bool:
        return self.offer is None and self.room.is_open

    @property
    def asks_for_next(self) -> bool:
        """An offer came to nothing: somebody is to see who is next on the list."""
        return self.is_free and self.last is not None

    @property
    def can_stay(self) -> bool:
        return self.offer is not None and self.offer.state == State.SIGNED and self.offer.year < LONGEST_STAY


def lines(season: int, user: User) -> list[Line]:
    """Two statements, whatever the number of rooms."""
    rows = RoomOffer.objects.visible_to(user).filter(season=season).select_related("candidate")
    live: dict[int, RoomOffer] = {}
    last: dict[int, RoomOffer] = {}
    for offer in rows.order_by("created_at"):
        (live if offer.is_live else last)[offer.room_id] = offer
    rooms = Room.objects.select_related("flat__residence").order_by("flat__residence__name", "flat", "name")
    return [Line(room, live.get(room.pk), last.get(room.pk)) for room in rooms]


def counts(board: Iterable[Line]) -> dict[str, int]:
    board = list(board)
    return {
        "rooms": len(board),
        "taken": sum(1 for line in board if line.offer and line.offer.state == State.SIGNED),
        "free": sum(1 for line in board if line.is_free),
    }


def renewable(season: int, user: User) -> set[int]:
    """The rooms whose student has neither an answer nor a question about the next season yet."""
    asked = RoomOffer.objects.filter(season=season + 1).values("candidate")
    rows = RoomOffer.objects.visible_to(user).filter(season=season, state=State.SIGNED, year__lt=LONGEST_STAY)
    return set(rows.exclude(candidate__in=asked.filter(candidate__isnull=False)).values_list("room", flat=True))
