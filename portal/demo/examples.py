"""What an invented request is made of. Names say that they are examples, phones are those that the regulator keeps for
fiction, mails end in exemple.fr."""

from collections.abc import Iterator, Mapping
from itertools import cycle
from types import MappingProxyType
from typing import NamedTuple

from forms.intake import Typed
from forms.models import Partner

GIVEN_NAMES = (
    "Inès Lucas Aïcha Théo Manon Yanis Zoé Malik Éléonore Noé Fatou Hugo Maëlle Ilyès Jade Bruno Sofía Léo Nora Tom"
)
FAMILY_NAMES = "Exemple Essai Modèle Fictif Démo"


class Told(NamedTuple):
    """What agents ask and say about one kind of request. `elsewhere` says who can help, `reason` is of a refusal."""

    question: str
    answer: str
    elsewhere: str
    reason: str = "not_concerned"


class Example(NamedTuple):
    """One request: what was typed page by page, what becomes of it, and the documents sent with it (kinds by slot).

    `partner` is of the network, and sent it. `signed` are the steps and questions answered in sign language.
    """

    typed: Typed
    fate: str
    told: Told
    partner: Partner | None = None
    documents: Mapping[str, str] = MappingProxyType({})
    signed: tuple[tuple[str, str], ...] = ()


def names() -> Iterator[tuple[str, str]]:
    return zip(cycle(GIVEN_NAMES.split()), cycle(FAMILY_NAMES.split()), strict=False)


def reach(rank: int, preference: str) -> dict[str, list[str]]:
    """How to reach person number `rank`."""
    return {
        "email": [f"personne{rank + 1}@exemple.fr"],
        "phone": [f"06 39 98 {rank:02} {(7 * rank) % 100:02}"],
        "preference": [preference],
    }


def address(rank: int) -> dict[str, list[str]]:
    return {
        "line1": [f"{rank + 1} rue de l’Exemple"],
        "postcode": ["34000"],
        "city": ["Montpellier"],
        "country": ["France"],
    }
