"""What the follow-up tells those above: a verb never knows a request, it says what happened under its reference."""

from django.dispatch import Signal
from django.utils.translation import gettext_lazy as _

followup_changed = Signal()
"""Sent inside the verb's transaction, with `reference`, `event` (a key of EVENTS) and `by` (an agent, or None).

With `tell` as well, the person is told that there is news: it names this telling, so that it is owed once.
"""

ENROLLED, WAITING, CANCELLED = "enrolled", "waiting", "cancelled"

EVENTS = {
    ENROLLED: _("Seats taken"),
    WAITING: _("Put on the waiting list"),
    CANCELLED: _("Seats given back"),
}
