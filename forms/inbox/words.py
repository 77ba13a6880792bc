"""Requests as agents read them: rows, tabs, lines of history, numbers."""

from datetime import datetime
from typing import Any, NamedTuple
from urllib.parse import urlencode

from django.contrib.auth.models import User
from django.db.models import QuerySet
from django.http import QueryDict
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy
from wagtail.models import ModelLogEntry

from forms import refusals
from forms.files import serving
from forms.inbox import queries
from forms.inbox.forms import ANSWER, agent_name
from forms.inbox.queries import Tab
from forms.inbox.urgency import Reason
from forms.inbox.urgency import reason as reason_of
from forms.intake import Card, in_short, summary
from forms.intakes import INTAKES
from forms.intakes.fields import PhoneField
from forms.intakes.people import LSF, REPLIES
from forms.models import Inbox, IntakeSettings, Submission
from forms.models.files import FileState
from forms.papers import Document, documents
from forms.services import keeping
from forms.services.reaching import Way, choose, is_not_phoned
from forms.slots import asked_by
from forms.texts import worded
from forms.workflow import OPEN, STAFF_LABELS, Status
from home.records.legible import legible

COLOURS = {Status.RECEIVED: "", Status.IN_REVIEW: "info", Status.ACCEPTED: "ok", Status.REFUSED: "bad"}
TABS = {
    Tab.TODO: gettext_lazy("To do"),
    Tab.MINE: pgettext_lazy("inbox", "Mine"),
    Tab.UNASSIGNED: gettext_lazy("Without an agent"),
    Tab.WAITING: gettext_lazy("Waiting for the person"),
    Tab.QUARANTINE: gettext_lazy("In quarantine"),
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
    interpreter: str
    can_take: bool
    can_give: bool
    inbox: str
    reason: Reason | None
    in_short: list[tuple[str, str]]


def row(submission: Submission, inbox: str = "") -> Row:
    status, preference = Status(submission.status), legible(submission, "contact", {}).get("preference", "")
    return Row(
        submission,
        label=label(submission),
        colour="wait" if submission.waiting or submission.in_quarantine else COLOURS.get(status, ""),
        agent=agent_name(submission.assignee) if submission.assignee else "",
        preference=str(dict(REPLIES).get(preference, "")),
        in_sign_language=preference == LSF,
        interpreter=capfirst(submission.get_interpreter_display()),
        can_take=submission.assignee is None and status in OPEN and not submission.in_quarantine,
        can_give=status in OPEN and not submission.quarantined_at,
        inbox=inbox,
        reason=reason_of(submission),
        in_short=in_short(INTAKES[submission.intake], submission.answers) if submission.intake in INTAKES else [],
    )


def label(submission: Submission) -> str:
    if submission.in_quarantine:
        return _("In quarantine")
    if submission.is_subject:
        return _("Accepted, subject to documents")
    return _("Waiting for the person") if submission.waiting else str(STAFF_LABELS[Status(submission.status)])


def can_take(submission: Submission, user: User) -> bool:
    holder = submission.assignee
    free = holder is None or not holder.is_active
    return submission.status in OPEN and holder != user and free and not submission.in_quarantine


def reach(submission: Submission) -> list[tuple[str, str]]:
    contact = submission.contact
    lines = [
        (_("Wishes our answer"), str(dict(REPLIES).get(contact.get("preference"), ""))),
        (_("E-mail"), contact.get("email", "")),
        (_("Phone"), PhoneField().shown(contact["phone"]) if contact.get("phone") else ""),
        (_("Do not phone"), _("Yes") if is_not_phoned(contact) else ""),
    ]
    return [(label, value) for label, value in lines if value]


def reason(submission: Submission) -> str:
    return refusals.words(submission.reason)


class Paper(NamedTuple):
    """A document as an agent sees it. `tag` is the antivirus's word; it can be opened when `readable`."""

    document: Document
    tag: str
    colour: str
    readable: bool


FILE_COLOURS = {FileState.WAITING: "wait", FileState.CLEAN: "ok", FileState.INFECTED: "bad", FileState.NOT_SCANNED: ""}
WORST_FIRST = [FileState.INFECTED, FileState.WAITING, FileState.NOT_SCANNED, FileState.CLEAN]


def cards(submission: Submission) -> list[Card]:
    """The answers step by step, under the words that staff gave the questions; documents are shown apart."""
    intake = INTAKES.get(submission.intake)
    if intake is None:
        return []
    apart = {step for step, _slot in asked_by(intake)}
    read = summary(worded(intake, IntakeSettings.of(intake.slug)), submission.answers)
    return [card for card in read if card.step not in apart]


def papers(submission: Submission) -> list[Paper]:
    intake = INTAKES.get(submission.intake)
    return [_paper(document) for document in documents(submission, intake)] if intake else []


def _paper(document: Document) -> Paper:
    states = {file.state for file in document.files}
    worst = next((state for state in WORST_FIRST if state in states), None)
    if worst is None:
        return Paper(document, "", "", readable=False)
    return Paper(document, str(worst.label), FILE_COLOURS[worst], readable=bool(serving.readable(document.files)))


class Line(NamedTuple):
    """One line of history. `by` is empty when nobody of the staff did it."""

    what: str
    by: str
    at: datetime


def line(entry: ModelLogEntry) -> Line:
    return Line(entry.message, entry.user_display_name if entry.user_id else "", entry.timestamp)


class NoteRow(NamedTuple):
    """A note as the team reads it."""

    text: str
    by: str
    at: datetime
    mentioned: str


def notes(submission: Submission) -> list[NoteRow]:
    rows = submission.notes.select_related("author").prefetch_related("mentions__user")
    return [
        NoteRow(
            note.text,
            agent_name(note.author) if note.author else _("someone who left"),
            note.created_at,
            ", ".join(agent_name(mention.user) for mention in note.mentions.all()),
        )
        for note in rows
    ]


def tabs(counts: dict[Tab, int], current: Tab) -> list[tuple[Tab, str, str, bool]]:
    """Every tab with its name, its figure (none where counting would mean reading everything), and if it is shown.

    The quarantine is left out while nothing is in it.
    """
    figures = {tab: queries.figure(number) for tab, number in counts.items()}
    shown = [tab for tab in TABS if tab != Tab.QUARANTINE or counts[tab] or tab == current]
    return [(tab, str(TABS[tab]), figures.get(tab, ""), tab == current) for tab in shown]


KEPT_FILTERS = ("tab", "status", "due", "news", "channel", "interpreter", "agent")


def filters_of(parameters: QueryDict) -> str:
    """The filters of a list as the end of an address, always in the same order; nothing searched, no page."""
    names = [*KEPT_FILTERS, *sorted(name for name in parameters if name.startswith(ANSWER))]
    return urlencode({name: parameters[name] for name in names if parameters.get(name)})


def to_do(submissions: QuerySet[Submission]) -> tuple[str, str]:
    """How many requests of an inbox wait for an agent, and how many of those are overdue; '' when none is."""
    late = queries.count_to_do(queries.due(submissions, queries.Urgency.OVERDUE))
    return queries.figure(queries.count_to_do(submissions)), queries.figure(late) if late else ""


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


TOLD = {
    Way.EMAIL: "",
    Way.SMS: gettext_lazy("The person gets a text message with the number and a link, not what you decided."),
    Way.CALL: gettext_lazy("The person wishes a call: a task asks the team to make it."),
    Way.VIDEO: gettext_lazy("The person wishes an answer in French sign language: a task asks the team to give it."),
    Way.LETTER: gettext_lazy("The person wishes a letter: a task asks the team to post it."),
    Way.NONE: gettext_lazy("The person gave no way to reach them: a task asks the team to find one."),
}


def decision(chosen: dict[str, Any], submission: Submission) -> dict[str, Any]:
    """What is about to be done, to read once more. `purge_on` is the day when the request will be deleted."""
    return {
        "label": STAFF_LABELS[chosen["target"]],
        "reason": refusals.words(chosen["reason"]) if chosen["target"] == Status.REFUSED else "",
        "message": chosen["message"],
        "household_message": chosen.get("household_message", ""),
        "purge_on": timezone.localdate() + keeping.kept(submission.intake),
        "by_mail": choose(submission.contact) == Way.EMAIL,
        "told": TOLD[choose(submission.contact)],
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
