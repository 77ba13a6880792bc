"""The life of someone in an Unis’Vers group: states and the allowed moves. No database."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from programmes import moves


class State(TextChoices):
    """Where a person stands."""

    WAITING = "waiting", _("waiting for a group")
    MEMBER = "member", _("in a group")
    FINISHED = "finished", _("has finished")
    LEFT = "left", _("has left")


LIVE = frozenset({State.WAITING, State.MEMBER})
"""One such row a request; none of them has a day of erasure yet."""

MOVES: dict[State, frozenset[State]] = {
    State.WAITING: frozenset({State.MEMBER, State.LEFT}),
    State.MEMBER: frozenset({State.FINISHED, State.LEFT}),
    State.FINISHED: frozenset(),
    State.LEFT: frozenset(),
}
"""Whoever comes back does so by a new request, which opens a new row."""


class Outcome(TextChoices):
    """What the path through the group led to."""

    WORK = "work", _("a job")
    TRAINING = "training", _("a training")
    RIGHTS = "rights", _("rights opened")
    FOLLOWED = "followed", _("regular support towards a job")
    CONFIDENCE = "confidence", _("more ease in daily life")
    OTHER = "other", pgettext_lazy("outcome", "something else")


def check(current: str, target: str) -> None:
    """Raise ForbiddenMove unless someone in `current` may become `target`."""
    moves.check(MOVES, State(current), State(target))
