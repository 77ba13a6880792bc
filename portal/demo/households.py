"""Ten invented households that SLIME follows, one in each state, and the targets that the city published in 2018."""

from datetime import date, timedelta

from django.contrib.auth.models import User
from django.utils import timezone

from programmes.household_states import State
from programmes.models import ContactAttempt, Household, VisitTarget, WorkSlot
from programmes.services import energy_alerts, home_visits, households, matching

SOURCE = "Annonce de la politique de solidarité de la Ville, 14 février 2018"
TARGETS = [
    (2018, 2020, 790, "people", "ville et métropole"),
    (2018, 2018, 146, "households", "ville"),
    (2019, 2019, 216, "households", "ville et métropole"),
    (2020, 2020, 431, "households", "ville et métropole"),
]

# Name, street number, days since the alert, what becomes of it
PEOPLE = [
    ("Colette Exemple", 11, 45, "to_contact"),
    ("Colette Exempel", 11, 3, "to_contact"),
    ("Rachid Essai", 12, 6, "contacted"),
    ("Lucie Modèle", 13, 9, "visit_planned"),
    ("Nour Fictif", 14, 30, "visited"),
    ("Paulette Démo", 15, 60, "plan"),
    ("Hugo Exemple", 16, 90, "closed"),
    ("Jeanne Essai", 17, 80, "unreachable"),
    ("Amadou Modèle", 18, 20, "refused"),
    ("Inès Fictif", 19, 40, "withdrawn"),
]


def load() -> None:
    """Make what is missing. Alerts that the other examples accepted have their households already."""
    targets()
    if not Household.objects.filter(reference__startswith="DEMO").exists():
        worker, lead = (User.objects.get(username=name) for name in ("slime", "responsable"))
        slots(worker, lead)
        for rank, person in enumerate(PEOPLE):
            live(rank, *person, worker)
        settle_alike(worker)


def targets() -> None:
    """The figures as stated: those of the years do not add up to that of the period, and stay so."""
    for first, last, number, unit, area in TARGETS:
        stated = {"number": number, "area": area, "source": SOURCE, "stated_on": date(2018, 2, 14)}
        VisitTarget.objects.get_or_create(first_year=first, last_year=last, unit=unit, defaults=stated)


def slots(*workers: User) -> None:
    today = timezone.localdate()
    days = [day for day in (today + timedelta(days=number) for number in range(1, 22)) if day.weekday() in {1, 3}]
    for worker in workers:
        home_visits.open_slots(worker, days, ["am", "pm"])


def live(rank: int, name: str, street: int, days: int, fate: str, worker: User) -> None:
    household = opened(rank, name, street, days)
    if fate == "to_contact":
        return
    if fate == "unreachable":
        unanswered(household, worker)
        return
    households.take(household, by=worker)
    households.note_attempt(household, "phone", "reached", by=worker)
    if fate in {"refused", "withdrawn"}:
        households.leave(household, State(fate), by=worker, channel="phone")
        return
    households.record_told(household, "phone", by=worker)
    households.record_consent(
        household, "landlord", "Le constat sur les fenêtres", "said", timezone.localdate(), by=worker
    )
    if fate != "contacted":
        visit(household, fate, worker)


def opened(rank: int, name: str, street: int, days: int) -> Household:
    flagged = energy_alerts.Flagged(
        name=name,
        phone=f"06 39 98 {40 + street:02} {(rank % 2 and 11) or street:02}",
        street=f"{street} impasse de l’Exemple",
        address=f"{street} impasse de l’Exemple\n34000 Montpellier",
        postcode="34000",
        home={
            "people": str(1 + rank % 4),
            "fragile": ["yes", "no"][rank % 2],
            "interpreter": "none",
            "tenure": "tenant",
        },
        cut_off_on=None,
        fragile=rank % 2 == 0,
        cold=rank % 3 == 0,
        by_household=False,
    )
    reference = f"DEMO-{rank:04}"
    household = energy_alerts.open_household(reference, flagged)
    since = timezone.localdate() - timedelta(days=days)
    household.alerts.update(received_on=since)
    household.contact_by, household.to_tell_by = since + timedelta(days=14), since + timedelta(days=30)
    household.save(update_fields=["contact_by", "to_tell_by"])
    return household


def unanswered(household: Household, worker: User) -> None:
    for channel, outcome in (("phone", "no_answer"), ("sms", "message"), ("letter", "message")):
        households.note_attempt(household, channel, outcome, by=worker)
    ContactAttempt.objects.filter(household=household).update(at=timezone.now() - timedelta(days=40))
    households.give_up(household, by=worker)


def visit(household: Household, fate: str, worker: User) -> None:
    free = WorkSlot.objects.filter(worker=worker, visits=None, day__gt=timezone.localdate()).first()
    home_visits.keep_door_code(household, "A 0000 (exemple)", by=worker)
    planned = home_visits.plan(household, free, by=worker)
    if fate == "visit_planned":
        return
    days = 7 + WorkSlot.objects.filter(day__lt=timezone.localdate()).count()
    past = WorkSlot.objects.create(worker=worker, day=timezone.localdate() - timedelta(days=days), half="am")
    planned.slot = past
    planned.save(update_fields=["slot"])
    home_visits.done(planned, by=worker)
    for kind, text in (("technical", "Simple vitrage."), ("social", "Seule."), ("budget", "Facture doublée.")):
        home_visits.write_diagnostic(household, kind, f"{text} (exemple)", by=worker)
    if fate in {"plan", "closed"}:
        plan(household, fate, worker)


def plan(household: Household, fate: str, worker: User) -> None:
    day = timezone.localdate() + timedelta(days=20)
    items = [
        households.add_plan_item(household, by=worker, level=level, text=text, owner=owner, due_on=day, aid=aid)
        for level, text, owner, aid in (
            (1, "Poser deux ampoules et un thermomètre", "worker", ""),
            (4, "Changer les fenêtres", "landlord", "anah"),
        )
    ]
    households.settle_plan_item(items[0], "done", by=worker)
    if fate == "closed":
        households.close(household, "works", by=worker)


def settle_alike(worker: User) -> None:
    """One pair is left to review; any other that the invented addresses make is said to be distinct."""
    for pair in matching.suggestions(worker):
        if {pair.older.reference, pair.younger.reference} != {"DEMO-0000", "DEMO-0001"}:
            matching.tell_apart(pair.older, pair.younger, by=worker)
