"""The verbs that a household's page offers, each with its form, its words, and the states in which it is offered."""

from collections.abc import Callable
from typing import Any, NamedTuple

from django.contrib.auth.models import User
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from programmes.desk.households import forms
from programmes.household_states import MOVES, OVER, State
from programmes.models import Household
from programmes.moves import ForbiddenMove
from programmes.services import home_visits, households

EVERY_OPEN = frozenset(State) - OVER


class Act(NamedTuple):
    """One verb. `run` gets the household, the form's answers and who acts."""

    title: Any
    button: Any
    form: type[forms.ActForm]
    run: Callable[..., Any]
    states: frozenset[State]
    help_text: Any = ""


def leading_to(*targets: State) -> frozenset[State]:
    return frozenset(state for state in State if MOVES[state] & set(targets))


ACTS: dict[str, Act] = {
    "noter": Act(
        gettext_lazy("Note a contact"),
        gettext_lazy("Keep this contact"),
        forms.AttemptForm,
        households.note_attempt,
        EVERY_OPEN | {State.UNREACHABLE},
    ),
    "informer": Act(
        gettext_lazy("Note that they were told of their rights"),
        gettext_lazy("They were told"),
        forms.ToldForm,
        households.record_told,
        EVERY_OPEN,
        gettext_lazy("Who holds what, from whom, why, and how to refuse: the leaflet says it all. Leave it with them."),
    ),
    "prendre": Act(
        gettext_lazy("Become its worker"),
        gettext_lazy("I follow this household"),
        forms.ActForm,
        households.take,
        EVERY_OPEN,
    ),
    "visite": Act(
        gettext_lazy("Plan a visit"),
        gettext_lazy("Plan this visit"),
        forms.VisitForm,
        home_visits.plan,
        leading_to(State.VISIT_PLANNED),
        gettext_lazy("The free half-days of the workers. One visit takes one whole."),
    ),
    "porte": Act(
        gettext_lazy("Keep the door code"),
        gettext_lazy("Keep it"),
        forms.DoorCodeForm,
        home_visits.keep_door_code,
        EVERY_OPEN,
        gettext_lazy("It is shown while a visit is planned only, and deleted a month after the last one."),
    ),
    "diagnostic": Act(
        gettext_lazy("Write a part of the diagnostic"),
        gettext_lazy("Keep this part"),
        forms.DiagnosticForm,
        home_visits.write_diagnostic,
        EVERY_OPEN,
        gettext_lazy("Each part has its own readers. It takes the place of what the part said before."),
    ),
    "action": Act(
        gettext_lazy("Add an action to the plan"),
        gettext_lazy("Add this action"),
        forms.PlanItemForm,
        households.add_plan_item,
        leading_to(State.PLAN) | {State.PLAN},
    ),
    "accord": Act(
        gettext_lazy("Record an agreement to pass on"),
        gettext_lazy("Keep this agreement"),
        forms.ConsentForm,
        households.record_consent,
        EVERY_OPEN,
        gettext_lazy("One for each passing-on. Without it nothing leaves the team."),
    ),
    "injoignable": Act(
        gettext_lazy("They could not be reached"),
        gettext_lazy("End the follow-up"),
        forms.ActForm,
        households.give_up,
        leading_to(State.UNREACHABLE),
        gettext_lazy("After three tries, then a letter that stays a month without an answer."),
    ),
    "retrait": Act(
        gettext_lazy("They refuse, or withdraw"),
        gettext_lazy("End the follow-up"),
        forms.LeaveForm,
        households.leave,
        leading_to(State.REFUSED),
        gettext_lazy(
            "By any channel, without a reason. The alert closes; all that says who they are is deleted a month later."
        ),
    ),
    "clore": Act(
        gettext_lazy("Close the follow-up"),
        gettext_lazy("Close it"),
        forms.CloseForm,
        households.close,
        leading_to(State.CLOSED),
    ),
}


def offered(household: Household, user: User) -> dict[str, Act]:
    if household.merged_into_id:
        return {}
    hidden = {"informer"} if household.told_at else set()
    hidden |= {"prendre"} if household.worker_id == user.pk else set()
    hidden |= set() if home_visits.readable_kinds(user) else {"diagnostic"}
    return {word: act for word, act in ACTS.items() if household.state in act.states and word not in hidden}


REFUSALS: dict[type[Exception], Any] = {
    ForbiddenMove: gettext_lazy("This household has moved on meanwhile: look at its page again."),
    households.Merged: gettext_lazy("This household was merged into another one: work that one."),
    households.Over: gettext_lazy("The follow-up of this household is over."),
    households.TooSoon: gettext_lazy(
        "Too soon: it takes three tries without an answer, and a letter that is a month old."
    ),
    home_visits.SlotTaken: gettext_lazy("Somebody has just taken this half-day. Choose another one."),
    home_visits.SlotOver: gettext_lazy("This half-day has begun. Choose another one."),
    home_visits.NotYet: gettext_lazy("This visit has not begun yet."),
    home_visits.OneMoreNeedsTheLead: gettext_lazy(
        "Three visits are done: one more is planned by the lead, with a reason."
    ),
    home_visits.NotYours: gettext_lazy("This part of the diagnostic has other readers."),
}


def run(act: Act, household: Household, answers: dict, by: User) -> str:
    """Do it; the words of why it was not done, '' when it was."""
    try:
        act.run(household, **answers, by=by)
    except tuple(REFUSALS) as refusal:
        return str(REFUSALS[type(refusal)])
    return ""


def done() -> str:
    return _("Done.")
