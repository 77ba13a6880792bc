"""Eight invented homes that are hard to heat, flagged by those who live there, by neighbours and by professionals."""

from collections.abc import Iterator
from datetime import timedelta
from typing import NamedTuple

from django.utils import timezone

from forms.intakes import signalement
from portal.demo import partners
from portal.demo.examples import Example, Told, reach

Page = dict[str, list[str]]
TOLD = Told(
    question="Bonjour, quel jour pourrions-nous venir : mardi matin ou jeudi après-midi ?",
    answer="Jeudi après-midi, après 15 h.",
    elsewhere="Ce studio vient d’être rénové : votre bailleur peut régler l’aération, voici comment le lui demander.",
)


class Alert(NamedTuple):
    """One home: who lives there, who wrote (`role`), what goes wrong, and what became of it."""

    given_name: str
    family_name: str
    role: str
    signs: list[str]
    details: str
    preference: str
    interpreter: str
    fate: str
    may_follow: bool = True


ALERTS = [
    Alert("Colette", "Exemple", "self", ["cold", "gives_up"], "Deux pièces sans chauffage.", "call", "", "received"),
    Alert("Amadou", "Essai", "relative", ["cold", "damp"], "Du moisi autour des fenêtres.", "letter", "", "received"),
    Alert("Jeanne", "Fictif", "professional", ["unpaid", "fsl"], "", "sms", "", "received", may_follow=False),
    Alert("Rachid", "Modèle", "self", ["effort", "aid"], "La facture a doublé cet hiver.", "email", "", "in_review"),
    Alert("Lucie", "Démo", "self", ["heater", "cold"], "Un poêle à pétrole dans le séjour.", "lsf", "lsf", "asked"),
    Alert("Nour", "Exemple", "professional", ["unpaid"], "", "sms", "arabe", "answered"),
    Alert("Paulette", "Essai", "professional", ["cold"], "Elle garde son manteau chez elle.", "call", "", "accepted"),
    Alert("Hugo", "Modèle", "self", ["damp"], "Le studio est trop humide.", "email", "", "out_of_scope"),
]


def examples() -> Iterator[Example]:
    partner = partners.account()
    for rank, alert in enumerate(ALERTS):
        yield Example(_typed(rank, alert), alert.fate, TOLD, partner if alert.role == "professional" else None)


def _typed(rank: int, alert: Alert) -> dict[str, Page]:
    """What was typed for this home, page by page."""
    who, where = ("moi", "chez-moi") if alert.role == "self" else ("menage", "logement")
    return {
        "vous": {"role": [alert.role], "in_area": ["yes"]},
        **({} if alert.role == "self" else _for_someone_else(rank, alert)),
        who: _household(rank, alert),
        where: {
            "line1": [f"{rank + 1} impasse de l’Exemple"],
            "floor": [str(rank % 4)],
            "postcode": ["34000"],
            "city": ["Montpellier"],
            "tenure": ["tenant" if rank % 3 else "owner"],
            "landlord": [["social", "private", "unknown"][rank % 3]],
        },
        "constats": {"signs": alert.signs},
        "precisions": {"details": [alert.details]},
        "verifier": {"true": ["on"]},
    }


def _for_someone_else(rank: int, alert: Alert) -> dict[str, Page]:
    day = timezone.localdate() - timedelta(days=20)
    agreed = {f"agreed_on_{part}": [str(getattr(day, part))] for part in ("day", "month", "year")}
    writer = {"given_name": ["Camille"], "family_name": ["Exemple"], **reach(90 + rank, "email")}
    agreement = {"agreement": ["said" if rank % 2 else "written"], "agreed_with": ["À moi"], **agreed}
    agreement |= {"may_follow": ["on"]} if alert.may_follow else {}
    if alert.role == "relative":
        return {"accord": agreement, "referent": writer}
    known = signalement.filled_in_for(partners.account())["professionnel"]
    return {"accord": agreement, "professionnel": {**known, "organisation": [partners.account().organisation.name]}}


def _household(rank: int, alert: Alert) -> Page:
    spoken = alert.interpreter not in {"", "lsf"}
    return {
        "given_name": [alert.given_name],
        "family_name": [alert.family_name],
        **reach(80 + rank, alert.preference),
        "do_not_phone": ["on"] if alert.preference == "letter" else [],
        "best_times": ["le matin" if rank % 2 else ""],
        "interpreter": ["language" if spoken else alert.interpreter or "none"],
        "language": [alert.interpreter if spoken else ""],
        "people": [str(1 + rank % 4)],
        "fragile": [["yes", "no", "unknown"][rank % 3]],
    }
