"""What the follow-up tells those above: a verb never knows a request, it says what happened under its reference."""

from django.dispatch import Signal
from django.utils.translation import gettext_lazy as _

followup_changed = Signal()
"""Sent inside the verb's transaction, with `reference`, `event` (a key of EVENTS) and `by` (an agent, or None).

With `tell` as well, the person is told that there is news: it names this telling, so that it is owed once. With
`bystander`, it happened to them by what others did: their request was not locked first, and does not move.
"""

ENROLLED, WAITING, CANCELLED = "enrolled", "waiting", "cancelled"
OFFERED, EXPIRED, CALLED_OFF, PRESENT, ABSENT = "offered", "expired", "called_off", "present", "absent"
REMINDED = "reminded"

EVENTS = {
    ENROLLED: _("Seats taken"),
    WAITING: _("Put on the waiting list"),
    CANCELLED: _("Seats given back"),
    OFFERED: _("Seats offered, with a time to answer"),
    EXPIRED: _("Offer of seats lapsed"),
    CALLED_OFF: _("Session cancelled by us"),
    REMINDED: _("Reminded of the session"),
    PRESENT: _("Came to the session"),
    ABSENT: _("Did not come to the session"),
}
