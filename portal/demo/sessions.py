"""Invented sessions of every kind in the coming weeks; two become past and cancelled (see `seats`).

The place is the one announced in 2018, to be confirmed.
"""

from datetime import datetime, time, timedelta

from django.utils import timezone

from programmes.models import CourseSession

# Title, what one learns, level, in how many days, hour, seats, waiting list, step-free, LSF
SESSIONS = [
    (
        "Mon téléphone, premiers pas",
        "Appeler, écrire un message, prendre une photo",
        "beginner",
        6,
        10,
        6,
        6,
        True,
        "none",
    ),
    (
        "Écrire et lire ses e-mails",
        "Créer une adresse, répondre, joindre un document",
        "beginner",
        9,
        14,
        3,
        8,
        True,
        "booked",
    ),
    ("Faire une démarche en ligne", "Ouvrir un compte, remplir un formulaire", "easy", 13, 10, 8, 6, True, "none"),
    (
        "Reconnaître les messages piégés",
        "Mots de passe, arnaques, bons réflexes",
        "easy",
        20,
        14,
        10,
        6,
        False,
        "asked",
    ),
    ("Un tableau pour son budget", "Additionner, trier, prévoir", "at_ease", 27, 17, 8, 4, False, "none"),
]

SOON_PAST, SOON_CANCELLED = "Ranger ses photos", "Visite du show-room"

# Title, kind, what one finds there, in how many days, hour, seats
OTHERS = [
    ("Mes droits en ligne", "rights", "Une personne vous aide à voir où en sont vos droits", 8, 9, 6),
    ("Le numérique pour retrouver un emploi", "work", "Un CV, une candidature, un entretien à distance", 15, 9, 8),
    (SOON_CANCELLED, "show_room", "Des objets qui facilitent la vie à la maison", 11, 15, 10),
    ("Essai d’une télécommande simple", "try_out", "Vous essayez, vous dites ce que vous en pensez", 18, 14, 5),
    ("Créneau ressources pour les entreprises", "companies", "Rencontrer des personnes qui testent", 22, 10, 4),
    (SOON_PAST, "course", "Trier, retrouver, partager", 12, 10, 6),
]


def load() -> None:
    """Make them unless sessions are to come already: those that staff typed are enough."""
    if CourseSession.objects.open().exists():
        return
    for title, description, level, days, hour, seats, places, step_free, lsf in SESSIONS:
        _make(
            days,
            hour,
            title=title,
            description=description,
            level=level,
            capacity=seats,
            waiting_capacity=places,
            step_free=step_free,
            lsf=lsf,
        )
    for title, kind, description, days, hour, seats in OTHERS:
        _make(
            days,
            hour,
            title=title,
            kind=kind,
            description=description,
            capacity=seats,
            step_free=True,
            equipment="tablettes prêtées sur place" if kind == "course" else "",
        )


def _make(days: int, hour: int, **values) -> None:
    day = timezone.localdate() + timedelta(days=days)
    day += timedelta(days=7 - day.weekday() if day.weekday() > 4 else 0)  # no session on a week-end
    starts_at = timezone.make_aware(datetime.combine(day, time(hour)))
    CourseSession.objects.create(
        starts_at=starts_at,
        ends_at=starts_at + timedelta(hours=2),
        place="Tiers-lieu Vill’âges connectés (exemple)",
        address="adresse à confirmer par la Ville",
        **values,
    )
