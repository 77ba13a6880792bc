"""The texts of requests that can be signed: each page, each answer to choose, each help text, the receipt, what is said
of mistakes, and each state that people read while they follow their request.
"""

from collections.abc import Iterator

from django import forms
from django.urls import reverse
from django.utils.choices import flatten_choices
from django.utils.translation import gettext as _

from forms import leaflet
from forms.intake import Intake, Step
from forms.intakes import INTAKES
from forms.intakes.sessions import SessionField
from forms.intakes.wishes import FlatField
from forms.models import ClosedAlert, IntakeSettings, Submission
from forms.reasons import FOLLOWED, GIVEN_BY_RULE, LAPSED, LEFT
from forms.services.sharing import NOT_SHARED
from forms.slots import SlotField
from forms.step import FilmField
from forms.texts import worded
from forms.workflow import PUBLIC_LABELS
from home.models import SignedVersion
from home.signed import clips, targets
from home.signed.targets import Target

RECEIPT, ERRORS = "receipt", "errors"
STATUS = "message:status-"
WITHHELD = f"{STATUS}withheld"
OF_DATA = (SessionField, FlatField)
"""Choices read from rows that come and go: what they say is nobody's to film."""


def register() -> None:
    targets.register("step", _steps, _step_sentences)
    targets.register("choice", _choices, _choice_sentences)
    targets.register("help", _helps, _help_sentences)
    targets.register("message", _messages, _message_sentences)
    targets.register("leaflet", _leaflets, _leaflet_sentences)


def on_form(intake: str, step: str, form: Step) -> SignedVersion | None:
    """The clip of a page; those of its answers are put on the form, for the templates of its fields. One query."""
    here, answers = f"step:{intake}/{step}", f"choice:{intake}/{step}/"
    found = clips.of_targets([here], below=answers)
    form.signed_choices = {  # type: ignore[attr-defined]
        tuple(key.removeprefix(answers).split("/", 1)): version for key, version in found.items() if key != here
    }
    return found.get(here)


def _worded() -> list[Intake]:
    """As staff word them, in the language of the moment: one query."""
    kept = {settings.intake: settings for settings in IntakeSettings.objects.all()}
    return [worded(intake, kept.get(slug) or IntakeSettings(intake=slug)) for slug, intake in INTAKES.items()]


def _pages() -> Iterator[tuple[Intake, str, Step]]:
    for intake in _worded():
        for step, form_class in intake.steps:
            yield intake, step, form_class()


def _asked() -> Iterator[tuple[Intake, str, str, forms.Field]]:
    for intake, step, form in _pages():
        for name, field in form.fields.items():
            if not isinstance(field, FilmField):
                yield intake, step, name, field


def _options() -> Iterator[tuple[str, str, forms.Field]]:
    """Each answer to choose: its key, its words and the question."""
    for intake, step, name, field in _asked():
        if isinstance(field, forms.ChoiceField) and not isinstance(field, OF_DATA):
            for key, words in flatten_choices(field.choices):
                if key not in ("", None):
                    yield f"{intake.slug}/{step}/{name}/{key}", str(words), field


def _steps() -> Iterator[Target]:
    for intake, step, form in _pages():
        yield Target(f"step:{intake.slug}/{step}", str(form.title), str(intake.title), _start(intake))


def _start(intake: Intake) -> str:
    return reverse("forms:start", args=[intake.slug])


def _step_sentences(rest: str) -> list[str] | None:
    found = next((form for intake, step, form in _pages() if f"{intake.slug}/{step}" == rest), None)
    if found is None:
        return None
    lines = [str(found.title), str(found.lead)]
    for field in filter(lambda field: not isinstance(field, FilmField), found.fields.values()):
        accepted = field.slot.accepted if isinstance(field, SlotField) else ()
        lines += [str(field.label or ""), str(field.help_text), *map(str, accepted)]
    return [line for line in lines if line]


def _choices() -> Iterator[Target]:
    for rest, words, field in _options():
        yield Target(f"choice:{rest}", words, str(field.label))


def _choice_sentences(rest: str) -> list[str] | None:
    return next(([words] for key, words, _field in _options() if key == rest), None)


def _helps() -> Iterator[Target]:
    for intake, step, name, field in _asked():
        if field.help_text:
            yield Target(f"help:{intake.slug}/{step}/{name}", str(field.help_text), str(field.label or ""))


def _help_sentences(rest: str) -> list[str] | None:
    return next(([target.title] for target in _helps() if target.key == f"help:{rest}"), None)


def status_key(submission: Submission | ClosedAlert) -> str:
    """Which text says how it stands. Two reasons that say the same share it: no clip tells what words do not."""
    by_rule = {FOLLOWED: FOLLOWED, LEFT: FOLLOWED, LAPSED: LAPSED}
    return STATUS + by_rule.get(submission.reason, submission.status)


def _said() -> dict[str, list[str]]:
    """The sentences of each message that are the same for everybody, by what follows `message:`; its title first."""
    receipt = [_("It is sent. Thank you."), _("Your request number"), _("Your follow-up code"), _("What happens next")]
    states = {**PUBLIC_LABELS, FOLLOWED: GIVEN_BY_RULE[FOLLOWED], LAPSED: GIVEN_BY_RULE[LAPSED]}
    return {
        RECEIPT: [_("Request sent"), *receipt],
        ERRORS: [_("Something is to be corrected on this page."), _("Your other answers are saved.")],
        **{f"status-{state}": [str(words)] for state, words in states.items()},
        "status-withheld": [str(NOT_SHARED)],
    }


def _messages() -> Iterator[Target]:
    for name, sentences in _said().items():
        yield Target(f"message:{name}", sentences[0])


def _message_sentences(rest: str) -> list[str] | None:
    sentences = _said().get(rest)
    return sentences[1:] if sentences and rest == RECEIPT else sentences


def _leaflets() -> Iterator[Target]:
    yield Target("leaflet:household", _("Leaflet for the household"), "", reverse("forms:leaflet"))


def _leaflet_sentences(rest: str) -> list[str] | None:
    return leaflet.bound() if rest == "household" else None
