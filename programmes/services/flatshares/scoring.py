"""Two people of the team read each application and score it, neither seeing what the other gave."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from django.contrib.auth.models import User
from django.db import transaction

from programmes import events
from programmes.models import Candidate, Score
from programmes.models.candidates import READERS, WIDE_SPREAD


class AlreadyScored(Exception):
    """This agent gave a score, or two others did: a score is given once and for good."""


class Reading(NamedTuple):
    """What may be shown of a candidate's scores to one agent. `mean` (out of 20) and `spread` are None until both
    scores are in: the widest gap on one criterion, which is `wide` when the two readings should be talked over.
    """

    given: int
    own: Score | None
    shown: Sequence[Score]
    mean: float | None
    spread: int | None

    @property
    def wide(self) -> bool:
        return self.spread is not None and self.spread > WIDE_SPREAD

    @property
    def is_over(self) -> bool:
        return self.given >= READERS


@transaction.atomic
def score(candidate: Candidate, marks: Mapping[str, int], *, by: User) -> Score:
    """Give the five marks. Raises AlreadyScored."""
    events.followup_starting.send(Score, reference=candidate.reference)
    candidate = Candidate.objects.select_for_update(of=("self",)).get(pk=candidate.pk)
    readers = list(candidate.scores.values_list("agent", flat=True))
    if by.pk in readers or len(readers) >= READERS:
        raise AlreadyScored
    given = Score.objects.create(candidate=candidate, agent=by, place=len(readers) + 1, **marks)
    events.followup_changed.send(Score, reference=candidate.reference, event=events.SCORED, by=by)
    return given


def reading(scores: Sequence[Score], user: User) -> Reading:
    """One's own score; the other's once both are in: nobody can be swayed any more."""
    own = next((given for given in scores if given.agent_id == user.pk), None)
    if len(scores) < READERS:
        return Reading(len(scores), own, [own] if own else [], None, None)
    mean = sum(given.total for given in scores) / len(scores)
    gaps = [max(marks) - min(marks) for marks in zip(*(given.marks.values() for given in scores), strict=True)]
    return Reading(len(scores), own, scores, mean, max(gaps))
