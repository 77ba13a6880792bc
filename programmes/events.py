"""What the follow-up tells those above: a verb never knows a request, it says what happened under its reference."""

from django.dispatch import Signal
from django.utils.translation import gettext_lazy as _

followup_changed = Signal()
"""Sent inside the verb's transaction, with `reference`, `event` (a key of EVENTS) and `by` (an agent, or None).

With `tell` as well, the person is told that there is news: it names this telling, so that it is owed once.
"""

ENROLLED, WAITING, CANCELLED = "enrolled", "waiting", "cancelled"

GROUP_WAITING, GROUP_JOINED, GROUP_FINISHED, GROUP_LEFT = (
    "group_waiting",
    "group_joined",
    "group_finished",
    "group_left",
)
OF_GROUP = {"member": GROUP_JOINED, "finished": GROUP_FINISHED, "left": GROUP_LEFT}
"""What is told when someone comes to be in this state."""

EVENTS = {
    ENROLLED: _("Seats taken"),
    WAITING: _("Put on the waiting list"),
    CANCELLED: _("Seats given back"),
    GROUP_WAITING: _("On the waiting list of the groups"),
    GROUP_JOINED: _("Joined a group"),
    GROUP_FINISHED: _("Has finished with the group"),
    GROUP_LEFT: _("Left the groups"),
}
