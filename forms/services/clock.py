"""The clock of a request: a day on which someone is to act, kept on its row so that lists sort by it.

While it runs, `due_on` is the day when our answer is due. While the person is to answer it stands still: `days_left`
keeps the working days that remain, and `due_on` is the day when we stop waiting. The functions change a locked row;
their caller saves FIELDS.
"""

from datetime import date, timedelta

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone
from wagtail.log_actions import log

from forms import working_days
from forms.intake import Answers, WorkingDays
from forms.intakes import INTAKES
from forms.models import News, ServiceLevel, Submission

FIELDS = ("due_on", "days_left", "news", "escalated_on")
WAITED_FOR = timedelta(days=15)
"""How long an answer is waited for before an agent looks at the request again."""

SOON = 2  # working days
URGENT = 2
"""The working days in which an urgent request is answered, whatever the level. Source: `programmes.priority`."""


class OutOfBounds(Exception):
    """A level that the code does not allow. Carries the bounds as `bounds`."""

    def __init__(self, bounds: WorkingDays) -> None:
        super().__init__(bounds)
        self.bounds = bounds


def first_day(intake: str, answers: Answers) -> date:
    """The day when a request whose clock starts today is due: that of the level, sooner when it is urgent, or the law's
    when that one is sooner still.
    """
    today, by_law = timezone.localdate(), INTAKES[intake].by_law
    limit = by_law(answers) if by_law else None
    urgent = INTAKES[intake].urgent
    days = levels()[intake]
    ours = working_days.after(today, min(days, URGENT) if urgent and urgent(answers, today) else days)
    return min(ours, working_days.until(today + limit)) if limit else ours


def start(submission: Submission, news: News, *, intake: str = "") -> None:
    """Count anew from today, in the time of `intake`, its own when none is named."""
    _run(submission, first_day(intake or submission.intake, submission.answers), news)


def pause(submission: Submission) -> None:
    """It is the person's turn. Two things asked at once pause it once; the wait is as long as for the last."""
    today = timezone.localdate()
    if submission.days_left is None:
        submission.days_left = working_days.between(today, submission.due_on or today)
    submission.due_on, submission.news = today + WAITED_FOR, ""
    submission.escalated_on = None


def resume(submission: Submission, news: News) -> None:
    """It is our turn again, with the days that remained. On a clock that runs, only the news changes."""
    if submission.days_left is None:
        submission.news = news
    else:
        _run(submission, working_days.after(timezone.localdate(), submission.days_left), news)


def _run(submission: Submission, due_on: date, news: News) -> None:
    submission.due_on, submission.days_left = due_on, None
    submission.news, submission.escalated_on = news, None


def soon(today: date) -> date:
    """The last day that is due soon."""
    return working_days.after(today, SOON)


def levels() -> dict[str, int]:
    """The working days of each intake now. Bounds narrowed since one was chosen win over it."""
    chosen = dict(ServiceLevel.objects.values_list("intake", "days"))
    return {slug: intake.answer_within.bounded(chosen.get(slug)) for slug, intake in INTAKES.items()}


@transaction.atomic
def set_level(intake: str, days: int, *, by: User) -> None:
    """For the requests that start from now on: people were told another day for the others. Raises OutOfBounds."""
    bounds, before = INTAKES[intake].answer_within, levels()[intake]
    if bounds.bounded(days) != days:
        raise OutOfBounds(bounds)
    level, _made = ServiceLevel.objects.update_or_create(intake=intake, defaults={"days": days})
    if days != before:
        log(level, "forms.level_set", user=by, data={"intake": intake, "from": before, "to": days})
