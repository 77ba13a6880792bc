"""Joining a group: for oneself, or for someone who agrees and has their own way to be answered."""

from tests.forms.samples import Sample

SITUATION = {"situation": {"rights": ["yes"], "far_from_work": ["unknown"], "followed": ["no"]}}
GROUP = {
    "espaces": {"spaces": ["rights", "mobility"], "wishes": ["Élever un canari."]},
    "disponibilites": {"slots": ["mon-am", "tue-pm"]},
    "appui": {"support": ["language", "childcare"], "language": ["arabe"], "more": ["Une place près de la porte."]},
    "verifier": {"agreement": ["on"]},
}
ADDRESS = {
    "line1": ["3 rue du Canari"],
    "line2": [""],
    "postcode": ["34000"],
    "city": ["Montpellier"],
    "country": ["France"],
}
MYSELF = {
    "qui": {"writer": ["self"]},
    **SITUATION,
    "identite": {
        "given_name": ["Zéphyrine"],
        "family_name": ["Canari"],
        "usage_name": [""],
        "birth_year": ["1985"],
    },
}
SOMEONE = {
    "accord": {"agreement": ["yes"]},
    **SITUATION,
    "personne": {"given_name": ["Zéphyrine"], "family_name": ["Canari"], "birth_year": [""]},
}


def reach(preference: str, email: str = "", phone: str = "") -> dict[str, list[str]]:
    return {"email": [email], "phone": [phone], "preference": [preference]}


def helper(answer_to: str, organisation: str = "", **contact) -> dict[str, list[str]]:
    return {"name": ["Odile Serin"], "organisation": [organisation], "answer_to": [answer_to]} | reach(**contact)


RELATIVE = {"qui": {"writer": ["relative"]}} | SOMEONE
PROFESSIONAL = {"qui": {"writer": ["professional"]}} | SOMEONE
BY_MAIL = reach("email", email="canari@exemple.fr", phone="06 12 34 56 78")

sample = Sample(
    ways={
        "for myself": MYSELF | {"contact": BY_MAIL} | GROUP,
        "for myself, by letter": MYSELF | {"contact": reach("letter"), "adresse": ADDRESS} | GROUP,
        "a professional, answered first": PROFESSIONAL
        | {"aidant": helper("me", "Association Serin", preference="email", email="serin@exemple.fr")}
        | GROUP,
        "a relative, and the person first": RELATIVE
        | {"aidant": helper("person", preference="call", phone="06 39 98 00 01"), "joindre": BY_MAIL}
        | GROUP,
        "a relative, letters for both": RELATIVE
        | {
            "aidant": helper("person", preference="letter"),
            "joindre": reach("letter"),
            "adresse": ADDRESS,
            "son-adresse": ADDRESS | {"line1": ["5 place du Serin"]},
        }
        | GROUP,
    },
    exits={
        "not concerned": {
            "qui": {"writer": ["self"]},
            "situation": {"rights": ["no"], "far_from_work": ["no"], "followed": ["no"]},
        },
        "no agreement yet": {"qui": {"writer": ["professional"]}, "accord": {"agreement": ["no"]}},
    },
)
