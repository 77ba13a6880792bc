"""The choices that lists are filtered by: written as keyed hashes when a request is sent, and again when it changes."""

from typing import Any

from django.utils.choices import flatten_choices

from forms.columns import Sieve
from forms.intake import Answers, Intake
from forms.intakes import INTAKES
from forms.models import Submission, SubmissionHash
from home.records import hashing


def digests(intake: Intake, answers: Answers) -> set[Any]:
    """The hashes of what was chosen in an intake's sieves; of each choice, where several could be made."""
    return {digest_of(sieve.key, value) for sieve in intake.sieves for value in chosen(sieve, answers)}


def chosen(sieve: Sieve, answers: Answers) -> list[str]:
    """Only what the list of choices has: nothing that was typed is ever a filter."""
    found = next((answers[step].get(sieve.question) for step in sieve.steps if step in answers), None)
    return [value for value in ([found] if isinstance(found, str) else found or []) if value]


def digest_of(key: str, value: str) -> Any:
    return hashing.digest("answer", f"{key}={value}")


def choices(intake: Intake, sieve: Sieve) -> list[tuple[str, str]]:
    """What can be chosen there, in words."""
    asked: Any = dict(intake.steps)[sieve.steps[0]].base_fields[sieve.question]
    pairs: list[tuple[Any, Any]] = list(flatten_choices(asked.choices))
    return [(str(value), str(label)) for value, label in pairs if value]


def rewrite(submission: Submission) -> None:
    """After an answer changed: the hashes of all that could be chosen go, those of what is chosen come."""
    intake = INTAKES[submission.intake]
    every = [digest_of(sieve.key, value) for sieve in intake.sieves for value, _label in choices(intake, sieve)]
    submission.hashes.filter(digest__in=every).delete()
    SubmissionHash.objects.bulk_create(
        SubmissionHash(submission=submission, digest=digest) for digest in digests(intake, submission.answers)
    )
