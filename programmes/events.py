"""What the follow-up tells those above: a verb never knows a request, it says what happened under its reference."""

from django.dispatch import Signal
from django.utils.translation import gettext_lazy as _

followup_changed = Signal()
"""Sent inside the verb's transaction, with `reference`, `event` (a key of EVENTS) and `by` (an agent, or None).

With `tell` as well, the person is told that there is news: it names this telling, so that it is owed once.
"""

ENROLLED, WAITING, CANCELLED = "enrolled", "waiting", "cancelled"

HOUSEHOLD_OPENED, HOUSEHOLD_CLOSED, HOUSEHOLD_LEFT = "household_opened", "household_closed", "household_left"

EVENTS = {
    ENROLLED: _("Seats taken"),
    WAITING: _("Put on the waiting list"),
    CANCELLED: _("Seats given back"),
    HOUSEHOLD_OPENED: _("The household is followed"),
    HOUSEHOLD_CLOSED: _("The follow-up of the household is over"),
    HOUSEHOLD_LEFT: _("The household does not want to be followed, or not any more"),
}
