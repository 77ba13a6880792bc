"""How fast a flagged household is contacted: the published rule, and why. No database.

Source: the rule that the leaflet for households prints. Anything beyond it is a person's decision.
"""

from datetime import date, timedelta

from home import working_days
from programmes.models.energy import Priority, PriorityReason

CUT_OFF_SOON = timedelta(days=7)
WORKING_DAYS = {Priority.URGENT: 2, Priority.USUAL: 10}


def of(received_on: date, *, cut_off_on: date | None, fragile: bool, cold: bool) -> tuple[Priority, PriorityReason]:
    """A cut-off that is past counts: somebody lives without energy."""
    if cut_off_on and cut_off_on - received_on <= CUT_OFF_SOON:
        return Priority.URGENT, PriorityReason.CUT_OFF
    if fragile and cold:
        return Priority.URGENT, PriorityReason.FRAGILE_COLD
    return Priority.USUAL, PriorityReason.NONE


def contact_by(received_on: date, priority: Priority) -> date:
    """The last working day to talk with them."""
    return working_days.after(received_on, WORKING_DAYS[priority])


def tell_by(received_on: date) -> date:
    """One month after the alert, or the last day of a shorter month. Source: GDPR, article 14(3)(a)."""
    first_of_next = (received_on.replace(day=1) + timedelta(days=32)).replace(day=1)
    last_of_next = (first_of_next + timedelta(days=32)).replace(day=1) - timedelta(days=1)
    return min(first_of_next.replace(day=1) + timedelta(days=received_on.day - 1), last_of_next)
