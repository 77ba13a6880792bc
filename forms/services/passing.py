"""Giving a request to a colleague, or to the team that it is for. Each verb checks, changes, then logs."""

from contextlib import suppress

from django.contrib.auth.models import User
from django.db import transaction
from wagtail.log_actions import log

from forms.intakes import INTAKES
from forms.models import Inbox, News, Note, Presence, Submission
from forms.services import clock
from forms.services.deciding import lock, open_for_work
from forms.workflow import OPEN, ForbiddenMove, Status


class NotOfTheTeam(Exception):
    """The colleague works no longer in the request's team."""


class SameInbox(Exception):
    """The request is in that inbox already."""


@transaction.atomic
def assign(submission: Submission, to: User, *, by: User, seen: int | None = None) -> Submission:
    """Make `to` the agent of an open request, whoever had it. Raises ForbiddenMove, NotOfTheTeam, Quarantined,
    StalePage.
    """
    submission = _at_work(submission, seen)
    if not to.is_active or not to.groups.filter(pk=submission.team_id).exists():
        raise NotOfTheTeam
    if submission.assignee_id == to.pk and submission.status == Status.IN_REVIEW:
        return submission
    submission.assignee, submission.status, submission.news = to, Status.IN_REVIEW.value, ""
    submission.save(update_fields=["assignee", "status", "news"])
    log(submission, "forms.assigned", user=by, data={"to": to.pk})
    return submission


@transaction.atomic
def reroute(submission: Submission, to: Inbox, reason: str, *, by: User, seen: int | None = None) -> Submission:
    """Pass an open request on to another team, on its clock, from today. The reason is kept as a note for them.

    Raises ForbiddenMove, Quarantined, SameInbox, StalePage.
    """
    submission = _at_work(submission, seen)
    if to.team_id == submission.team_id:
        raise SameInbox
    origin = Inbox.objects.get(team=submission.team_id).slug
    submission.team, submission.assignee = to.team, None
    clock.start(submission, News.REROUTED, intake=intake_of(to) or submission.intake)
    submission.save(update_fields=["team", "assignee", *clock.FIELDS])
    Note.objects.create(submission=submission, author=by, text=reason)
    Presence.objects.filter(submission=submission).delete()
    submission.errands.update(team=to.team)
    log(submission, "forms.rerouted", user=by, data={"from": origin, "to": to.slug})
    return submission


def _at_work(submission: Submission, seen: int | None) -> Submission:
    submission = open_for_work(lock(submission, seen))
    if submission.status not in OPEN:
        raise ForbiddenMove(Status(submission.status), Status.IN_REVIEW)
    return submission


def intake_of(inbox: Inbox) -> str:
    """The intake whose requests go to this inbox whatever is answered; '' when none does."""
    for intake in INTAKES.values():
        with suppress(LookupError):
            if intake.route({}) == inbox.slug:
                return intake.slug
    return ""
