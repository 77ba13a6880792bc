"""Invented Unis’Vers groups: one forming, one under way, one over, with people in every state. Nobody exists."""

from datetime import date, timedelta

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group, User
from django.utils import timezone

from forms.intakes.univers import SPACES
from forms.reference import new_reference
from programmes.models import Activity, Agency, Cohort, CohortMember, Space
from programmes.services import insertion

GIVEN = ["Ada", "Basile", "Coline", "Driss", "Elsa", "Farid", "Gaëlle", "Hakim", "Iris", "Jonas", "Kenza", "Loïc"]
FAMILY = ["Exemple", "Essai", "Modèle", "Fictif", "Démo"]
AGENCIES = ["France Travail, agence exemple 1", "France Travail, agence exemple 2"]
DONE = [
    ("rights", "Mes droits, où les ouvrir ?"),
    ("culture", "Marche santé au bord du Lez"),
    ("work", "Entretien d’embauche pour s’exercer"),
    ("multimedia", "Écrire un e-mail"),
]
SMALL = "Le groupe se connaît déjà et attend depuis trois mois"
PLACE = "Maison exemple"


def load() -> None:
    """Make them unless there are groups already: those that the team typed are enough."""
    if Cohort.objects.exists():
        return
    users = get_user_model().objects
    agent, lead = users.get(username="univers"), users.get(username="responsable")
    _records()
    forming, running, small = (
        _cohort(*row) for row in [("Groupe Platane", 20), ("Groupe Olivier", -30), ("Groupe Cyprès", -8)]
    )
    _fill(forming, 6, agent, first=0)
    _fill(running, 18, agent, first=6)
    _fill(small, 12, agent, first=24)
    insertion.start_cohort(running, by=agent)
    insertion.start_cohort(small, by=lead, reason=SMALL)
    _live(running, agent)
    _end_some(running, agent)
    for rank in range(36, 41):
        _waits(rank, agent)
    _over(agent)


def _records() -> None:
    for position, (code, name) in enumerate(SPACES):
        Space.objects.get_or_create(code=code, defaults={"name": str(name), "position": position})
    for name in AGENCIES:
        Agency.objects.get_or_create(name=name)


def _cohort(name: str, days: int) -> Cohort:
    first = timezone.localdate() + timedelta(days=days)
    team = Group.objects.get(name=insertion.TEAM)
    return Cohort.objects.create(team=team, name=name, starts_on=first, ends_on=first + timedelta(days=90))


def _waits(rank: int, agent: User) -> CohortMember:
    name = f"{GIVEN[rank % len(GIVEN)]} {FAMILY[rank % len(FAMILY)]}"
    spaces = [SPACES[rank % 5][0], SPACES[(rank + 2) % 5][0]]
    return insertion.put_on_list(new_reference(), name=name, spaces=spaces, by=agent)


def _fill(cohort: Cohort, people: int, agent: User, *, first: int) -> None:
    agencies = list(Agency.objects.all())
    for rank in range(first, first + people):
        agency = agencies[rank % 3] if rank % 3 < len(agencies) else None
        agreed_on = min(cohort.starts_on, timezone.localdate())
        member = _waits(rank, agent)
        insertion.admit_member(member, cohort, referrer=agent, agreed_on=agreed_on, agency=agency, by=agent)
    cohort.refresh_from_db()


def _live(cohort: Cohort, agent: User) -> None:
    """Activities in the past with their sheets, and one to come."""
    keys = list(cohort.members.order_by("created_at", "pk").values_list("pk", flat=True))
    for week, (space, title) in enumerate(DONE):
        activity = _activity(cohort, agent, space, title, days=7 * week - 24)
        marks = {key: _mark(rank + week) for rank, key in enumerate(keys)}
        if activity.takes_attendance:
            insertion.mark_attendance(activity, marks, by=agent)
    _activity(cohort, agent, "mobility", "Lire un plan de tramway", days=6)


def _mark(turn: int) -> str:
    return {3: "excused", 6: "absent"}.get(turn % 7, "present")


def _activity(cohort: Cohort, agent: User, space: str, title: str, *, days: int) -> Activity:
    at = timezone.localtime().replace(hour=14, minute=0, second=0, microsecond=0) + timedelta(days=days)
    found = Space.objects.get(code=space)
    return insertion.plan_activity(cohort, by=agent, space=found, title=title, starts_at=at, place=PLACE)


def _end_some(cohort: Cohort, agent: User) -> None:
    done, trained, gone = cohort.members.order_by("created_at", "pk")[:3]
    insertion.finish(done, "work", by=agent)
    insertion.finish(trained, "training", by=agent)
    insertion.leave(gone, by=agent)


def _over(agent: User) -> None:
    """A group that lived its days: it is filled while it may be, then its days are moved to the past."""
    cohort = _cohort("Groupe Tilleul", 0)
    _fill(cohort, 15, agent, first=41)
    insertion.start_cohort(cohort, by=agent)
    for rank, member in enumerate(cohort.members.all()):
        insertion.finish(member, ["work", "training", "rights", "followed", "confidence"][rank % 5], by=agent)
    Cohort.objects.filter(pk=cohort.pk).update(starts_on=_days_ago(200), ends_on=_days_ago(110))


def _days_ago(days: int) -> date:
    return timezone.localdate() - timedelta(days=days)
