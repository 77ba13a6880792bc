"""What staff may change on one page of a request: its texts as the code has them and as they stand, by place."""

from collections.abc import Iterator
from typing import Any, NamedTuple

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from forms.intake import Intake
from forms.models import IntakeSettings
from forms.slots import SlotField
from forms.step import FilmField
from forms.texts import ACCEPTED, CLOSED, CLOSED_STEP, HELP, LABEL, LEAD, OTHER_WAY, choice_place, place

LIMITS = {LEAD: 400, LABEL: 160, HELP: 300, ACCEPTED: 600, CLOSED: 600, OTHER_WAY: 600}
CHOICE_LIMIT = 120
TITLES = {
    LEAD: _("Introduction of the page"),
    LABEL: _("Question"),
    HELP: _("Help under the question"),
    ACCEPTED: _("Documents accepted, one a line"),
    CLOSED: _("Message"),
    OTHER_WAY: _("Another way"),
}


class Text(NamedTuple):
    """A text in one language: the words of the code (`original`, '' when it has none), and the `own` ones of staff."""

    place: str
    title: str
    limit: int
    original: str
    own: str = ""

    @property
    def current(self) -> str:
        return self.own or self.original


class Question(NamedTuple):
    """One question of a page, or the page itself (`name` is ''): its texts, and those of choices that staff edit."""

    name: str
    title: str
    texts: list[Text]
    choices: list[Text]
    asked: Any = None


def questions(intake: Intake, step: str, settings: IntakeSettings, language: str) -> list[Question]:
    """The page from top to bottom. Raises KeyError for a step that the request does not have."""
    own = settings.texts.get(language, {})

    def text(where: str, part: str, original: object, title: str = "", limit: int = 0) -> Text:
        return Text(where, title or TITLES[part], limit or LIMITS[part], str(original), own.get(where, ""))

    def found() -> Iterator[Question]:
        if step == CLOSED_STEP:
            yield Question("", "", [text(place(step, "", part), part, "") for part in (CLOSED, OTHER_WAY)], [])
            return
        form = dict(intake.steps)[step]()
        yield Question("", "", [text(place(step, "", LEAD), LEAD, form.lead)], [])
        for name, asked in form.fields.items():
            if isinstance(asked, FilmField):
                continue
            parts = [(LABEL, asked.label), (HELP, asked.help_text), *documents(asked)]
            texts = [text(place(step, name, part), part, words) for part, words in parts if may_change(asked, part)]
            choices = [
                text(where, "", label, own.get(where) or label or where.partition("/=")[2], CHOICE_LIMIT)
                for where, label in choice_places(step, name, asked, settings)
            ]
            yield Question(name, str(asked.label), texts, choices, asked)

    with override(language):
        return list(found())


def documents(asked: forms.Field) -> list[tuple[str, str]]:
    """What a slot accepts, for a question that asks for a document."""
    return [(ACCEPTED, "\n".join(map(str, asked.slot.accepted)))] if isinstance(asked, SlotField) else []


def may_change(asked: forms.Field, part: str) -> bool:
    """The sentence beside a box to tick is what people agree to: it changes with the code, where it is reviewed."""
    return part != LABEL or not isinstance(asked, forms.BooleanField)


def choice_places(step: str, name: str, asked: forms.Field, settings: IntakeSettings) -> list[tuple[str, str]]:
    """The choices of a list that staff may change, in its order, each with the words of the code ('' if added)."""
    if not getattr(asked, "editable", False):
        return []
    labels = {key: str(label) for key, label in asked.choices}  # type: ignore[attr-defined]
    order = settings.choices.get(f"{step}/{name}", {}).get("order", [])
    keys = [*order, *(key for key in labels if key not in order)]
    return [(choice_place(step, name, key), labels.get(key, "")) for key in keys]
