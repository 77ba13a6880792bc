"""What a refused verb says: what happened, and what to do."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from programmes.moves import ForbiddenMove
from programmes.services.group_changes import CalledOff, NotOfTheTeam, SheetKept
from programmes.services.insertion import AlreadyStarted, CohortFull, CohortOver, TooEarly, TooFew

PROBLEMS: dict[type[Exception], Any] = {
    ForbiddenMove: _("Nothing was done: a colleague has just moved this person. Look at where they stand now."),
    CohortFull: _("Nothing was done: the group is full. Choose another group, or wait for a place."),
    CohortOver: _("Nothing was done: the last day of the group has passed. Choose another group."),
    AlreadyStarted: _("Nothing was done: the group has started already."),
    TooFew: _("Nothing was done: below 15 people, only the lead can start the group, with a reason."),
    CalledOff: _("Nothing was done: this activity is cancelled already."),
    SheetKept: _("Nothing was done: who came is written down. What took place is neither moved nor cancelled."),
    NotOfTheTeam: _("Nothing was done: this person is not in the team any more. Choose somebody else."),
    TooEarly: _("Nothing was kept: the day of the activity has not come. Come back to this sheet that day."),
}


def attempt(request: HttpRequest, act: Callable[[], Any], done: str) -> bool:
    """Do it and say so, or say why it was not done."""
    try:
        act()
    except tuple(PROBLEMS) as refusal:
        messages.error(request, PROBLEMS[type(refusal)])
        return False
    messages.success(request, done)
    return True
