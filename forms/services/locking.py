"""A request under lock, with those that one household ties to it: whoever ends one may end the others."""

from forms.intakes import INTAKES, flagged
from forms.models import Submission
from programmes.services import locks

OF_HOUSEHOLDS = frozenset(slug for slug, intake in INTAKES.items() if intake.on_close is flagged.end)


def locked(submission: Submission) -> Submission:
    if submission.intake in OF_HOUSEHOLDS:
        locks.hold_requests(lambda: locks.together(submission.reference))
    return Submission.objects.select_for_update(of=("self",)).get(pk=submission.pk)
