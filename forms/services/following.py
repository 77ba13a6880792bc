"""What the follow-up of a request changes in it, by the intake's published rule."""

from collections.abc import Collection
from typing import Any

from django.dispatch import receiver
from django.utils import timezone
from wagtail.log_actions import log

from forms import workflow
from forms.intakes import INTAKES
from forms.models import Submission
from forms.reasons import OF_FOLLOWUP
from forms.services import keeping
from forms.services.reaching import TASKS, choose
from forms.services.telling import tell_news
from forms.workflow import CLOSED, Status
from programmes.events import TIMED, followup_changed, followup_starting, offer_made

MORE_DAYS = 5
"""The team's task, the post, and a phone that rings twice: what a time-limited offer adds for them."""


@receiver(followup_changed, dispatch_uid="forms.following")
def follow(*, reference: str, event: str, by: Any, tell: str = "", bystander: bool = False, **kwargs: Any) -> None:
    """Log what happened, move the request where its intake's rule says, tell the person if asked to.

    All inside the transaction of the verb. A bystander's request does not move, and nobody waits for its lock: it
    would be taken after the follow-up's own, while whoever works that request takes them the other way round.
    """
    rows = Submission.objects.all() if bystander else Submission.objects.select_for_update(of=("self",))
    submission = rows.filter(reference=reference).first()
    if submission is None:  # purged: its follow-up outlives it
        return
    rule = None if bystander else INTAKES[submission.intake].on_followup
    target = rule(event, submission.answers) if rule else None
    if target and target != submission.status:
        move_by_rule(submission, target)
    else:
        log(submission, "forms.followed", user=by, data={"event": event})
    if event in OF_FOLLOWUP:
        give_reason(submission, OF_FOLLOWUP[event])
    if tell:
        tell_news(submission, f"followed:{tell}", timed=event in TIMED)


@receiver(followup_starting, dispatch_uid="forms.locking")
def lock_first(*, reference: str = "", references: Collection[str] = (), **kwargs: Any) -> None:
    """The requests before their follow-up, as when an agent decides: two verbs never wait for each other."""
    wanted = list(references or [reference])
    list(
        Submission.objects.select_for_update(of=("self",)).filter(reference__in=wanted).order_by("pk").values_list("pk")
    )


@receiver(offer_made, dispatch_uid="forms.more_days")
def more_days(*, reference: str, **kwargs: Any) -> int:
    """For those whom a letter or a call tells, even if a mail leaves as well: they asked not to depend on it."""
    submission = Submission.objects.filter(reference=reference).first()
    return MORE_DAYS if submission and choose(submission.contact) in TASKS else 0


def give_reason(submission: Submission, reason: str) -> None:
    """What is said of a decided request once its follow-up is over, and how long it stays then."""
    submission.reason = reason
    if submission.closed_at:
        submission.purge_on = keeping.last_day(submission)
    submission.save(update_fields=["reason", "purge_on"])


def move_by_rule(submission: Submission, target: Status) -> None:
    """Nobody decides here: the log line has no user, and says that it was the rule. Raises ForbiddenMove."""
    workflow.check_by_rule(submission.status, target)
    previous, submission.status, submission.reason = submission.status, target.value, ""
    if target in CLOSED:
        submission.closed_at = timezone.now()
        kept = INTAKES[submission.intake].keep_for.default
        submission.purge_on = timezone.localdate(submission.closed_at) + kept
    submission.save(update_fields=["status", "closed_at", "reason", "purge_on"])
    log(submission, "forms.moved", data={"from": previous, "to": submission.status, "reason": "", "by_rule": True})
