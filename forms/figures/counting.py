"""The numbers of the leads: grouped by the database, by day; never a request on its own."""

from collections import Counter
from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from math import ceil
from typing import NamedTuple

from django.contrib.auth.models import User
from django.db.models import Count, QuerySet
from django.db.models.functions import TruncDate
from django.utils import timezone

from forms.models import Submission
from forms.models.submissions import IS_OPEN
from forms.workflow import Status

DECIDED = (Status.ACCEPTED, Status.REFUSED, Status.OUT_OF_SCOPE)
"""What a decision is here: withdrawals are the person's, duplicates go on under another number."""


class Period(NamedTuple):
    """Whole weeks, from a Monday on; the last one is under way."""

    first: date
    weeks: int

    @property
    def mondays(self) -> list[date]:
        return [self.first + timedelta(weeks=number) for number in range(self.weeks)]

    @property
    def starts_at(self) -> datetime:
        """Local midnight, whatever the clocks did since."""
        return timezone.make_aware(datetime.combine(self.first, time.min))


class Delay(NamedTuple):
    """Calendar days from the arrival, for so many requests: 0 is the same day."""

    number: int
    median: int
    ninetieth: int


def last_weeks(weeks: int) -> Period:
    today = timezone.localdate()
    return Period(today - timedelta(days=today.weekday(), weeks=weeks - 1), weeks)


def visible(user: User, intake: str = "") -> QuerySet[Submission]:
    """The requests of the user's teams that people sent: what waits in quarantine counts nowhere."""
    rows = Submission.objects.visible_to(user).filter(quarantined_at=None).order_by()
    return rows.filter(intake=intake) if intake else rows


def received(rows: QuerySet[Submission], period: Period) -> QuerySet[Submission]:
    return rows.filter(received_at__gte=period.starts_at)


def by_week(rows: QuerySet[Submission], period: Period) -> dict[date, Counter[str]]:
    """The states in which the requests of each week now are, by the week's Monday."""
    grouped = received(rows, period).values_list(TruncDate("received_at"), "status").annotate(Count("pk"))
    weeks: dict[date, Counter[str]] = {monday: Counter() for monday in period.mondays}
    for day, status, number in grouped:
        monday = day - timedelta(days=day.weekday())
        weeks.setdefault(monday, Counter())[status] += number
    return weeks


def first_delays(rows: QuerySet[Submission], period: Period) -> dict[str, Delay]:
    """How long each intake's requests waited until somebody of the team did something."""
    return _delays(received(rows, period).filter(first_action_at__isnull=False), "first_action_at")


def decision_delays(rows: QuerySet[Submission], period: Period) -> dict[str, Delay]:
    decided = [status.value for status in DECIDED]
    return _delays(received(rows, period).filter(status__in=decided, closed_at__isnull=False), "closed_at")


def _delays(rows: QuerySet[Submission], end: str) -> dict[str, Delay]:
    """By intake, and under "" of all together."""
    days = {"came": TruncDate("received_at"), "ended": TruncDate(end)}
    counts: dict[str, Counter[int]] = {"": Counter()}
    for intake, came, ended, number in rows.values_list("intake", *days.values()).annotate(Count("pk")):
        waited = max(0, (ended - came).days)
        for key in ("", intake):
            counts.setdefault(key, Counter())[waited] += number
    return {key: delay(counted) for key, counted in counts.items() if counted}


def delay(days: Counter[int]) -> Delay:
    """Of so many requests for each number of days, at least one."""
    return Delay(days.total(), nearest_rank(days, 50), nearest_rank(days, 90))


def nearest_rank(days: Counter[int], percent: int) -> int:
    """The least number of days within which this share of the requests is."""
    rank, reached = ceil(days.total() * percent / 100), 0
    for value in sorted(days):
        reached += days[value]
        if reached >= rank:
            return value
    raise ValueError("Nothing was counted.")


def overdue(rows: QuerySet[Submission]) -> Counter[str]:
    """Now, by intake: those that wait for us, whose day is over."""
    late = rows.filter(IS_OPEN, days_left=None, due_on__lt=timezone.localdate())
    return _counted(late.values_list("intake").annotate(Count("pk")))


def by_channel(rows: QuerySet[Submission], period: Period) -> dict[str, Counter[str]]:
    """By intake, how the requests came in."""
    intakes: dict[str, Counter[str]] = {}
    for intake, channel, number in received(rows, period).values_list("intake", "channel").annotate(Count("pk")):
        intakes.setdefault(intake, Counter())[channel] += number
    return intakes


def _counted(grouped: Iterable[tuple[str, int]]) -> Counter[str]:
    return Counter(dict(grouped))
