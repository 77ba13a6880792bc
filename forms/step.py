"""One page of an intake, and its questions that people may answer in sign language, by a film instead of words.

The answer of such a question stands beside its text, under a name of its own, as lines: "file:<key>" and "seconds:42",
then, once an agent has put it into French, "french:<text>", "by:<name>" and "on:<day>". Lines are answers like others:
replayed, summed up, exported, dropped with their branch. Nobody posts them: `services.filming` writes them, with the
film.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from django import forms
from django.utils.datastructures import MultiValueDict
from django.utils.dateparse import parse_date
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from forms.models.files import LINE

FILM = "film:"
"""What the button begins with that leads from a question to its film; the name of the question follows."""

OF_FILM = "_lsf"
SECONDS = re.compile(r"seconds:(\d{1,4})")
FRENCH, BY, ON = "french:", "by:", "on:"


class FilmInput(forms.MultipleHiddenInput):
    """Shows the film, and no box."""

    is_hidden = False


class FilmField(forms.Field):
    """The film that answers the question `asked`. A line that is none of ours counts for nothing."""

    widget = FilmInput

    def __init__(self, name: str, asked: forms.Field) -> None:
        self.name, self.asked = name, asked
        super().__init__(required=False, template_name="forms/widgets/film.html")

    @property
    def label(self) -> Any:  # type: ignore[override]
        """That of its question, as staff word it."""
        return self.asked.label

    @label.setter
    def label(self, words: Any) -> None:
        """Has no words of its own."""

    def clean(self, value: Any) -> list[str]:
        lines = [line for line in value or [] if LINE.fullmatch(line) or SECONDS.fullmatch(line)]
        return lines if is_film(lines) else []

    def shown(self, lines: Sequence[str]) -> str:
        return in_words(lines)


class Step(forms.Form):
    """One page of an intake: a `title` that asks, a `lead` that helps."""

    title = ""
    lead = ""
    use_required_attribute = False

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields = dict(with_films(self.fields))

    def _clean_fields(self) -> None:
        """A film is an answer: its question does not ask for words any more."""
        super()._clean_fields()  # type: ignore[misc]
        for film in self.films():
            if self.cleaned_data.get(film + OF_FILM) and self.has_error(film, "required"):
                del self.errors[film]
                self.cleaned_data[film] = ""

    def films(self) -> list[str]:
        """The questions of this page that a film may answer."""
        return [asked.name for asked in self.fields.values() if isinstance(asked, FilmField)]


def with_films(fields: Mapping[str, forms.Field]) -> Iterator[tuple[str, forms.Field]]:
    """The questions, each that says `signable` followed by the one for its film."""
    for name, asked in fields.items():
        yield name, asked
        if getattr(asked, "signable", False):
            yield name + OF_FILM, FilmField(name, asked)


def as_kept(form: Any, typed: Mapping[str, list[str]]) -> Any:
    """The form with the films that the draft has, whatever was posted in their name."""
    if form.is_bound and form.films():
        films = [film + OF_FILM for film in form.films()]
        posted = {name: texts for name, texts in form.data.lists() if name not in films}
        form.data = MultiValueDict(posted | {film: typed[film] for film in films if typed.get(film)})
    return form


def signable(steps: Iterable[tuple[str, type[Step]]]) -> list[tuple[str, str]]:
    """Each question that a film may answer, with its step, in their order."""
    asked = [(step, name, field) for step, page in steps for name, field in page.base_fields.items()]
    return [(step, name) for step, name, field in asked if getattr(field, "signable", False)]


def is_film(lines: Iterable[str]) -> bool:
    return any(LINE.fullmatch(line) for line in lines)


def is_translated(lines: Iterable[str]) -> bool:
    return any(line.startswith(FRENCH) for line in lines)


def translated(lines: Iterable[str], text: str, *, by: str, on: str) -> list[str]:
    """The same film with its words in French, in the place of earlier ones. `on` is a day, as 2026-11-24."""
    film = [line for line in lines if not line.startswith((FRENCH, BY, ON))]
    return [*film, FRENCH + text, BY + by, ON + on]


def after(lines: Iterable[str], start: str) -> str:
    return next((line.removeprefix(start) for line in lines if line.startswith(start)), "")


def in_words(lines: Sequence[str]) -> str:
    """What people and agents read of such an answer: that it is signed, how long, and its translation."""
    if not is_film(lines):
        return ""
    told = _("Answered in sign language (%(length)s)") % {"length": length(lines)}
    if not is_translated(lines):
        return told
    day = parse_date(after(lines, ON))
    signed = {"name": after(lines, BY), "day": date_format(day, "DATE_FORMAT") if day else ""}
    return "\n".join([after(lines, FRENCH), told, _("Put into French by %(name)s on %(day)s.") % signed])


def length(lines: Iterable[str]) -> str:
    """Minutes and seconds: 1:05."""
    seconds = next((int(found[1]) for line in lines if (found := SECONDS.fullmatch(line))), 0)
    return f"{seconds // 60}:{seconds % 60:02}"
