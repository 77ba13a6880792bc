"""Seven invented messages: questions, one of them in sign language, an appointment and a page, obstacles."""

from collections.abc import Iterator

from portal.demo.examples import Example, Told, address, reach

TOLD = Told(
    question="Bonjour, de quel document parlez-vous ? Un mot de son titre nous suffit.",
    answer="",
    elsewhere="Les bus et les tramways dépendent de la Métropole : son accueil peut vous répondre.",
)

# Who, how they wish our answer, why they write, what they say on the page of that reason, what becomes of it
MESSAGES = [
    (
        "Nora Exemple",
        "email",
        "question",
        {"message": {"message": ["Bonjour, où trouver la liste des Clubs de l’Âge d’Or près de chez moi ?"]}},
        "received",
    ),
    (
        "Malik Essai",
        "lsf",
        "appointment",
        {"rendez-vous": {"where": ["desk"], "slots": ["tue-am", "thu-pm"], "message": ["Un dossier de logement."]}},
        "received",
    ),
    (
        "Fatou Modèle",
        "email",
        "obstacle",
        {
            "obstacle": {
                "page": ["Un document sur les aides"],
                "message": ["Mon lecteur d’écran ne lit pas le tableau : je voulais connaître les conditions."],
            }
        },
        "asked",
    ),
    (
        "Hugo Fictif",
        "sms",
        "page",
        {"page": {"page": ["Avancer ensemble avec Unis’Vers"], "message": ["Comment s’inscrire."]}},
        "in_review",
    ),
    (
        "Sofía Démo",
        "letter",
        "other",
        {"message": {"message": ["Je voulais remercier la personne de l’accueil pour sa patience."]}},
        "accepted",
    ),
    (
        "Tom Exemple",
        "email",
        "question",
        {"message": {"message": ["Pourquoi mon arrêt de tramway est-il fermé ce mois-ci ?"]}},
        "out_of_scope",
    ),
    ("Jade Exemple", "lsf", "question", {"message": {"message": [""]}}, "in_review"),
]


def examples() -> Iterator[Example]:
    for rank, (name, preference, reason, page, fate) in enumerate(MESSAGES, start=50):
        typed = {
            "motif": {"reason": [reason]},
            **page,
            "joindre": {"name": [name], **reach(rank, preference)},
            "adresse": address(rank),
            "verifier": {},
        }
        in_signs = (("message", "message"),) if page == {"message": {"message": [""]}} else ()
        yield Example(typed, fate, TOLD, signed=in_signs)
