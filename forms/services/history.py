"""The story of a request, read from Wagtail's log. Its last line tells whether an open page is stale."""

from django.db.models import QuerySet
from wagtail.log_actions import registry
from wagtail.models import ModelLogEntry

from forms.models import Submission

UNSEEN = ("forms.escalated", "forms.not_reached", "forms.errand_done", "forms.document_missed")
"""What nobody did and nothing depends on: a page shown before it is not stale."""


def entries(submission: Submission) -> QuerySet[ModelLogEntry]:
    """What happened, latest first."""
    return registry.get_logs_for_instance(submission).select_related("user").order_by("-pk")


def last_entry(submission: Submission) -> int:
    """The key of the latest line: every verb writes one, so it changes whenever the request does. 0 without any."""
    return entries(submission).values_list("pk", flat=True).first() or 0


def entries_since(submission: Submission, seen: int) -> list[ModelLogEntry]:
    return list(entries(submission).filter(pk__gt=seen).exclude(action__in=UNSEEN))
