"""Three questions, and the programmes that fit. Nothing is kept, and nobody is sent away with empty hands."""

from collections.abc import Iterable
from typing import NamedTuple

from django import forms
from django.utils.translation import gettext_lazy as _

from programmes.models.pages import Audience, Need, ProgrammePage, Territory

UNSURE = "unsure"
NEEDS = [*Need.choices, (UNSURE, _("Something else, or I am not sure"))]


class Offer(NamedTuple):
    """What the orientation knows of a programme. An empty `audiences` means anyone."""

    page: ProgrammePage
    need: str
    audiences: frozenset[str]
    territory: str


class Answers(NamedTuple):
    need: str
    audience: str
    territory: str


class Orientation(NamedTuple):
    """`fitting` answers what was asked; `others` are for the same person, and only looked for when nothing fits."""

    fitting: list[ProgrammePage]
    others: list[ProgrammePage]
    is_urgent: bool


def orient(offers: Iterable[Offer], answers: Answers) -> Orientation:
    offers = list(offers)
    open_to = [offer for offer in offers if is_open_to(offer, answers)]
    fitting = [offer.page for offer in open_to if answers.need in (offer.need, UNSURE)]
    others = [] if fitting else [offer.page for offer in open_to if offer.need != Need.SAFETY]
    return Orientation(fitting, others, is_urgent=answers.need == Need.SAFETY)


def is_open_to(offer: Offer, answers: Answers) -> bool:
    """Whoever asks for safety is answered, whoever they are and wherever they live."""
    if offer.need == Need.SAFETY == answers.need:
        return True
    return serves(offer, answers.audience) and reaches(offer, answers.territory)


def serves(offer: Offer, audience: str) -> bool:
    return not offer.audiences or not offer.audiences.isdisjoint({Audience.ANYONE, audience})


def reaches(offer: Offer, territory: str) -> bool:
    """A programme of the metropolis is open to the city too; one without borders, to everybody."""
    covers = {
        Territory.CITY: {Territory.CITY},
        Territory.METROPOLIS: {Territory.CITY, Territory.METROPOLIS},
        Territory.ANYWHERE: set(Territory),
    }
    return territory in covers[Territory(offer.territory)]


def published_offers(language: str) -> list[Offer]:
    """Every live programme of a language with its audiences, in two queries."""
    pages = ProgrammePage.objects.live().public().filter(locale__language_code=language).order_by("path")
    return [
        Offer(page, page.need, frozenset(point.audience for point in page.points.all()) - {""}, page.territory)
        for page in pages.prefetch_related("points")
    ]


class OrientationForm(forms.Form):
    use_required_attribute = False

    need = forms.ChoiceField(
        label=_("What brings you here?"),
        choices=NEEDS,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose the sentence closest to your situation")},
    )
    audience = forms.ChoiceField(
        label=_("You are"),
        choices=[("", _("Choose…")), *Audience.choices[1:], (Audience.ANYONE, _("none of these"))],
        error_messages={"required": _("Choose what describes you best")},
    )
    territory = forms.ChoiceField(
        label=_("You live"),
        choices=[("", _("Choose…")), *Territory.choices],
        error_messages={"required": _("Choose where you live")},
    )

    def answers(self) -> Answers:
        return Answers(**self.cleaned_data)
