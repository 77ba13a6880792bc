"""About forty invented applications to the flatshares, in every state, sent and worked through the real services.

Names say that they are examples, phones are those that the regulator keeps for fiction, mails end in exemple.fr.
"""

from collections.abc import Iterator
from datetime import timedelta
from itertools import cycle, islice

from django.contrib.auth import get_user_model
from django.utils import timezone

from forms.intake import Journey
from forms.intakes import INTAKES
from forms.intakes.dates import coming_months
from forms.models import Draft, Submission
from forms.reference import new_code
from forms.services import answering, deciding
from forms.services.submitting import submit
from forms.workflow import Status
from home.records.models import Notification
from programmes.models import Flat

HOW_MANY = 40
INTAKE = INTAKES["colocation"]

GIVEN_NAMES = (
    "Inès Lucas Aïcha Théo Manon Yanis Zoé Malik Éléonore Noé Fatou Hugo Maëlle Ilyès Jade Bruno Sofía Léo Nora Tom"
)
FAMILY_NAMES = "Exemple Essai Modèle Fictif Démo"
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
CONTACTS = cycle(["email", "sms", "email", "call", "lsf", "email", "letter"])
QUESTION = "Bonjour, pouvez-vous nous dire si vous seriez là pendant les vacances de fin d’année ?"
ANSWER = "Oui, sauf la semaine du 25 décembre."

# What becomes of each, in turn: three in ten wait unopened, the rest spread over every state
FATES = ["received"] * 3 + ["in_review", "asked", "answered", "accepted", "refused", "withdrawn", "out_of_scope"]


def load() -> None:
    """Send the applications unless some are there. Their notices are dropped: nobody is to be written to."""
    if Submission.objects.exists():
        return
    agent = get_user_model().objects.get(username=INTAKE.slug)
    for rank, (name, fate) in enumerate(islice(zip(_names(), cycle(FATES), strict=False), HOW_MANY)):
        submission = _send(rank, *name)
        _age(submission, days=HOW_MANY - rank)
        _live(submission, fate, agent)
    Notification.objects.all().delete()


def _names() -> Iterator[tuple[str, str]]:
    return zip(cycle(GIVEN_NAMES.split()), cycle(FAMILY_NAMES.split()), strict=False)


def _send(rank: int, given_name: str, family_name: str) -> Submission:
    typed = _typed(rank, given_name, family_name)
    draft = Draft.objects.create(
        intake=INTAKE.slug,
        language="fr",
        code=new_code(),
        answers={step: {"typed": values, "version": 1} for step, values in typed.items()},
        purge_on=timezone.localdate() + timedelta(days=INTAKE.draft_days),
    )
    journey = Journey(INTAKE, typed)
    if journey.missing:
        raise ValueError(f"The example of {given_name} stops at “{journey.missing}”.")
    return submit(draft, answers=journey.answers, language="fr")


def _typed(rank: int, given_name: str, family_name: str) -> dict[str, dict[str, list[str]]]:
    """What this person would have typed, page by page."""
    flats = [str(flat.pk) for flat in Flat.objects.all()]
    school, course, year, care, job = COURSES[rank % len(COURSES)]
    slots, talents, more = HOURS[rank % len(HOURS)]
    months = [value for value, _name in coming_months()]
    return {
        "situation": {"student": ["yes"], "adult": ["yes"], "three_hours": ["yes"]},
        "contact": {
            "email": [f"personne{rank + 1}@exemple.fr"],
            "phone": [f"06 39 98 {rank:02} {(7 * rank) % 100:02}"],
            "preference": [next(CONTACTS)],
        },
        "identite": {
            "given_name": [given_name],
            "family_name": [family_name],
            "birth_date_day": [str(1 + rank % 28)],
            "birth_date_month": [str(1 + rank % 12)],
            "birth_date_year": [str(2003 + rank % 5)],
        },
        "adresse": {
            "line1": [f"{rank + 1} rue de l’Exemple"],
            "postcode": ["34000"],
            "city": ["Montpellier"],
            "country": ["France"],
        },
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
        "verifier": {"commitment": ["on"]},
    }


def _age(submission: Submission, *, days: int) -> None:
    submission.received_at = timezone.now() - timedelta(days=days, hours=days % 7)
    submission.save(update_fields=["received_at"])


def _live(submission: Submission, fate: str, agent) -> None:
    """Bring a request to its state by the verbs that people use."""
    if fate == "received":
        return
    if fate == "withdrawn":
        answering.withdraw(submission)
        return
    submission = deciding.take(submission, by=agent)
    if fate in {"asked", "answered"}:
        inquiry = deciding.ask(submission, QUESTION, by=agent)
        if fate == "answered":
            answering.answer(inquiry, ANSWER)
    elif fate != "in_review":
        reason = "no_room" if fate == "refused" else ""
        deciding.move(submission, Status(fate), by=agent, reason=reason)
