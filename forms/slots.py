"""A step that asks for documents: its slots, and the lines that say what fills them.

A slot is filled by files ("file:<key>", one line each), by a promise with its day ("later:2026-12-01") or by a word
that it comes on paper ("paper"); of a copy that went before its request, the day is left ("gone:2027-01-01"). Lines
are answers like others: replayed, summed up, dropped with their branch. But only services write them, together with
the files; the page of the step never does.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from django import forms
from django.core.exceptions import ValidationError
from django.utils.dateparse import parse_date
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from forms.intake import Intake, Step
from forms.models.files import LINE

PAPER, LATER, GONE = "paper", "later:", "gone:"


@dataclass(frozen=True)
class Slot:
    """A document asked for. `accepted` are examples, one a line; `missing` is said when a required one is not there.

    `brief` copies tell who someone is: they go a month after the decision, before the rest of the request.
    """

    key: str
    label: str
    help_text: str = ""
    accepted: tuple[str, ...] = ()
    missing: str = ""
    brief: bool = False

    @property
    def required(self) -> bool:
        return bool(self.missing)


class SlotField(forms.Field):
    """The lines of one slot. A line that is none of ours counts for nothing."""

    widget = forms.MultipleHiddenInput

    def __init__(self, slot: Slot) -> None:
        super().__init__(label=slot.label, help_text=slot.help_text, required=slot.required)
        self.slot = slot
        self.error_messages["required"] = slot.missing

    def clean(self, value: Any) -> list[str]:
        lines = [line for line in value or [] if LINE.fullmatch(line) or line == PAPER or day_of(line)]
        if self.required and not lines:
            raise ValidationError(self.error_messages["required"], code="required")
        return lines

    def shown(self, lines: Sequence[str]) -> str:
        return state(lines)


class Task(NamedTuple):
    """A slot on the page of the step: its question, what fills it in words, and whether it is done."""

    bound: Any
    words: str
    done: bool


class SlotsStep(Step):
    """A page that lists the documents asked for. A subclass gives `slots`; it asks nothing else."""

    slots: Sequence[Slot] = ()

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields.update({slot.key: SlotField(slot) for slot in self.slots})

    def document_tasks(self) -> list[Task]:
        filled = [(bound, bound.value() or []) for bound in self]
        return [Task(bound, state(lines), bool(lines)) for bound, lines in filled]


def later(day: date) -> str:
    return f"{LATER}{day.isoformat()}"


def gone(day: date) -> str:
    return f"{GONE}{day.isoformat()}"


def day_of(line: str, kind: str = LATER) -> date | None:
    """The day of a promise, or the one on which a copy went."""
    try:
        return parse_date(line.removeprefix(kind)) if line.startswith(kind) else None
    except ValueError:
        return None


def state(lines: Sequence[str]) -> str:
    """What fills a slot, in words; empty when nothing does."""
    files = sum(bool(LINE.fullmatch(line)) for line in lines)
    if files:
        return ngettext("%(count)s file received", "%(count)s files received", files) % {"count": files}
    days = [day for line in lines if (day := day_of(line))]
    if days:
        return _("To come, by %(day)s") % {"day": date_format(days[0], "DATE_FORMAT")}
    ends = [day for line in lines if (day := day_of(line, GONE))]
    if ends:
        return _("Deleted on %(day)s, as announced") % {"day": date_format(ends[0], "DATE_FORMAT")}
    return _("On paper, to come") if PAPER in lines else ""


def step_of(intake: Intake, key: str) -> tuple[str, Slot] | None:
    """The step and the slot of that key; None when the intake asks for no such document."""
    return next(((step, slot) for step, slot in asked_by(intake) if slot.key == key), None)


def asked_by(intake: Intake) -> list[tuple[str, Slot]]:
    """Each document that the intake asks for, with its step. Keys are the intake's own: no two are the same."""
    pages = [(step, page) for step, page in intake.steps if issubclass(page, SlotsStep)]
    return [(step, slot) for step, page in pages for slot in page.slots]
