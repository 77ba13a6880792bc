"""About forty invented applications to the flatshares, in every state."""

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import cycle, islice

from forms.intakes.dates import coming_months
from portal.demo.examples import Example, Told, address, names, reach
from programmes.models import Flat

HOW_MANY, WITH_DOCUMENTS = 40, 3

COURSES = [
    ("Université de Montpellier", "psychologie", "licence 3", "no", ""),
    ("Institut de formation exemple", "soins infirmiers", "deuxième année", "yes", "infirmière ou infirmier"),
    ("Université Paul-Valéry", "langues étrangères", "licence 1", "no", ""),
    ("École exemple de travail social", "éducation spécialisée", "première année", "yes", "éducation spécialisée"),
    ("IUT de Montpellier", "informatique", "BUT 2", "no", ""),
]
HOURS = [
    (["sat-pm", "wed-pm"], ["games", "music"], "Guitare, et parties de tarot."),
    (["sun-am", "sun-pm"], ["walks", "reading"], ""),
    (["fri-pm", "sat-am"], ["digital"], "Je peux expliquer les appels en vidéo."),
    (["mon-pm"], ["cooking", "crafts"], "Couture et confitures."),
]
MOTIVATIONS = [
    "J’ai grandi avec mes grands-parents et leur compagnie me manque. Je voudrais jouer, parler, et être utile.",
    "Je cherche un loyer modéré et un lieu vivant. Les histoires des personnes âgées me passionnent.",
    "Je prépare un métier du soin. Vivre près des résidentes et des résidents m’apprendra plus que des livres.",
]
PREFERENCES = ["email", "sms", "email", "call", "lsf", "email", "letter"]

ASKED = Told(
    question="Bonjour, pouvez-vous nous dire si vous seriez là pendant les vacances de fin d’année ?",
    answer="Oui, sauf la semaine du 25 décembre.",
    elsewhere="Cette colocation est pour les étudiantes et les étudiants. Le Crous peut vous aider à vous loger.",
    reason="no_room",
)

# What becomes of each, in turn: two in ten wait unopened, the others are spread over every state
FATES = [
    "received",
    "in_review",
    "accepted",
    "asked",
    "refused",
    "received",
    "answered",
    "withdrawn",
    "out_of_scope",
    "duplicate",
]


def examples() -> Iterator[Example]:
    flats = [str(flat.pk) for flat in Flat.objects.all()]
    months = [value for value, _name in coming_months()]
    for rank, ((given, family), fate) in enumerate(islice(zip(names(), cycle(FATES), strict=False), HOW_MANY)):
        documents = {"identite": "jpg", "ressources": "pdf"} if rank < WITH_DOCUMENTS else {}
        yield Example(_typed(rank, given, family, flats, months), fate, ASKED, documents=documents)


def _typed(rank: int, given_name: str, family_name: str, flats: list[str], months: list[str]) -> dict:
    """What this person would have typed, page by page."""
    school, course, year, care, job = COURSES[rank % len(COURSES)]
    slots, talents, more = HOURS[rank % len(HOURS)]
    return {
        "situation": {"student": ["yes"], "adult": ["yes"], "three_hours": ["yes"]},
        "contact": reach(rank, PREFERENCES[rank % len(PREFERENCES)]),
        "identite": {
            "given_name": [given_name],
            "family_name": [family_name],
            "birth_date_day": [str(1 + rank % 28)],
            "birth_date_month": [str(1 + rank % 12)],
            "birth_date_year": [str(2003 + rank % 5)],
        },
        "adresse": address(rank),
        "etudes": {
            "school": [school],
            "course": [course],
            "year": [year],
            "care_related": [care],
            "care_course": [job],
        },
        "logement": {
            "first_choice": ["any" if rank % 4 == 3 else flats[rank % 3]],
            "second_choice": [flats[(rank + 1) % 3] if rank % 2 else ""],
            "arrival": [months[2]],
            "departure": [months[11]],
            "step_free": ["yes" if rank % 9 == 4 else "no"],
            "meals": ["yes" if rank % 2 else "no"],
        },
        "heures": {
            "slots": slots,
            "talents": talents,
            "talents_text": [more],
            "languages": ["lsf"] if rank % 8 == 1 else [],
        },
        "motivation": {"motivation": [MOTIVATIONS[rank % len(MOTIVATIONS)]]},
        "documents": {
            "identite": ["paper"],
            "inscription": ["paper" if rank % 2 else f"later:{date.today() + timedelta(days=30 + rank)}"],
        },
        "verifier": {"commitment": ["on"]},
    }
