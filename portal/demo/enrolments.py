"""Invented sign-ups for sessions: seats taken, needs to arrange, people who wait, one who gave up."""

from collections.abc import Iterator

from portal.demo.examples import Example, Told, reach
from portal.demo.sessions import OTHERS, SESSIONS
from programmes.models import CourseSession

TOLD = Told(
    question="Bonjour, une place s’est libérée : pouvez-vous venir ?",
    answer="Oui, avec plaisir.",
    elsewhere="Pour réparer un appareil, un atelier de réparation de quartier pourra vous aider.",
)
NEEDS = {
    "nothing": {"phone_ease": ["helped"], "device": ["own"]},
    "device": {"phone_ease": ["never"], "message_ease": ["never"], "device": ["lend"]},
    "lsf": {"phone_ease": ["alone"], "support": ["lsf"], "device": ["own"]},
}

# Who comes, the session's rank, how many, what to arrange, how they wish our answer, what becomes of it
PEOPLE = [
    (("Nora", "Exemple"), 1, 2, "nothing", "sms", "received"),
    (("Malik", "Essai"), 1, 1, "lsf", "lsf", "received"),
    (("Éléonore", "Modèle"), 1, 1, "nothing", "email", "received"),
    (("Tom", "Fictif"), 1, 2, "nothing", "call", "received"),
    (("Fatou", "Démo"), 1, 1, "device", "sms", "in_review"),
    (("Hugo", "Exemple"), 0, 1, "nothing", "email", "received"),
    (("Sofía", "Essai"), 0, 4, "nothing", "email", "withdrawn"),
    (("Aïcha", "Modèle"), 0, 1, "device", "call", "asked"),
    (("Lucas", "Fictif"), 2, 3, "nothing", "sms", "received"),
    (("Zoé", "Démo"), 3, 1, "device", "email", "out_of_scope"),
    (("Inès", "Essai"), 10, 1, "nothing", "email", "received"),
    (("Théo", "Modèle"), 10, 2, "nothing", "sms", "received"),
    (("Jade", "Fictif"), 10, 1, "nothing", "email", "received"),
    (("Bruno", "Démo"), 7, 1, "nothing", "email", "received"),
    (("Maëlle", "Exemple"), 8, 1, "lsf", "lsf", "received"),
]


def examples() -> Iterator[Example]:
    """Sign-ups for the sessions of the demonstration, where they are to come."""
    keys = {session.title: session.pk for session in CourseSession.objects.open()}
    for rank, (name, place, party, needs, preference, fate) in enumerate(PEOPLE):
        title = [*SESSIONS, *OTHERS][place][0]
        if title in keys:
            yield Example(_typed(rank, keys[title], name, party, needs, preference), fate, TOLD)


def _typed(rank: int, session: int, name: tuple[str, str], party: int, needs: str, preference: str) -> dict:
    given_name, family_name = name
    helped = {"writer": ["someone"], "helper": ["Odile Exemple"], "link": ["voisine"]}
    return {
        "seance": {"session": [str(session)]},
        "pour-qui": {
            **(helped if rank == 2 else {"writer": ["self"]}),
            "party": [str(party)],
            "others": ["\n".join(["Lila", "Adam", "Rose"][: party - 1])],
        },
        "contact": {"given_name": [given_name], "family_name": [family_name], **reach(70 + rank, preference)},
        "besoins": NEEDS[needs],
        "verifier": {},
    }
