"""What people type in each request, one file each: `samples/<slug>.py` holds its `sample`."""

from collections.abc import Callable, Iterator
from importlib import import_module
from typing import NamedTuple

from django.forms import Form
from django.forms.widgets import CheckboxInput, ChoiceWidget

from forms.intake import Intake

Pages = dict[str, dict[str, list[str]]]
"""The text of each page on someone's way, as a browser posts it: {step: {name: [text]}}."""


class Sample(NamedTuple):
    """Ways through a request, by name. The first of `ways` is the plainest.

    `ways` go from the first page to the last tick, and have every page of theirs and no other; `exits` stop on the
    page that leads out. `setup` makes afresh what they count on in the database.
    """

    ways: dict[str, Pages]
    exits: dict[str, Pages]
    setup: Callable[[], object] = lambda: None

    @property
    def plainest(self) -> Pages:
        return next(iter(self.ways.values()))


def sample(slug: str) -> Sample:
    return import_module(f"tests.forms.samples.{slug}").sample


def each(samples: dict[str, Sample], kind: str) -> list[tuple[str, str]]:
    """(slug, name) of all `ways`, or of all `exits`."""
    return [(slug, name) for slug, sample in samples.items() for name in getattr(sample, kind)]


def stored(pages: Pages, *but: str) -> dict:
    """A draft's answers when these pages were saved in turn, but for the steps named."""
    kept = {step: typed for step, typed in pages.items() if step not in but}
    return {step: {"typed": typed, "version": place} for place, (step, typed) in enumerate(kept.items(), start=1)}


def unsent(intake: Intake, pages: Pages) -> dict:
    """A draft's answers when everything is filled in and the last page is still to come."""
    return stored(pages, intake.check_step)


def typed_purposes(form: Form) -> Iterator[str]:
    """The `autocomplete` of each field that is typed into; a choice among boxes has none."""
    for field in form.fields.values():
        if not isinstance(field.widget, (CheckboxInput, ChoiceWidget)):
            yield field.widget.attrs.get("autocomplete", "")
