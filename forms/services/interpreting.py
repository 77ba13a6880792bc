"""The interpreter in sign language that a request needs: by itself at its sending, then as agents say."""

from django.contrib.auth.models import User
from django.db import transaction
from django.utils.translation import gettext_lazy as _
from wagtail.log_actions import log

from forms.intake import Answers
from forms.intakes.people import LSF
from forms.models import Interpreter, Submission
from forms.services.deciding import lock
from forms.step import OF_FILM, is_film, is_translated

TOLD = {
    Interpreter.NEEDED: _("You asked for sign language (LSF): we look for an interpreter before we answer you."),
    Interpreter.ASKED: _("We asked for an interpreter in sign language (LSF). Once it is sure, this page says so."),
    Interpreter.BOOKED: _("An interpreter in sign language (LSF) is booked."),
    Interpreter.NONE: _("We have found no interpreter yet. We suggest another day, or we write to you."),
}
APPOINTMENT = ("motif", "reason", "appointment")
"""Where the request to write to us says that it is about an appointment in sign language."""


def first_state(preference: str, answers: Answers) -> str:
    """Of a request that is being sent."""
    return Interpreter.NEEDED.value if is_needed(preference, answers) else ""


def still_needed(submission: Submission) -> str:
    """Nothing more to interpret, once every answer is in French and nobody is to be spoken with."""
    needed = is_needed(submission.contact.get("preference", ""), submission.answers)
    return submission.interpreter if needed else ""


def is_needed(preference: str, answers: Answers) -> bool:
    return preference == LSF or meets(answers) or untranslated(answers)


def meets(answers: Answers) -> bool:
    """Whether an appointment in sign language is asked for."""
    step, question, answer = APPOINTMENT
    return answers.get(step, {}).get(question) == answer


def untranslated(answers: Answers) -> bool:
    """Whether an answer in sign language still waits for its words in French."""
    films = [value for page in answers.values() for name, value in page.items() if name.endswith(OF_FILM)]
    return any(is_film(lines) and not is_translated(lines) for lines in films)


def told(submission: Submission) -> str:
    """What the person reads of their interpreter; empty where they are not to be spoken with in sign language."""
    wishes = submission.contact.get("preference") == LSF or meets(submission.answers)
    return str(TOLD[Interpreter(submission.interpreter)]) if wishes and submission.interpreter else ""


@transaction.atomic
def set_interpreter(submission: Submission, state: str, *, by: User, seen: int | None = None) -> Submission:
    """Say where the interpreter stands: the person reads it, where they are to be met. Raises StalePage."""
    submission = lock(submission, seen)
    if submission.interpreter != state:
        before, submission.interpreter = submission.interpreter, Interpreter(state).value if state else ""
        submission.save(update_fields=["interpreter"])
        log(submission, "forms.interpreter_set", user=by, data={"from": before, "to": submission.interpreter})
    return submission
