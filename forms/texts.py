"""The words that staff put in the place of those of the code, and how they reach the pages.

A place is the address of a text: `heures/talents/help` is the help of a question, `heures//lead` the lead of a step,
`heures/talents/=games` the words of a choice, `fermee//closed` what a closed request says.
"""

from collections.abc import Iterator
from dataclasses import replace

from django import forms
from django.conf import settings as site
from django.utils.translation import get_language

from forms.intake import Intake, Step
from forms.models import IntakeSettings
from forms.slots import Slot

LEAD, LABEL, HELP, ACCEPTED = "lead", "label", "help", "accepted"
CLOSED_STEP, CLOSED, OTHER_WAY = "fermee", "closed", "other_way"

Choices = list[tuple[str, str]]


def place(step: str, field: str, part: str) -> str:
    return f"{step}/{field}/{part}"


def choice_place(step: str, field: str, key: str) -> str:
    return place(step, field, f"={key}")


class Words:
    """What staff wrote for one request, in one language. Where they wrote nothing, the words of the code stand."""

    def __init__(self, settings: IntakeSettings, language: str | None = None) -> None:
        self.own = settings.texts.get(language or get_language(), {})
        self.fallback = settings.texts.get(site.LANGUAGE_CODE, {})
        self.lists = settings.choices

    def get(self, step: str, field: str, part: str, default: str = "") -> str:
        return self.own.get(place(step, field, part)) or default

    def closed(self) -> str:
        return self.get(CLOSED_STEP, "", CLOSED)

    def other_way(self) -> str:
        return self.get(CLOSED_STEP, "", OTHER_WAY)

    def touch(self, step: str) -> bool:
        return any(where.startswith(f"{step}/") for where in (*self.own, *self.lists))

    def arranged(self, step: str, field: str, originals: Choices) -> Choices:
        """The choices in the order of staff, those that they added and those that they hid included.

        A choice that the code gained since comes last.
        """
        labels = dict(self._labels(step, field, dict(originals)))
        order = self.lists.get(f"{step}/{field}", {}).get("order", [])
        keys = [*order, *(key for key, _label in originals if key not in order)]
        return [(key, labels[key]) for key in keys if key in labels]

    def _labels(self, step: str, field: str, labels: dict[str, str]) -> Iterator[tuple[str, str]]:
        for key in {*labels, *self.lists.get(f"{step}/{field}", {}).get("order", [])}:
            where = choice_place(step, field, key)
            label = self.own.get(where) or labels.get(key) or self.fallback.get(where)
            if label:
                yield key, label

    def hidden(self, step: str, field: str) -> frozenset[str]:
        return frozenset(self.lists.get(f"{step}/{field}", {}).get("hidden", []))


def worded(intake: Intake, settings: IntakeSettings) -> Intake:
    """The request as staff word it, in the language of the moment. Answers already given stay valid and readable."""
    words = Words(settings)
    steps = tuple((step, dressed(step, form_class, words)) for step, form_class in intake.steps)
    return replace(intake, steps=steps)


def dressed(step: str, form_class: type[Step], words: Words) -> type[Step]:
    """The step's own form when staff changed nothing in it."""
    if not words.touch(step):
        return form_class

    class Dressed(form_class):  # type: ignore[misc, valid-type]
        lead = words.get(step, "", LEAD, form_class.lead)
        slots = tuple(asked_for(slot, step, words) for slot in getattr(form_class, "slots", ()))

        def __init__(self, *args, **kwargs) -> None:
            super().__init__(*args, **kwargs)
            for name, asked in self.fields.items():
                dress(asked, step, name, words)

    return Dressed


def asked_for(slot: Slot, step: str, words: Words) -> Slot:
    """A document as staff ask for it; what is accepted stands one a line."""
    accepted = words.get(step, slot.key, ACCEPTED).splitlines() or slot.accepted
    label, help_text = words.get(step, slot.key, LABEL, slot.label), words.get(step, slot.key, HELP, slot.help_text)
    return replace(slot, label=label, help_text=help_text, accepted=tuple(accepted))


def dress(asked: forms.Field, step: str, name: str, words: Words) -> None:
    asked.label = words.get(step, name, LABEL, asked.label)
    asked.help_text = words.get(step, name, HELP, asked.help_text)
    if getattr(asked, "editable", False):
        asked.choices = words.arranged(step, name, list(asked.choices))
        asked.widget.hidden = words.hidden(step, name) - asked.named
