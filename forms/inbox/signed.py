"""Answers in sign language, as the page of a request shows them."""

from typing import NamedTuple

from django.utils.translation import gettext as _

from forms.intakes import INTAKES
from forms.models import Submission
from forms.models.files import GONE, READABLE
from forms.papers import SignedAnswer, signed_answers
from forms.step import is_translated


class Signed(NamedTuple):
    """An answer in sign language on the page of its request; it can be looked at when `readable`."""

    answer: SignedAnswer
    tag: str
    colour: str
    readable: bool
    translated: bool


def signed(submission: Submission) -> list[Signed]:
    intake = INTAKES.get(submission.intake)
    return [_shown(answer) for answer in signed_answers(submission, intake)] if intake else []


def _shown(answer: SignedAnswer) -> Signed:
    film = answer.film
    colour = "bad" if film is None or film.state in GONE else "" if film.state in READABLE else "wait"
    tag = str(film.get_state_display()) if film else _("not there any more")
    return Signed(answer, tag, colour, bool(film) and film.state in READABLE, is_translated(answer.lines))
