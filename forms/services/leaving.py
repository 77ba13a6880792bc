"""Requests that an account holds and may not work any more go back to their team's queue, whatever door it left by."""

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models.signals import m2m_changed, post_save
from django.dispatch import receiver
from wagtail.log_actions import log

from forms.models import Submission
from forms.workflow import OPEN


@transaction.atomic
def give_back(account: User) -> int:
    """Return how many."""
    held = Submission.objects.select_for_update(of=("self",)).filter(assignee=account, status__in=sorted(OPEN))
    if account.is_active:
        held = held.exclude(team__in=list(account.groups.values_list("pk", flat=True)))
    for submission in (requests := list(held)):
        submission.assignee = None
        submission.save(update_fields=["assignee"])
        log(submission, "forms.given_back", data={"status": submission.status})
    return len(requests)


@receiver(post_save, sender=User)
def account_closed(instance, raw=False, **kwargs) -> None:
    if not instance.is_active and not raw:
        give_back(instance)


@receiver(m2m_changed, sender=User.groups.through)
def team_left(instance, action, **kwargs) -> None:
    """From the account's side or from the group's."""
    if action not in {"post_remove", "post_clear"}:
        return
    holders = [instance] if isinstance(instance, User) else User.objects.filter(pk__in=_holding(instance))
    for account in holders:
        give_back(account)


def _holding(team) -> list[int]:
    rows = Submission.objects.filter(team=team, status__in=sorted(OPEN), assignee__isnull=False)
    return list(rows.order_by().values_list("assignee", flat=True).distinct())
