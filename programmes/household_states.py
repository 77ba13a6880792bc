"""The life of a household that SLIME follows, and of its visits: states and the allowed moves. No database."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from programmes import moves


class State(TextChoices):
    """Where a household stands."""

    TO_CONTACT = "to_contact", _("to contact")
    CONTACTED = "contacted", _("contacted")
    VISIT_PLANNED = "visit_planned", _("visit planned")
    VISITED = "visited", _("visited")
    PLAN = "plan", _("action plan under way")
    CLOSED = "closed", pgettext_lazy("household", "closed")
    UNREACHABLE = "unreachable", _("could not be reached")
    REFUSED = "refused", _("does not want to be followed")
    WITHDRAWN = "withdrawn", _("has withdrawn")


OVER = frozenset({State.CLOSED, State.UNREACHABLE, State.REFUSED, State.WITHDRAWN})
"""Nothing more is done, and the day of erasure is known."""

LEFT = frozenset({State.REFUSED, State.WITHDRAWN})
"""The household said no: what is known of it goes soonest."""

MOVES: dict[State, frozenset[State]] = {
    State.TO_CONTACT: LEFT | {State.CONTACTED, State.UNREACHABLE, State.CLOSED},
    State.CONTACTED: LEFT | {State.VISIT_PLANNED, State.PLAN, State.UNREACHABLE, State.CLOSED},
    State.VISIT_PLANNED: LEFT | {State.CONTACTED, State.VISITED, State.PLAN},
    State.VISITED: LEFT | {State.VISIT_PLANNED, State.PLAN, State.UNREACHABLE, State.CLOSED},
    State.PLAN: LEFT | {State.VISIT_PLANNED, State.UNREACHABLE, State.CLOSED},
    State.UNREACHABLE: LEFT | {State.CONTACTED},
    State.CLOSED: frozenset(),
    State.REFUSED: frozenset(),
    State.WITHDRAWN: frozenset(),
}
"""Whoever could not be reached comes back by calling; what else is over stays so: a new alert opens a new follow-up."""


class VisitState(TextChoices):
    """Where one visit stands."""

    PLANNED = "planned", _("planned")
    DONE = "done", _("done")
    MISSED = "missed", _("nobody was at home")
    CANCELLED = "cancelled", pgettext_lazy("visit", "cancelled")


HELD = frozenset({VisitState.PLANNED, VisitState.DONE})
"""Visits that count: they hold their worker's slot and their number."""

VISIT_MOVES: dict[VisitState, frozenset[VisitState]] = {
    VisitState.PLANNED: frozenset({VisitState.DONE, VisitState.MISSED, VisitState.CANCELLED}),
    VisitState.DONE: frozenset(),
    VisitState.MISSED: frozenset(),
    VisitState.CANCELLED: frozenset(),
}


def check(current: str, target: str) -> None:
    """Raise ForbiddenMove unless a household in `current` may become `target`."""
    moves.check(MOVES, State(current), State(target))


def check_visit(current: str, target: str) -> None:
    """The same for a visit."""
    moves.check(VISIT_MOVES, VisitState(current), VisitState(target))


def without_visit(*, visited: bool, planned_action: bool) -> State:
    """Where a household stands when no visit is planned any more."""
    if planned_action:
        return State.PLAN
    return State.VISITED if visited else State.CONTACTED
