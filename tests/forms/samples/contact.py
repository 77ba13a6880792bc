"""Writing to the city: one way for each reason, one of them answered by letter."""

from tests.forms.samples import Pages, Sample

BY_MAIL = {
    "joindre": {
        "name": ["Zéphyrine Canari"],
        "email": ["canari@exemple.fr"],
        "phone": [""],
        "preference": ["email"],
    },
    "verifier": {},
}
BY_LETTER = {
    "joindre": {"name": ["Zéphyrine Canari"], "email": [""], "phone": [""], "preference": ["letter"]},
    "adresse": {
        "line1": ["3 rue du Canari"],
        "line2": [""],
        "postcode": ["34000"],
        "city": ["Montpellier"],
        "country": ["France"],
    },
    "verifier": {},
}


def about(reason: str) -> Pages:
    return {"motif": {"reason": [reason]}}


QUESTION = about("question") | {"message": {"message": ["À qui parler des canaris ?"], "about": ["K7M4-2QXD"]}}
OTHER = about("other") | {"message": {"message": ["Merci pour tout."], "about": [""]}}
APPOINTMENT = about("appointment") | {
    "rendez-vous": {"where": ["video"], "slots": ["tue-am", "thu-pm"], "message": [""]},
}
PAGE = about("page") | {"page": {"page": ["Numéros utiles"], "message": [""]}}
OBSTACLE = about("obstacle") | {
    "obstacle": {"page": ["La page du Canari"], "message": ["Mon lecteur d’écran saute le tableau."]},
}

sample = Sample(
    ways={
        "a question": QUESTION | BY_MAIL,
        "a question, by letter": QUESTION | BY_LETTER,
        "something else": OTHER | BY_MAIL,
        "an appointment": APPOINTMENT | BY_MAIL,
        "an appointment, by letter": APPOINTMENT | BY_LETTER,
        "a page in sign language": PAGE | BY_MAIL,
        "an obstacle": OBSTACLE | BY_MAIL,
    },
    exits={},
)
