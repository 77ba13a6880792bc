"""What the inboxes show: tabs, search, pages and counts. Every list starts from the rows that the user may see."""

from collections.abc import Mapping
from enum import StrEnum

from django.contrib.auth.models import User
from django.db.models import Case, Count, Exists, IntegerField, OuterRef, Q, QuerySet, Subquery, Value, When
from django.utils import timezone

from forms import keyset
from forms.models import Inbox, Submission, SubmissionHash
from forms.models.submissions import IS_OPEN
from forms.reference import normalise
from forms.services import clock, sifting
from forms.workflow import CLOSED, OPEN, Status
from home.records import hashing

WORK, COUNT = "forms.work_inbox", "forms.count_submissions"
PER_PAGE = 25
COUNTED_UP_TO = 1000


class Tab(StrEnum):
    """A view of an inbox. Those of open requests come in the order in which they are due, the others latest first."""

    TODO = "todo"
    MINE = "mine"
    UNASSIGNED = "unassigned"
    WAITING = "waiting"
    QUARANTINE = "quarantine"
    CLOSED = "closed"
    ALL = "all"

    @property
    def statuses(self) -> frozenset[Status]:
        held = frozenset({Status.RECEIVED})
        return {Tab.CLOSED: CLOSED, Tab.ALL: frozenset(Status), Tab.QUARANTINE: held}.get(self, OPEN)

    @property
    def by_day(self) -> bool:
        return self in {Tab.TODO, Tab.MINE, Tab.UNASSIGNED, Tab.WAITING}

    def among(self, submissions: QuerySet[Submission], user: User) -> QuerySet[Submission]:
        """The tab's rows, whatever their status. WAITING is for the person's answer: not ours to do."""
        people = submissions.filter(quarantined_at=None)
        match self:
            case Tab.TODO:
                return people.filter(days_left=None)
            case Tab.WAITING:
                return people.filter(days_left__isnull=False)
            case Tab.MINE:
                return people.filter(assignee=user)
            case Tab.UNASSIGNED:
                return people.filter(assignee=None)
            case Tab.QUARANTINE:
                return submissions.filter(quarantined_at__isnull=False)
        return submissions


COUNTED = (Tab.TODO, Tab.MINE, Tab.UNASSIGNED, Tab.WAITING, Tab.QUARANTINE)
"""The tabs that show a figure: counting the others would mean reading everything."""


class Urgency(StrEnum):
    """Where the clock of a request stands."""

    OVERDUE = "overdue"
    SOON = "soon"
    LATER = "later"
    WAITING = "waiting"


def visible(user: User) -> QuerySet[Submission]:
    """With `urgency`, said by the database, so that lists can filter on it."""
    today = timezone.localdate()
    urgency = Case(
        When(days_left__isnull=False, then=Value(Urgency.WAITING.value)),
        When(due_on__lt=today, then=Value(Urgency.OVERDUE.value)),
        When(due_on__lte=clock.soon(today), then=Value(Urgency.SOON.value)),
        default=Value(Urgency.LATER.value),
    )
    return Submission.objects.visible_to(user).annotate(urgency=urgency)


def in_inbox(user: User, inbox: Inbox) -> QuerySet[Submission]:
    return visible(user).filter(team=inbox.team_id)


def inboxes_of(user: User) -> QuerySet[Inbox]:
    return Inbox.objects.filter(team__in=user.groups.all())


def due(submissions: QuerySet[Submission], urgency: Urgency) -> QuerySet[Submission]:
    """Those whose clock stands there, by the columns that the index has in order."""
    today = timezone.localdate()
    running = submissions.filter(days_left=None)
    match urgency:
        case Urgency.OVERDUE:
            return running.filter(due_on__lt=today)
        case Urgency.SOON:
            return running.filter(due_on__gte=today, due_on__lte=clock.soon(today))
        case Urgency.WAITING:
            return submissions.filter(days_left__isnull=False)
    return running.filter(due_on__gt=clock.soon(today))


def ordered(submissions: QuerySet[Submission], tab: Tab, statuses: frozenset[Status]) -> QuerySet[Submission]:
    """The list of a tab, in an order that an index has."""
    rows = submissions.filter(status__in=sorted(tab.statuses & statuses))
    return rows.order_by("due_on", "received_at", "pk") if tab.by_day else rows.order_by("-received_at", "-pk")


def read_page(query: QuerySet[Submission], cursor: str, *, by_day: bool) -> tuple[list[Submission], str]:
    """The rows after `cursor`, and the cursor of the next page, empty on the last one."""
    rows = list(keyset.after(query, cursor, by_day=by_day).select_related("assignee")[: PER_PAGE + 1])
    more, rows = len(rows) > PER_PAGE, rows[:PER_PAGE]
    return rows, keyset.cursor(rows[-1], by_day=by_day) if more else ""


def matching(submissions: QuerySet[Submission], text: str) -> QuerySet[Submission]:
    """Those found by number, phone or mail address; or by name, when every word is in it."""
    whole = {hashing.phone_digest(text), hashing.email_digest(text)} - {""}
    by_number = Q(reference=normalise(text))
    if whole:
        return submissions.filter(by_number | Exists(_hashes(digest__in=whole)))
    by_name = Q(*(Q(Exists(_hashes(digest=digest))) for digest in hashing.name_query(text)))
    return submissions.filter(by_number | by_name if by_name else by_number)


def answered(submissions: QuerySet[Submission], answers: Mapping[str, str]) -> QuerySet[Submission]:
    """Those where this was chosen, by the key of each sieve."""
    return submissions.filter(
        *(Q(Exists(_hashes(digest=sifting.digest_of(key, value)))) for key, value in answers.items())
    )


def _hashes(**digests) -> QuerySet[SubmissionHash]:
    return SubmissionHash.objects.filter(submission=OuterRef("pk"), **digests)


class CountUpTo(Subquery):
    """How many rows a query has, looking at no more than COUNTED_UP_TO and one."""

    template = "(SELECT COUNT(*) FROM (%(subquery)s) AS counted)"

    def __init__(self, rows: QuerySet[Submission]) -> None:
        few = rows.order_by().values("pk")[: COUNTED_UP_TO + 1]
        super().__init__(few, output_field=IntegerField())


def tab_rows(submissions: QuerySet[Submission], tab: Tab, user: User) -> QuerySet[Submission]:
    return tab.among(submissions, user).filter(status__in=sorted(tab.statuses))


def count_tabs(submissions: QuerySet[Submission], inbox: Inbox, user: User) -> dict[Tab, int]:
    """The figures of an inbox's tabs, in one query, each exact up to COUNTED_UP_TO."""
    counts = {tab.value: CountUpTo(tab_rows(submissions, tab, user)) for tab in COUNTED}
    found = Inbox.objects.filter(pk=inbox.pk).values(**counts).get()
    return {tab: found[tab.value] for tab in COUNTED}


def count_to_do(submissions: QuerySet[Submission]) -> int:
    """How many requests wait for an agent, counting no further than one above COUNTED_UP_TO."""
    rows = submissions.filter(IS_OPEN, days_left=None)
    return rows.order_by()[: COUNTED_UP_TO + 1].count()


def figure(number: int, more: bool = False) -> str:
    more, number = more or number > COUNTED_UP_TO, min(number, COUNTED_UP_TO)
    return f"{number:,}".replace(",", "\u202f") + ("+" if more else "")


def counts_by_inbox() -> list[tuple[Inbox, dict[str, int]]]:
    """Numbers only, for those who may see nothing else: requests by inbox, then by status."""
    grouped = (
        Submission.objects.filter(quarantined_at=None).order_by().values_list("team", "status").annotate(Count("pk"))
    )
    numbers = {(team, status): number for team, status, number in grouped}
    return [
        (inbox, {status.value: numbers.get((inbox.team_id, status.value), 0) for status in Status})
        for inbox in Inbox.objects.all()
    ]
