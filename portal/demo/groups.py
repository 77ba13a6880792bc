"""Eight invented requests to join an Unis’Vers group: for oneself, for a relative, from professionals."""

from collections.abc import Iterator

from portal.demo.examples import Example, Told, address, reach

TOLD = Told(
    question="Bonjour, est-ce que le mardi matin vous conviendrait pour en parler ?",
    answer="Oui, plutôt vers dix heures.",
    elsewhere="Une conseillère de France Travail vous suit déjà : elle peut vous proposer un atelier.",
)
SITUATIONS = [("yes", "yes", "no"), ("yes", "unknown", "no"), ("unknown", "yes", "unknown"), ("yes", "yes", "yes")]
SPACES = [["work", "multimedia"], ["rights"], ["culture", "mobility"], ["multimedia", "rights", "work"]]
WISHES = ["Apprendre à écrire des e-mails.", "", "Je voudrais passer le permis.", "Voir du monde."]
SLOTS = [["mon-am", "tue-am"], ["wed-am"], ["thu-pm", "fri-pm"], ["tue-am", "tue-pm", "thu-am"]]
SUPPORT = [
    (["lsf"], "", ""),
    (["language"], "arabe", ""),
    (["transport", "childcare"], "", "Finir avant 16 h, pour l’école."),
    ([], "", ""),
]

# Who joins, who writes (and whom we answer first), how they wish our answer, what becomes of it
PEOPLE = [
    (("Jade", "Exemple"), "self", "", "email", "received"),
    (("Ilyès", "Essai"), "professional", "me", "email", "received"),
    (("Maëlle", "Modèle"), "self", "", "letter", "in_review"),
    (("Bruno", "Fictif"), "relative", "person", "call", "asked"),
    (("Inès", "Démo"), "self", "", "lsf", "answered"),
    (("Yanis", "Exemple"), "professional", "person", "sms", "accepted"),
    (("Manon", "Essai"), "self", "", "sms", "withdrawn"),
    (("Léo", "Modèle"), "self", "", "email", "out_of_scope"),
]


def examples() -> Iterator[Example]:
    for rank, (name, writer, answer_to, preference, fate) in enumerate(PEOPLE):
        typed = {
            "qui": {"writer": [writer]},
            "accord": {"agreement": ["yes"]},
            **_identity(rank, name),
            **_reaching(60 + rank, writer, answer_to, preference),
            **_wishes(rank),
            "verifier": {"agreement": ["on"]},
        }
        yield Example(typed, fate, TOLD)


def _identity(rank: int, name: tuple[str, str]) -> dict:
    rights, far_from_work, followed = SITUATIONS[rank % len(SITUATIONS)]
    given_name, family_name = name
    person = {"given_name": [given_name], "family_name": [family_name], "birth_year": [str(1968 + 4 * rank)]}
    return {
        "situation": {"rights": [rights], "far_from_work": [far_from_work], "followed": [followed]},
        "identite": person,
        "personne": person,
    }


def _reaching(rank: int, writer: str, answer_to: str, preference: str) -> dict:
    organisation = "Association exemple" if writer == "professional" else ""
    helper = {"name": ["Odile Exemple"], "organisation": [organisation], "answer_to": [answer_to]}
    return {
        "contact": reach(rank, preference),
        "aidant": helper | reach(rank + 10, "email"),
        "joindre": reach(rank, preference),
        "adresse": address(rank),
    }


def _wishes(rank: int) -> dict:
    turn = rank % 4
    support, language, more = SUPPORT[turn]
    return {
        "espaces": {"spaces": SPACES[turn], "wishes": [WISHES[turn]]},
        "disponibilites": {"slots": SLOTS[turn]},
        "appui": {"support": support, "language": [language], "more": [more]},
    }
