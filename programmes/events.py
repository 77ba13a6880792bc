"""What the follow-up tells those above: a verb never knows a request, it says what happened under its reference."""

from django.dispatch import Signal
from django.utils.translation import gettext_lazy as _

followup_changed = Signal()
"""Sent inside the verb's transaction, with `reference`, `event` (a key of EVENTS) and `by` (an agent, or None).

With `tell` as well, the person is told that there is news: it names this telling, so that it is owed once. With
`bystander`, it happened to them by what others did: their request was not locked first, and does not move.
"""

followup_starting = Signal()
"""Sent before a verb locks its own rows, with `reference`, or with all `references` that it will touch: whoever keeps
the requests locks them first, in the order of their keys, so that all locks are taken in one order."""

offer_made = Signal()
"""Sent with `reference` before an offer that ends: who keeps the request answers how many days more the person needs,
when word takes longer to reach them than a mail."""

ENROLLED, WAITING, CANCELLED = "enrolled", "waiting", "cancelled"
SCORED, ROOM_OFFERED, ROOM_ACCEPTED, ROOM_DECLINED = "scored", "room_offered", "room_accepted", "room_declined"
ROOM_LAPSED, ROOM_WITHDRAWN, ROOM_GIVEN_UP = "room_lapsed", "room_withdrawn", "room_given_up"
ROOM_REMINDED, ROOM_CHECKED, ROOM_INSURED = "room_reminded", "room_checked", "room_insured"
ROOM_SIGNED, ROOM_ENDED = "room_signed", "room_ended"
OFFERED, EXPIRED, CALLED_OFF, PRESENT, ABSENT = "offered", "expired", "called_off", "present", "absent"
REMINDED = "reminded"

HOUSEHOLD_OPENED, HOUSEHOLD_CLOSED, HOUSEHOLD_LEFT = "household_opened", "household_closed", "household_left"

GROUP_WAITING, GROUP_JOINED, GROUP_FINISHED, GROUP_LEFT = (
    "group_waiting",
    "group_joined",
    "group_finished",
    "group_left",
)
GROUP_ACTIVITY_MOVED, GROUP_ACTIVITY_OFF = "group_activity_moved", "group_activity_off"
OF_GROUP = {"member": GROUP_JOINED, "finished": GROUP_FINISHED, "left": GROUP_LEFT}
"""What is told when someone comes to be in this state."""

TIMED = frozenset({OFFERED, ROOM_OFFERED, ROOM_REMINDED})
"""What is over after a time: word of it never waits for a letter alone."""

EVENTS = {
    ENROLLED: _("Seats taken"),
    WAITING: _("Put on the waiting list"),
    CANCELLED: _("Seats given back"),
    SCORED: _("Application read and scored"),
    ROOM_OFFERED: _("Room offered"),
    ROOM_ACCEPTED: _("Room accepted"),
    ROOM_DECLINED: _("Room declined"),
    ROOM_LAPSED: _("No answer in time: the offer of the room is over"),
    ROOM_WITHDRAWN: _("Offer of the room taken back"),
    ROOM_GIVEN_UP: _("Room given up before the lease"),
    ROOM_REMINDED: _("Reminded of the offer of the room"),
    ROOM_CHECKED: _("Volunteer check done"),
    ROOM_INSURED: _("Insurance seen"),
    ROOM_SIGNED: _("Lease signed"),
    ROOM_ENDED: _("Lease ended early"),
    OFFERED: _("Seats offered, with a time to answer"),
    EXPIRED: _("Offer of seats lapsed"),
    CALLED_OFF: _("Session cancelled by us"),
    REMINDED: _("Reminded of the session"),
    PRESENT: _("Came to the session"),
    ABSENT: _("Did not come to the session"),
    HOUSEHOLD_OPENED: _("The household is followed"),
    HOUSEHOLD_CLOSED: _("The follow-up of the household is over"),
    HOUSEHOLD_LEFT: _("The household does not want to be followed, or not any more"),
    GROUP_WAITING: _("On the waiting list of the groups"),
    GROUP_JOINED: _("Joined a group"),
    GROUP_FINISHED: _("Has finished with the group"),
    GROUP_LEFT: _("Left the groups"),
    GROUP_ACTIVITY_MOVED: _("An activity of the group has another hour or place"),
    GROUP_ACTIVITY_OFF: _("An activity of the group is cancelled"),
}


def more_days(reference: str) -> int:
    """How many days more than others this person has to answer an offer."""
    answers = offer_made.send(sender=None, reference=reference)
    return max((days for _receiver, days in answers if days), default=0)
