"""The life of a request: its statuses and the one table of allowed moves. No database here."""

from enum import StrEnum

from django.utils.translation import gettext_lazy as _


class Status(StrEnum):
    """Where a request stands. Questions asked and documents missing are side objects, not statuses."""

    RECEIVED = "received"
    IN_REVIEW = "in_review"
    ACCEPTED = "accepted"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"
    OUT_OF_SCOPE = "out_of_scope"
    DUPLICATE = "duplicate"


OPEN = frozenset({Status.RECEIVED, Status.IN_REVIEW})
CLOSED = frozenset(Status) - OPEN

MOVES: dict[Status, frozenset[Status]] = {
    Status.RECEIVED: frozenset({Status.IN_REVIEW, Status.WITHDRAWN, Status.OUT_OF_SCOPE, Status.DUPLICATE}),
    Status.IN_REVIEW: frozenset(
        {Status.ACCEPTED, Status.REFUSED, Status.WITHDRAWN, Status.OUT_OF_SCOPE, Status.DUPLICATE}
    ),
    Status.ACCEPTED: frozenset({Status.WITHDRAWN}),
    Status.REFUSED: frozenset(),
    Status.WITHDRAWN: frozenset(),
    Status.OUT_OF_SCOPE: frozenset(),
    Status.DUPLICATE: frozenset(),
}

REOPENED_FROM = frozenset({Status.REFUSED, Status.WITHDRAWN, Status.OUT_OF_SCOPE, Status.DUPLICATE})
"""From where the lead, or the undoing of a merge, brings a request back into review: an event, not a move. What was
accepted goes on in its follow-up.
"""

BY_RULE = {
    (Status.RECEIVED, Status.ACCEPTED): _("By the published rule: seats go to those who ask first"),
    (Status.IN_REVIEW, Status.ACCEPTED): _("By the published rule: the person accepted the seats offered"),
    (Status.ACCEPTED, Status.WITHDRAWN): _("By the published rule: the household does not want to be followed"),
}
"""Moves that nobody decides: a published rule does, and the history says which."""

STAFF_LABELS = {
    Status.RECEIVED: _("Received"),
    Status.IN_REVIEW: _("In review"),
    Status.ACCEPTED: _("Accepted"),
    Status.REFUSED: _("Refused"),
    Status.WITHDRAWN: _("Withdrawn"),
    Status.OUT_OF_SCOPE: _("Out of scope"),
    Status.DUPLICATE: _("Duplicate"),
}

PUBLIC_LABELS = {
    Status.RECEIVED: _("We have your request. Nobody has opened it yet."),
    Status.IN_REVIEW: _("Someone is reading your request."),
    Status.ACCEPTED: _("The answer is yes."),
    Status.REFUSED: _("The answer is no, and we tell you why."),
    Status.WITHDRAWN: _("You withdrew your request."),
    Status.OUT_OF_SCOPE: _("Your request is not for this service. We tell you who can help."),
    Status.DUPLICATE: _("You had already sent this request: we follow the first one."),
}


class ForbiddenMove(Exception):
    """A move that the table does not allow. Carries both statuses."""

    def __init__(self, current: Status, target: Status) -> None:
        super().__init__(f"{current} → {target}")
        self.current, self.target = current, target


def check(current: str, target: str) -> None:
    """Raise ForbiddenMove unless `current` may become `target`."""
    if Status(target) not in MOVES[Status(current)]:
        raise ForbiddenMove(Status(current), Status(target))


def check_reopening(current: str) -> None:
    """Raise ForbiddenMove unless the lead may bring `current` back into review."""
    if Status(current) not in REOPENED_FROM:
        raise ForbiddenMove(Status(current), Status.IN_REVIEW)


def check_by_rule(current: str, target: str) -> None:
    """Raise ForbiddenMove unless a published rule may bring `current` to `target`."""
    if (Status(current), Status(target)) not in BY_RULE:
        raise ForbiddenMove(Status(current), Status(target))
