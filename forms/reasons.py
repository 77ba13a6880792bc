"""Why a request is refused: the short list that agents choose from, and that the person reads."""

from django.utils.translation import gettext_lazy as _

from programmes import events

TOLD_IN_THE_MESSAGE = "other"

REASONS = {
    "no_room": _("No room is left this season."),
    "not_concerned": _("The conditions of this service are not met."),
    "incomplete": _("The request is still incomplete, in spite of our question."),
    TOLD_IN_THE_MESSAGE: _("Another reason, told in the message."),
}

REMEDIES = _(
    "You do not agree? Within two months, write to us: we look at your request again. You can also go to the "
    "administrative court, or ask the Defender of Rights (Défenseur des droits) for free."
)
"""What every refusal says about contesting it. The lead may word it otherwise."""

REOPENED_FOR = {
    "contested": _("The person contests the decision"),
    "new_facts": _("Something new is known"),
    "mistake": _("We made a mistake"),
}
"""Why the lead takes a decided request up again."""

LAPSED = "lapsed"
SUBJECT = "subject"
FOLLOWED, LEFT = "followed", "left"

GIVEN_BY_RULE = {
    SUBJECT: _("The answer is yes, subject to the documents that we still need."),
    LAPSED: _("We closed this request: the agreement that it needs did not come in time."),
    FOLLOWED: _("This alert is closed."),
    LEFT: _("This alert is closed."),
}
"""What is said in place of the words of the status: why a rule closed a request, or what a yes depends on. Agents do
not choose these from the list. Who wrote an alert reads the same words whatever the household decided.
"""

KEPT_SHORT = frozenset({LAPSED, LEFT})
"""Nobody agreed, or not any more: such requests keep the short time of those that lapse."""

OF_FOLLOWUP = {events.HOUSEHOLD_CLOSED: FOLLOWED, events.HOUSEHOLD_LEFT: LEFT, events.HOUSEHOLD_OPENED: ""}
"""The reason that an event of the follow-up gives to its request, or takes from it."""
