"""Why a request is refused: the short list that agents choose from, and that the person reads."""

from django.utils.translation import gettext_lazy as _

TOLD_IN_THE_MESSAGE = "other"

REASONS = {
    "no_room": _("No room is left this season."),
    "not_concerned": _("The conditions of this service are not met."),
    "incomplete": _("The request is still incomplete, in spite of our question."),
    TOLD_IN_THE_MESSAGE: _("Another reason, told in the message."),
}

LAPSED = "lapsed"

GIVEN_BY_RULE = {LAPSED: _("We closed this request: the agreement that it needs did not come in time.")}
"""Why a rule closes a request, in place of the words of its status. Agents do not choose these."""
