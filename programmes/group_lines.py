"""What the history of Unis’Vers groups and of their members says, line by line. Codes only."""

from django.utils.translation import gettext_lazy as _
from wagtail.log_actions import LogFormatter

from programmes.cohort_states import Outcome, State


class MovedFormatter(LogFormatter):
    label = _("Member of a group moved on")

    def format_message(self, log_entry):
        target, outcome = log_entry.data.get("to", ""), log_entry.data.get("outcome", "")
        words = [dict(State.choices).get(target, target), dict(Outcome.choices).get(outcome, "")]
        return ", ".join(str(part) for part in words if part)


LINES = {
    "group_waiting": _("Put on the waiting list of the groups"),
    "group_added": _("Group added"),
    "group_started": _("Group started"),
    "group_activity": _("Activity planned"),
    "group_attendance": _("Attendance kept"),
}


def register(actions) -> None:
    actions.register_action("programmes.group_moved")(MovedFormatter)
    for action, line in LINES.items():
        actions.register_action(f"programmes.{action}", line, line)
