"""One step saved in two windows: what differs, both ways in words, and what the person chose to keep."""

from collections.abc import Mapping
from typing import NamedTuple

from django.core.exceptions import ValidationError
from django.forms import BoundField, Form
from django.utils.datastructures import MultiValueDict

from forms.drafts import names
from forms.intake import shown

Texts = Mapping[str, list[str]]
"""What was typed on one step, by name in the form."""

KEEP, MINE, SAVED = "keep-", "mine", "saved"


class Difference(NamedTuple):
    """A question with two answers: the one of this window and the one that is saved, as lines of words."""

    name: str
    label: str
    mine: list[str]
    saved: list[str]

    @property
    def proposed(self) -> str:
        """Selected at first: what was just typed, unless that would empty an answer without a word."""
        return MINE if self.mine else SAVED


def differences(form: Form, mine: Texts, saved: Texts) -> list[Difference]:
    return [
        Difference(KEEP + bound.name, bound.label, _in_words(bound, mine), _in_words(bound, saved))
        for bound in form
        if _texts(bound, mine) != _texts(bound, saved)
    ]


def is_choice(data: Mapping[str, str]) -> bool:
    """Whether a page of differences was posted."""
    return any(name.startswith(KEEP) for name in data)


def settled(form: Form, mine: Texts, saved: Texts, choices: Mapping[str, str]) -> dict[str, list[str]]:
    """What was typed, but for the questions whose saved answer was chosen. Without a choice, what was typed stays."""
    kept = {name: list(texts) for name, texts in mine.items()}
    for bound in form:
        if choices.get(KEEP + bound.name) == SAVED:
            for name in names(bound):
                kept.pop(name, None)
                kept |= {name: saved[name]} if name in saved else {}
    return kept


def _texts(bound: BoundField, typed: Texts) -> list[list[str]]:
    return [[text for text in typed.get(name, []) if text] for name in names(bound)]


def _in_words(bound: BoundField, typed: Texts) -> list[str]:
    """As the check page says it; as it was typed when it is no answer yet."""
    value = bound.field.widget.value_from_datadict(MultiValueDict(typed), {}, bound.html_name)
    try:
        return shown(bound.field, bound.field.clean(value))
    except ValidationError:
        return [text for texts in _texts(bound, typed) for text in texts]
