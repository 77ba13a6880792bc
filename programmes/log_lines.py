"""What the history of follow-ups says, line by line. Codes only."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from wagtail.log_actions import LogFormatter

from programmes import cohort_states, household_states
from programmes.models.energy import Outcome


class MovedFormatter(LogFormatter):
    """Names the state that the row came to, and what it led to."""

    states: type[TextChoices]
    outcomes: type[TextChoices]

    def format_message(self, log_entry):
        target, outcome = log_entry.data.get("to", ""), log_entry.data.get("outcome", "")
        words = [dict(self.states.choices).get(target, target), dict(self.outcomes.choices).get(outcome, "")]
        return ", ".join(str(part) for part in words if part)


class HouseholdMoved(MovedFormatter):
    label = _("Household moved on")
    states, outcomes = household_states.State, Outcome


class MemberMoved(MovedFormatter):
    label = _("Member of a group moved on")
    states, outcomes = cohort_states.State, cohort_states.Outcome


LINES = {
    "called_off": _("Session cancelled, people told"),
    "household_opened": _("Follow-up opened"),
    "household_taken": _("Household taken by a worker"),
    "household_tried": _("Contact tried"),
    "household_left": _("The household said so itself"),
    "household_told": _("Told of their rights"),
    "household_took_in": _("Another household was merged into this one"),
    "household_merged": _("Merged into another household"),
    "household_gave_back": _("A merge into this household was undone"),
    "household_unmerged": _("The merge was undone"),
    "household_distinct": _("Said not to be the same as another one"),
    "consent_given": _("Agreement to pass on recorded"),
    "consent_withdrawn": _("Agreement to pass on taken back"),
    "plan_item_added": _("Action added to the plan"),
    "plan_item_settled": _("Action of the plan settled"),
    "visit_planned": _("Visit planned"),
    "visit_moved": _("Visit moved"),
    "visit_settled": _("Visit settled"),
    "door_code_kept": _("Door code kept or deleted"),
    "diagnostic_written": _("Diagnostic written"),
    "group_waiting": _("Put on the waiting list of the groups"),
    "group_added": _("Group added"),
    "group_changed": _("Group changed"),
    "group_activity_changed": _("Activity changed"),
    "group_activity_called_off": _("Activity cancelled, people told"),
    "group_referrer": _("Another referrer"),
    "group_started": _("Group started"),
    "group_activity": _("Activity planned"),
    "group_attendance": _("Attendance kept"),
}


def register(actions) -> None:
    actions.register_action("programmes.household_moved")(HouseholdMoved)
    actions.register_action("programmes.group_moved")(MemberMoved)
    for action, line in LINES.items():
        actions.register_action(f"programmes.{action}", line, line)
