"""A home that is hard to heat, flagged by who lives there, by a neighbour, by a professional."""

from datetime import timedelta

from django.utils import timezone

from tests.forms.samples import Pages, Sample

YESTERDAY = timezone.localdate() - timedelta(days=1)
AGREED: dict[str, list[str]] = {
    "agreement": ["said"],
    "agreed_on_day": [str(YESTERDAY.day)],
    "agreed_on_month": [str(YESTERDAY.month)],
    "agreed_on_year": [str(YESTERDAY.year)],
    "agreed_with": ["À moi"],
}
CALL_FIRST: dict[str, list[str]] = {
    "agreement": ["call_first"],
    "agreed_on_day": [""],
    "agreed_on_month": [""],
    "agreed_on_year": [""],
    "agreed_with": [""],
}
REFERRER = {
    "given_name": ["Ondine"],
    "family_name": ["Témoin"],
    "email": ["temoin@exemple.fr"],
    "phone": ["04 67 00 11 22"],
    "preference": ["email"],
}
HOUSEHOLD = {
    "given_name": ["Zéphyrine"],
    "family_name": ["Canari"],
    "phone": ["06 12 34 56 78"],
    "email": ["canari@exemple.fr"],
    "preference": ["sms"],
    "best_times": ["Le matin"],
    "interpreter": ["language"],
    "language": ["arabe"],
    "people": ["3"],
    "fragile": ["yes"],
}
HOME = {
    "line1": ["3 rue du Canari"],
    "line2": ["Bâtiment B"],
    "floor": ["2"],
    "postcode": ["34000"],
    "city": ["Montpellier"],
    "tenure": ["tenant"],
    "landlord": ["social"],
}
LAST: Pages = {
    "constats": {
        "signs": ["unpaid", "cold", "other"],
        "other_sign": ["Les fenêtres ferment mal"],
        "cut_off_on_day": [""],
        "cut_off_on_month": [""],
        "cut_off_on_year": [""],
    },
    "precisions": {"details": ["Il fait 15 degrés dans la chambre du canari."]},
    "verifier": {"true": ["on"]},
}


def writer(role: str, in_area: str = "yes") -> dict[str, list[str]]:
    return {"role": [role], "in_area": [in_area]}


OWN: Pages = {"vous": writer("self"), "moi": HOUSEHOLD, "chez-moi": HOME} | LAST
RELATIVE: Pages = {
    "vous": writer("relative", "unknown"),
    "accord": AGREED,
    "referent": REFERRER,
    "menage": HOUSEHOLD | {"do_not_phone": ["on"], "phone": [""], "preference": ["letter"]},
    "logement": HOME | {"tenure": ["owner"], "landlord": [""]},
} | LAST
PROFESSIONAL: Pages = {
    "vous": writer("professional"),
    "accord": CALL_FIRST,
    "professionnel": REFERRER | {"organisation": ["Association exemple"], "job": ["Assistante sociale"]},
    "menage": HOUSEHOLD,
    "logement": HOME,
} | LAST

sample = Sample(
    ways={"own home": OWN, "neighbour": RELATIVE, "professional": PROFESSIONAL},
    exits={
        "elsewhere": {"vous": writer("self", "no")},
        "no agreement": {"vous": writer("relative"), "accord": CALL_FIRST | {"agreement": ["no"]}},
    },
)
