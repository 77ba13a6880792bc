"""Requests as agents read them: rows, tabs, lines of history, numbers."""

from datetime import datetime
from typing import Any, NamedTuple

from django.contrib.auth.models import User
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy
from wagtail.models import ModelLogEntry

from forms.inbox import queries
from forms.inbox.forms import agent_name
from forms.inbox.queries import Tab
from forms.intakes.fields import PhoneField
from forms.intakes.people import REPLIES
from forms.models import Inbox, Submission
from forms.reasons import BY_RULE, REASONS
from forms.services import keeping
from forms.workflow import OPEN, STAFF_LABELS, Status

COLOURS = {Status.RECEIVED: "", Status.IN_REVIEW: "info", Status.ACCEPTED: "ok", Status.REFUSED: "bad"}
TABS = {
    Tab.TODO: gettext_lazy("To do"),
    Tab.MINE: pgettext_lazy("inbox", "Mine"),
    Tab.UNASSIGNED: gettext_lazy("Without an agent"),
    Tab.WAITING: gettext_lazy("Waiting for the person"),
    Tab.CLOSED: pgettext_lazy("inbox", "Closed"),
    Tab.ALL: pgettext_lazy("inbox", "All"),
}


class Row(NamedTuple):
    """One request of a list. `preference` is how the person wishes to be answered."""

    submission: Submission
    label: str
    colour: str
    agent: str
    preference: str
    in_sign_language: bool
    can_take: bool
    inbox: str


def row(submission: Submission, inbox: str = "") -> Row:
    status, preference = Status(submission.status), submission.contact.get("preference", "")
    return Row(
        submission,
        label=_("Waiting for the person") if is_waiting(submission) else str(STAFF_LABELS[status]),
        colour="wait" if is_waiting(submission) else COLOURS.get(status, ""),
        agent=agent_name(submission.assignee) if submission.assignee else "",
        preference=str(dict(REPLIES).get(preference, "")),
        in_sign_language=preference == "lsf",
        can_take=submission.assignee is None and status in OPEN,
        inbox=inbox,
    )


def is_waiting(submission: Submission) -> bool:
    """`waiting` comes with the rows of `queries.visible`."""
    return submission.waiting and submission.status in OPEN


def can_take(submission: Submission, user: User) -> bool:
    holder = submission.assignee
    return submission.status in OPEN and holder != user and (holder is None or not holder.is_active)


def reach(submission: Submission) -> list[tuple[str, str]]:
    contact = submission.contact
    lines = [
        (_("Wishes our answer"), str(dict(REPLIES).get(contact.get("preference"), ""))),
        (_("E-mail"), contact.get("email", "")),
        (_("Phone"), PhoneField().shown(contact["phone"]) if contact.get("phone") else ""),
    ]
    return [(label, value) for label, value in lines if value]


def reason(submission: Submission) -> str:
    return str((REASONS | BY_RULE).get(submission.reason, submission.reason))


class Line(NamedTuple):
    """One line of history. `by` is empty when nobody of the staff did it."""

    what: str
    by: str
    at: datetime


def line(entry: ModelLogEntry) -> Line:
    return Line(entry.message, entry.user_display_name if entry.user_id else "", entry.timestamp)


def tabs(submissions, current: Tab, user: User) -> list[tuple[Tab, str, str, bool]]:
    """Every tab with its name, its figure (none where counting would mean reading everything), and if it is shown."""
    figures = queries.count_open(submissions, user)
    return [(tab, str(name), figures.get(tab, ""), tab == current) for tab, name in TABS.items()]


def first_page(parameters: QueryDict) -> str:
    parameters = parameters.copy()
    parameters.pop("after", None)
    return parameters.urlencode()


def next_page(parameters: QueryDict, cursor: str) -> str:
    if not cursor:
        return ""
    parameters = parameters.copy()
    parameters["after"] = cursor
    return parameters.urlencode()


def decision(chosen: dict[str, Any], submission: Submission) -> dict[str, Any]:
    """What is about to be done, to read once more. `purge_on` is the day when the request will be deleted."""
    return {
        "label": STAFF_LABELS[chosen["target"]],
        "reason": REASONS[chosen["reason"]] if chosen["target"] == Status.REFUSED else "",
        "message": chosen["message"],
        "purge_on": timezone.localdate() + keeping.kept(submission.intake),
        "by_mail": bool(submission.contact.get("email")),
    }


class Numbers(NamedTuple):
    """The counts of one inbox, state by state; `width` is that of its bar, in hundredths of the longest."""

    inbox: Inbox
    labelled: list[tuple[str, int]]
    open: int
    total: int
    width: int


def numbers(counted: list[tuple[Inbox, dict[str, int]]]) -> list[Numbers]:
    most = max((open_in(cells) for _inbox, cells in counted), default=0) or 1
    return [
        Numbers(
            inbox,
            list(zip(statuses(), (cells[status.value] for status in Status), strict=True)),
            open_in(cells),
            sum(cells.values()),
            round(100 * open_in(cells) / most),
        )
        for inbox, cells in counted
    ]


def open_in(cells: dict[str, int]) -> int:
    return sum(cells[status.value] for status in OPEN)


def statuses() -> list[str]:
    return [str(STAFF_LABELS[status]) for status in Status]
