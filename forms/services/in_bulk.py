"""One verb on many requests: first as a rehearsal that changes nothing, then for good, each row on its own."""

from collections.abc import Callable, Iterable
from typing import NamedTuple

from django.db import transaction

from forms.models import Submission

MOST = 100


class Outcome(NamedTuple):
    """Those that change, and those that cannot, each with what refused it."""

    done: list[Submission]
    refused: list[tuple[Submission, Exception]]


Verb = Callable[[Submission], object]


def rehearse(submissions: Iterable[Submission], verb: Verb, refusals: tuple[type[Exception], ...]) -> Outcome:
    """What would happen: the very verb is tried on each row, and taken back."""
    return _each(submissions, verb, refusals, for_good=False)


def act(submissions: Iterable[Submission], verb: Verb, refusals: tuple[type[Exception], ...]) -> Outcome:
    """A transaction a row: one that is refused keeps no other back."""
    return _each(submissions, verb, refusals, for_good=True)


def _each(
    submissions: Iterable[Submission], verb: Verb, refusals: tuple[type[Exception], ...], *, for_good: bool
) -> Outcome:
    outcome = Outcome([], [])
    for submission in submissions:
        try:
            with transaction.atomic():
                verb(submission)
                transaction.set_rollback(not for_good)
        except refusals as refusal:
            outcome.refused.append((submission, refusal))
        else:
            outcome.done.append(submission)
    return outcome
