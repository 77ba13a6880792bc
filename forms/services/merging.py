"""Two requests that are one: the later is closed as a duplicate of the other, and can be taken apart again."""

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone
from wagtail.log_actions import log

from forms import workflow
from forms.models import Submission
from forms.services import keeping
from forms.services.beginning import carry_on
from forms.services.deciding import StalePage, open_for_work
from forms.services.history import entries_since
from forms.services.reopening import bring_back
from forms.services.telling import tell_news
from forms.workflow import Status


class NotTwoOfOne(Exception):
    """The same request twice, one of another team or intake, or one that is a duplicate itself."""


class NotMerged(Exception):
    """Nothing to undo: it is no duplicate, or the one it was merged into is gone."""


@transaction.atomic
def merge(submission: Submission, into: Submission, *, by: User, seen: int | None = None) -> Submission:
    """Close `submission` as a duplicate of `into`, which goes on. Raises ForbiddenMove, NotPossible, NotTwoOfOne,
    Quarantined, StalePage.
    """
    submission, kept = _both(submission, into)
    _check_unchanged(submission, seen)
    open_for_work(submission)
    workflow.check(submission.status, Status.DUPLICATE)
    if submission == kept or kept.status == Status.DUPLICATE or kept.quarantined_at:
        raise NotTwoOfOne
    if (kept.team_id, kept.intake) != (submission.team_id, submission.intake):
        raise NotTwoOfOne
    previous, submission.status = submission.status, Status.DUPLICATE.value
    submission.merged_into, submission.closed_at = kept, timezone.now()
    submission.purge_on = keeping.last_day(submission)
    submission.save(update_fields=["status", "merged_into", "closed_at", "purge_on"])
    entry = log(submission, "forms.merged", user=by, data={"from": previous, "into": kept.reference})
    log(kept, "forms.took_in", user=by, data={"reference": submission.reference})
    carry_on(submission, by)
    tell_news(submission, f"forms.merged:{entry.pk}")
    return submission


@transaction.atomic
def unmerge(submission: Submission, *, by: User, seen: int | None = None) -> Submission:
    """Two requests again: it is in review, on a new clock. What its merging gave back is not taken again.

    Raises NotMerged, StalePage.
    """
    if submission.merged_into is None:
        raise NotMerged
    submission, kept = _both(submission, submission.merged_into)
    _check_unchanged(submission, seen)
    if submission.status != Status.DUPLICATE or submission.merged_into_id != kept.pk:
        raise NotMerged
    bring_back(submission, Status.IN_REVIEW)
    entry = log(submission, "forms.unmerged", user=by, data={"from": kept.reference})
    log(kept, "forms.gave_back", user=by, data={"reference": submission.reference})
    tell_news(submission, f"forms.unmerged:{entry.pk}")
    return submission


def _both(one: Submission, other: Submission) -> tuple[Submission, Submission]:
    """Under lock, always in the same order: two agents who merge them crosswise do not wait for each other."""
    rows = Submission.objects.select_for_update(of=("self",)).filter(pk__in=[one.pk, other.pk]).order_by("pk")
    locked = {row.pk: row for row in rows}
    return locked[one.pk], locked[other.pk]


def _check_unchanged(submission: Submission, seen: int | None) -> None:
    changes = entries_since(submission, seen) if seen is not None else []
    if changes:
        raise StalePage(changes)
