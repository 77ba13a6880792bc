"""What staff change in a request: its dates, its words, its lists. Each verb checks, changes, then logs."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction
from django.utils.text import slugify
from wagtail.log_actions import log

from forms.intakes import INTAKES
from forms.intakes.fields import ManyField
from forms.models import IntakeSettings
from forms.texts import Words, choice_place
from home.signed import watching

ADDED = "plus-"
"""What the keys of added choices start with, so that they meet none that the code gains later."""


class NamedChoice(Exception):
    """The code, or another question, speaks of a choice that someone wants to hide. Carries its key."""


class NothingLeft(Exception):
    """Every choice of a list would be hidden."""


@transaction.atomic
def set_dates(intake: str, opens_on: date | None, closes_on: date | None, *, by: User) -> IntakeSettings:
    settings = _locked(intake)
    before = [str(settings.opens_on or ""), str(settings.closes_on or "")]
    settings.opens_on, settings.closes_on = opens_on, closes_on
    after = [str(opens_on or ""), str(closes_on or "")]
    if before != after:
        settings.save(update_fields=["opens_on", "closes_on"])
        log(settings, "forms.dates_set", user=by, data={"before": before, "after": after})
    return settings


@transaction.atomic
def reword(intake: str, language: str, texts: Mapping[str, str], *, by: User) -> list[str]:
    """Put words at these places, or give the places named with '' their original back. The places that changed."""
    settings = _locked(intake)
    own = dict(settings.texts.get(language, {}))
    changed = {where: own.get(where, "") for where, text in texts.items() if text != own.get(where, "")}
    for where in changed:
        own.pop(where, None)
        own |= {where: texts[where]} if texts[where] else {}
    settings.texts = {**settings.texts, language: own}
    settings.save(update_fields=["texts"])
    for where, before in changed.items():
        data = {"place": where, "language": language, "before": before, "after": texts[where]}
        log(settings, "forms.reworded", user=by, data=data)
    for kind in ("step", "choice", "help"):
        watching.text_changed(below=f"{kind}:{intake}/")
    return list(changed)


@transaction.atomic
def arrange(intake: str, step: str, field: str, order: Sequence[str], hidden: Collection[str], *, by: User) -> None:
    """Put the choices of a list in this order, and stop offering the hidden ones; answers that hold them stay valid.

    Raises NamedChoice, NothingLeft.
    """
    asked = editable_list(intake, step, field)
    settings = _locked(intake)
    known = _keys(settings, step, field, asked)
    order = [*(key for key in order if key in known), *(key for key in known if key not in order)]
    hidden = sorted(set(hidden) & set(known))
    if asked.named & set(hidden):
        raise NamedChoice(min(asked.named & set(hidden)))
    if set(hidden) == set(known):
        raise NothingLeft
    _keep_list(settings, f"{step}/{field}", {"order": order, "hidden": hidden}, by)


@transaction.atomic
def add_choice(intake: str, step: str, field: str, label: str, *, language: str, by: User) -> str:
    """A choice more, last in its list; its key."""
    asked = editable_list(intake, step, field)
    settings = _locked(intake)
    known = _keys(settings, step, field, asked)
    key = _free_key(label, known)
    hidden = settings.choices.get(f"{step}/{field}", {}).get("hidden", [])
    _keep_list(settings, f"{step}/{field}", {"order": [*known, key], "hidden": hidden}, by)
    reword(intake, language, {choice_place(step, field, key): label}, by=by)
    return key


def editable_list(intake: str, step: str, field: str) -> ManyField:
    """The question whose choices staff may change. Raises LookupError when they may not."""
    asked: Any = dict(INTAKES[intake].steps)[step]().fields[field]
    if not getattr(asked, "editable", False):
        raise LookupError(f"{step}/{field}")
    return asked


def _keys(settings: IntakeSettings, step: str, field: str, asked: ManyField) -> list[str]:
    choices: Any = asked.choices
    return [key for key, _label in Words(settings).arranged(step, field, list(choices))]


def _free_key(label: str, taken: Collection[str]) -> str:
    stem = ADDED + (slugify(label)[:30].strip("-") or "autre")
    names = [stem, *(f"{stem}-{rank}" for rank in range(2, len(taken) + 3))]
    return next(name for name in names if name not in taken)


def _keep_list(settings: IntakeSettings, where: str, arranged: dict[str, list[str]], by: User) -> None:
    before = settings.choices.get(where, {})
    if before == arranged:
        return
    settings.choices = {**settings.choices, where: arranged}
    settings.save(update_fields=["choices"])
    log(settings, "forms.list_arranged", user=by, data={"place": where, "before": before, "after": arranged})


def _locked(intake: str) -> IntakeSettings:
    IntakeSettings.objects.get_or_create(intake=intake)
    return IntakeSettings.objects.select_for_update().get(intake=intake)
