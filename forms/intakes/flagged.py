"""What an alert begins and ends in the follow-up of households, and what its answers say there."""

from datetime import date
from typing import Any

from django.utils.dateparse import parse_date

from forms.intake import Answers
from forms.workflow import Status
from programmes import events, priority
from programmes.models.energy import Priority
from programmes.services import energy_alerts
from programmes.services.energy_alerts import Flagged

OF_PEOPLE = ("people", "fragile", "interpreter", "language", "best_times", "do_not_phone", "preference")
OF_HOME = ("floor", "tenure", "landlord")


def flagged(answers: Answers) -> Flagged:
    """Takes cleaned answers and stored ones."""
    people = answers.get("moi") or answers.get("menage") or {}
    home = answers.get("chez-moi") or answers.get("logement") or {}
    seen = answers.get("constats") or {}
    signs, cut_off_on = list(seen.get("signs", [])), _day(seen.get("cut_off_on"))
    kept = {name: people.get(name) for name in OF_PEOPLE} | {name: home.get(name) for name in OF_HOME}
    return Flagged(
        name=" ".join(filter(None, (people.get("given_name"), people.get("family_name")))),
        phone=people.get("phone") or "",
        street=home.get("line1", ""),
        address="\n".join(filter(None, (home.get("line1"), home.get("line2"), _town(home)))),
        postcode=home.get("postcode", ""),
        home=kept | {"signs": signs, "cut_off_on": cut_off_on},
        cut_off_on=cut_off_on,
        fragile=people.get("fragile") == "yes",
        cold=bool({"cold", "gives_up"} & set(signs)),
        by_household=answers.get("vous", {}).get("role") == "self",
    )


def urgent(answers: Answers, received_on: date) -> str:
    """Why the published rule calls it urgent, in words; '' where it does not."""
    seen = flagged(answers)
    level, reason = priority.of(received_on, cut_off_on=seen.cut_off_on, fragile=seen.fragile, cold=seen.cold)
    return str(reason.label) if level == Priority.URGENT else ""


def receive(reference: str, answers: Answers) -> None:
    energy_alerts.receive(reference, of_household=flagged(answers).by_household)


def open_household(reference: str, answers: Answers, by) -> None:
    energy_alerts.open_household(reference, flagged(answers), by=by)


def end(reference: str, answers: Answers, by) -> None:
    energy_alerts.end(reference, by=by)


def on_followup(event: str, answers: Answers) -> Status | None:
    """A household that does not want to be followed closes its alert."""
    return Status.WITHDRAWN if event == events.HOUSEHOLD_LEFT else None


def _town(home: Any) -> str:
    return " ".join(filter(None, (home.get("postcode"), home.get("city"))))


def _day(value: Any) -> date | None:
    return parse_date(str(value)) if value else None
