"""How long things are kept: declared in code, changed by the data protection officer within bounds set in code."""

from datetime import date, timedelta
from typing import cast

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.log_actions import log

from forms.intakes import INTAKES
from forms.models import PurgeItem, RetentionFigure, Submission
from forms.reasons import KEPT_SHORT
from home.records import terms
from home.records.terms import Keep

READS, PAPERS, WATCHES = "reads", "papers", "watches"
OTHERS = {READS: Keep(timedelta(days=365), timedelta(days=1095), at_least=timedelta(days=180), title=_("Log of reads"))}
"""The classes that are no intake. The log of reads: a year, up to three where internal control asks for it (CNIL)."""

BRIEF = {
    PAPERS: terms.a_month(_("Copies of identity documents, after the decision")),
    WATCHES: Keep(
        default=timedelta(days=365),
        at_least=timedelta(days=90),
        at_most=timedelta(days=730),
        title=_("Addresses to tell when a request opens, once confirmed"),
    ),
}
"""What goes by itself: copies of identity documents, after the decision; addresses that wait for news of a request,
after they were confirmed (a season comes once a year)."""

NOTICE = timedelta(days=30)
"""A shorter figure brings no day nearer than this: people were told another one."""

CHUNK = 500


class OutOfBounds(Exception):
    """A figure that the code does not allow. Carries its class's bounds as `keep`."""

    def __init__(self, keep: Keep) -> None:
        super().__init__(keep)
        self.keep = keep


def classes() -> dict[str, Keep]:
    return {slug: intake.keep_for for slug, intake in INTAKES.items()} | OTHERS | terms.DECLARED


def kept(key: str) -> timedelta:
    """How long this class is kept now. Bounds narrowed since the figure was chosen win over it."""
    return figures()[key]


def figures() -> dict[str, timedelta]:
    days = chosen()
    return {key: keep.within(days.get(key)) for key, keep in classes().items()}


def chosen() -> dict[str, int]:
    """The days of the classes for which the officer chose some."""
    return dict(RetentionFigure.objects.values_list("key", "days"))


def last_day(submission: Submission) -> date:
    """The last day of a decided request."""
    lapses = INTAKES[submission.intake].lapses
    lasts = lapses.keep_for.default if lapses and submission.reason in KEPT_SHORT else kept(submission.intake)
    return timezone.localdate(submission.closed_at) + lasts


@transaction.atomic
def change(key: str, days: int, *, by: User) -> int:
    """Set the figure of a class and move the last day of its decided requests; return how many moved.

    Door codes and addresses that wait keep the day that they have: the figure holds for those that come.
    Raises OutOfBounds.
    """
    keep = classes()[key]
    if not keep.at_least <= timedelta(days=days) <= keep.at_most:
        raise OutOfBounds(keep)
    before = kept(key).days
    figure, _made = RetentionFigure.objects.update_or_create(key=key, defaults={"days": days})
    moved = _move_last_days(key, timedelta(days=days)) if key in INTAKES else 0
    log(figure, "forms.kept_for", user=by, data={"class": key, "from": before, "to": days, "moved": moved})
    return moved


def _move_last_days(intake: str, lasts: timedelta) -> int:
    """Those that wait in a batch move as well: when their day is no longer there, the purge leaves them alone."""
    decided = Submission.objects.filter(intake=intake, purge_on__isnull=False).exclude(reason__in=sorted(KEPT_SHORT))
    signed = PurgeItem.objects.filter(
        record_id=OuterRef("pk"), state=PurgeItem.State.WAITING, batch__signed_at__isnull=False
    )
    rows = decided.exclude(Exists(signed)).select_for_update(of=("self",)).only("closed_at", "purge_on")
    soonest = timezone.localdate() + NOTICE
    moved = []
    for row in rows:
        day = max(timezone.localdate(row.closed_at) + lasts, min(cast(date, row.purge_on), soonest))
        if day != row.purge_on:
            row.purge_on = day
            moved.append(row)
    Submission.objects.bulk_update(moved, ["purge_on"], batch_size=CHUNK)
    return len(moved)
