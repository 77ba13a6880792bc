"""Why a request is where it is in a list: its day, and what happened last, in words."""

from datetime import date, timedelta
from typing import NamedTuple

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from forms.inbox.queries import Urgency
from forms.intakes import INTAKES
from forms.models import News, Submission
from forms.workflow import OPEN
from home.records.legible import legible

URGENCIES = {
    Urgency.OVERDUE: gettext_lazy("Overdue"),
    Urgency.SOON: gettext_lazy("Due soon"),
    Urgency.LATER: gettext_lazy("Due later"),
    Urgency.WAITING: gettext_lazy("Waiting for the person"),
}


class Reason(NamedTuple):
    """Words and the colour that goes with them; `news` is what happened last, `urgent` why the published rule presses;
    each empty when nothing does."""

    due: str
    colour: str
    news: str
    urgent: str = ""


COLOURS = {Urgency.OVERDUE: "bad", Urgency.SOON: "wait"}


def reason(submission: Submission) -> Reason | None:
    """None where no clock runs: closed, or in quarantine."""
    if submission.status not in OPEN or submission.in_quarantine or submission.due_on is None:
        return None
    urgency = Urgency(submission.urgency)  # type: ignore[attr-defined]  # comes with the rows of `queries.visible`
    news = str(News(submission.news).label) if submission.news else ""
    return Reason(due_words(urgency, submission.due_on), COLOURS.get(urgency, ""), news, presses(submission))


def presses(submission: Submission) -> str:
    intake = INTAKES.get(submission.intake)
    if intake is None or intake.urgent is None:
        return ""
    return intake.urgent(legible(submission, "answers", {}), timezone.localdate(submission.received_at))


def due_words(urgency: Urgency, due_on: date) -> str:
    day = date_format(due_on, "j F")
    if urgency == Urgency.OVERDUE:
        return _("Overdue since %(day)s") % {"day": day}
    if urgency == Urgency.WAITING:
        return _("Waiting for the person until %(day)s") % {"day": day}
    if urgency == Urgency.LATER:
        return _("Due on %(day)s") % {"day": day}
    near = {timezone.localdate(): _("Due today"), timezone.localdate() + timedelta(days=1): _("Due tomorrow")}
    return near.get(due_on) or _("Due soon: %(day)s") % {"day": day}
