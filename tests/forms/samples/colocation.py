"""The student flatshare. `first_choice` is “no preference”: which rooms are to let is each test's own."""

from datetime import timedelta

from django.utils import timezone

from tests.forms.samples import Pages, Sample

NEXT_YEAR = timezone.localdate().year + 1

PAGES: Pages = {
    "situation": {"student": ["yes"], "adult": ["yes"], "three_hours": ["yes"]},
    "contact": {"email": ["canari@exemple.fr"], "phone": ["06 12 34 56 78"], "preference": ["email"]},
    "identite": {
        "given_name": ["Zéphyrine"],
        "family_name": ["Canari"],
        "usage_name": [""],
        "birth_date_day": ["7"],
        "birth_date_month": ["03"],
        "birth_date_year": ["2004"],
    },
    "adresse": {
        "line1": ["3 rue du Canari"],
        "line2": [""],
        "postcode": ["34000"],
        "city": ["Montpellier"],
        "country": ["France"],
    },
    "etudes": {
        "school": ["Université de Montpellier"],
        "course": ["Soins infirmiers"],
        "year": ["Deuxième année"],
        "care_related": ["yes"],
        "care_course": ["Infirmière"],
    },
    "logement": {
        "first_choice": ["any"],
        "second_choice": [""],
        "third_choice": [""],
        "arrival": [f"{NEXT_YEAR}-01"],
        "departure": [f"{NEXT_YEAR}-06"],
        "step_free": ["no"],
        "meals": ["yes"],
    },
    "heures": {
        "slots": ["sat-pm", "wed-pm"],
        "talents": ["games"],
        "talents_text": [""],
        "languages": ["lsf"],
        "other_languages": [""],
    },
    "motivation": {"motivation": ["J’aime les histoires du canari."]},
    "documents": {"identite": ["paper"], "inscription": [f"later:{timezone.localdate() + timedelta(days=30)}"]},
    "verifier": {"commitment": ["on"]},
}

sample = Sample(
    ways={"by mail": PAGES},
    exits={"not a student": {"situation": PAGES["situation"] | {"student": ["no"]}}},
)
