"""Who joins an Unis’Vers group by the answers of a request, and what a decision begins and ends for them."""

from typing import Any

from forms.intake import Answers, Contact
from forms.intakes import people
from programmes.services import insertion


def contact(answers: Answers) -> Contact:
    """The request bears the name of who joins; the answer goes to them, or to who writes for them when they say so."""
    person = answers.get("identite") or answers["personne"]
    helper = answers.get("aidant", {})
    reach = answers.get("contact") or answers.get("joindre") or helper
    family_name = person.get("usage_name") or person["family_name"]
    name = f"{person['given_name']} {family_name}"
    step = "son-adresse" if helper and reach is not helper else "adresse"
    address = people.envelope(helper["name"] if reach is helper else name, answers.get(step))
    findable = (helper.get("email", ""), helper.get("phone", ""))
    return Contact(name, reach["email"], reach["phone"], reach["preference"], findable, address=address)


def put_on_list(reference: str, answers: Answers, by: Any) -> None:
    insertion.put_on_list(reference, name=contact(answers).name, spaces=answers["espaces"]["spaces"], by=by)


def end(reference: str, answers: Answers, by: Any) -> None:
    insertion.end(reference, by=by)
