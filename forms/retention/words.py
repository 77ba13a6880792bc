"""Rows of requests in words, without a word of what they say."""

from datetime import date
from typing import NamedTuple

from django.db.models import Count
from django.utils import timezone

from forms.intakes import INTAKES
from forms.models import Inbox, PurgeBatch, PurgeItem, Submission
from forms.workflow import STAFF_LABELS, Status

COLOURS = {"waiting": "", "held": "wait", "done": "ok", "skipped": "bad", "released": ""}


def inboxes() -> dict[int, str]:
    """The name of each team's inbox."""
    return dict(Inbox.objects.values_list("team", "name"))


def title(slug: str) -> str:
    return str(INTAKES[slug].title) if slug in INTAKES else slug


class ItemRow(NamedTuple):
    """One request of a batch."""

    item: PurgeItem
    title: str
    outcome: str
    state: str
    colour: str
    can_hold: bool


def item(item: PurgeItem) -> ItemRow:
    return ItemRow(
        item,
        title=title(item.intake),
        outcome=str(STAFF_LABELS[Status(item.outcome)]),
        state=item.get_state_display(),
        colour=COLOURS[item.state],
        can_hold=item.state == PurgeItem.State.WAITING and item.batch.signed_at is None,
    )


def kinds(batch: PurgeBatch) -> list[tuple[str, int]]:
    """How many requests of each kind wait in the batch."""
    waiting = batch.items.filter(state=PurgeItem.State.WAITING).order_by("intake")
    return [(title(intake), number) for intake, number in waiting.values_list("intake").annotate(Count("pk"))]


class RequestRow(NamedTuple):
    """One request anywhere: its number, what it is, whose it is, where it stands."""

    pk: object
    reference: str
    title: str
    inbox: str
    status: str
    received_on: date
    purge_on: date | None


def request(submission: Submission, inboxes: dict[int, str]) -> RequestRow:
    return RequestRow(
        submission.pk,
        submission.reference,
        title(submission.intake),
        inboxes.get(submission.team_id, ""),
        str(STAFF_LABELS[Status(submission.status)]),
        timezone.localdate(submission.received_at),
        submission.purge_on,
    )
