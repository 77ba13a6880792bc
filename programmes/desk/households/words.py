"""What the screens of households say of a row: its next act, its late clocks, the home in words."""

from collections.abc import Sequence
from typing import NamedTuple

from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.log_actions import registry

from programmes.household_states import State, VisitState
from programmes.models import HomeVisit, Household, PlanItem
from programmes.models.energy import Priority
from programmes.models.home_visits import HOURS, Half

ANSWERS = {
    "interpreter": {
        "none": gettext_lazy("No, French is fine"),
        "lsf": gettext_lazy("In French sign language (LSF)"),
        "language": gettext_lazy("In another language"),
    },
    "tenure": {
        "tenant": gettext_lazy("Rented"),
        "owner": gettext_lazy("Owned by who lives there"),
        "hosted": gettext_lazy("Lent: they live in someone else’s home"),
    },
    "landlord": {
        "social": gettext_lazy("A social housing organisation"),
        "private": gettext_lazy("A private landlord or an agency"),
    },
    "fragile": {"yes": gettext_lazy("Yes"), "no": gettext_lazy("No")},
    "people": {"more": gettext_lazy("6 or more")},
    "do_not_phone": {True: gettext_lazy("Yes")},
}
LABELS = {
    "best_times": gettext_lazy("Best moments"),
    "do_not_phone": gettext_lazy("Do not phone"),
    "interpreter": gettext_lazy("Is another language better for talking?"),
    "language": gettext_lazy("If another language, which one?"),
    "people": gettext_lazy("How many people live in this home?"),
    "fragile": gettext_lazy("Does someone fragile live there?"),
    "floor": gettext_lazy("Floor"),
    "tenure": gettext_lazy("This home is"),
    "landlord": gettext_lazy("If it is rented, by whom?"),
}
OPEN_TEXT = frozenset({"best_times", "language", "floor"})


class Row(NamedTuple):
    """One line of the queue."""

    household: Household
    tell: str
    tell_late: bool
    next_act: str
    late: bool
    urgent: bool


def row(household: Household) -> Row:
    """Wants the household's visits with their slots, and its plan, prefetched."""
    words, late = next_act(household, planned(household), household.plan.all())
    tell = "" if household.told_at or household.is_over else date_format(household.to_tell_by, "j F Y")
    return Row(household, tell, household.tell_is_late, words, late, household.priority == Priority.URGENT)


def planned(household: Household) -> HomeVisit | None:
    return next((visit for visit in household.visits.all() if visit.state == VisitState.PLANNED), None)


def next_act(household: Household, visit: HomeVisit | None, plan: Sequence[PlanItem]) -> tuple[str, bool]:
    """What is to be done now, and whether it is late."""
    today = timezone.localdate()
    match household.state:
        case State.TO_CONTACT:
            day = date_format(household.contact_by, "j F Y")
            return _("Contact them by %(day)s") % {"day": day}, household.contact_by < today
        case State.CONTACTED:
            return _("Plan a first visit"), False
        case State.VISIT_PLANNED if visit:
            return _("Visit on %(when)s") % {"when": when(visit.slot)}, visit.slot.day < today
        case State.VISITED:
            return _("Write the diagnostics and the action plan"), False
        case State.PLAN:
            due = [item.due_on for item in plan if item.stage == PlanItem.Stage.TO_DO]
            if due:
                return _("Action due on %(day)s") % {"day": date_format(min(due), "j F Y")}, min(due) < today
            return _("Nothing is left of the plan: close the follow-up"), False
    return "", False


def when(slot) -> str:
    """A half-day in words."""
    start, end = HOURS[Half(slot.half)]
    hours = {"start": date_format(start, "TIME_FORMAT"), "end": date_format(end, "TIME_FORMAT")}
    return date_format(slot.day, "l j F Y") + ", " + _("from %(start)s to %(end)s") % hours


def about_home(household: Household) -> list[tuple[str, str]]:
    """What was told of the people and the home; what nobody knows is left out."""
    home = household.home
    pairs = [(str(label), _answer(name, home.get(name))) for name, label in LABELS.items()]
    cut_off = parse_date(str(home.get("cut_off_on") or ""))
    if cut_off:
        pairs.append((_("Cut-off announced on"), date_format(cut_off, "j F Y")))
    return [(label, words) for label, words in pairs if words]


def _answer(name: str, value) -> str:
    if name in OPEN_TEXT or (name == "people" and str(value).isdecimal()):
        return str(value or "")
    return str(ANSWERS[name].get(value, ""))


class Line(NamedTuple):
    """One line of a history, as the templates of histories read it."""

    what: str
    by: str
    at: object


def history(household: Household) -> list[Line]:
    entries = registry.get_logs_for_instance(household).select_related("user").order_by("-pk")
    return [Line(entry.message, entry.user_display_name if entry.user_id else "", entry.timestamp) for entry in entries]
