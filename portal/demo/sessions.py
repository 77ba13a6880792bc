"""Five invented course sessions in the coming weeks. The place is the one announced in 2018, to be confirmed."""

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


def load() -> None:
    """Make them unless sessions are to come already: those that staff typed are enough."""
    if CourseSession.objects.open().exists():
        return
    for title, description, level, days, hour, seats, places, step_free, lsf in SESSIONS:
        day = timezone.localdate() + timedelta(days=days)
        day += timedelta(days=7 - day.weekday() if day.weekday() > 4 else 0)  # no session on a week-end
        starts_at = timezone.make_aware(datetime.combine(day, time(hour)))
        CourseSession.objects.create(
            title=title,
            description=description,
            starts_at=starts_at,
            ends_at=starts_at + timedelta(hours=2),
            place="Tiers-lieu Vill’âges connectés (exemple)",
            address="adresse à confirmer par la Ville",
            level=level,
            capacity=seats,
            waiting_capacity=places,
            step_free=step_free,
            lsf=lsf,
        )
