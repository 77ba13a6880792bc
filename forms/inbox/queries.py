"""What the inboxes show: tabs, search, pages and counts. Every list starts from the rows that the user may see."""

from enum import StrEnum

from django.contrib.auth.models import User
from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from forms import keyset
from forms.models import Inbox, Submission, SubmissionHash
from forms.reference import normalise
from forms.workflow import CLOSED, OPEN, Status
from home.records import hashing

WORK, COUNT = "forms.work_inbox", "forms.count_submissions"
PER_PAGE = 25
COUNTED_UP_TO = 1000


class Tab(StrEnum):
    """A view of an inbox. Open requests come oldest first, the others latest first."""

    TODO = "todo"
    MINE = "mine"
    UNASSIGNED = "unassigned"
    WAITING = "waiting"
    QUARANTINE = "quarantine"
    CLOSED = "closed"
    ALL = "all"

    @property
    def statuses(self) -> frozenset[Status]:
        return {Tab.CLOSED: CLOSED, Tab.ALL: frozenset(Status)}.get(self, OPEN)

    @property
    def latest_first(self) -> bool:
        return self in {Tab.CLOSED, Tab.ALL}

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


def visible(user: User) -> QuerySet[Submission]:
    return Submission.objects.visible_to(user)


def in_inbox(user: User, inbox: Inbox) -> QuerySet[Submission]:
    return visible(user).filter(team=inbox.team_id)


def inboxes_of(user: User) -> QuerySet[Inbox]:
    return Inbox.objects.filter(team__in=user.groups.all())


def streams(submissions: QuerySet[Submission], tab: Tab, statuses: frozenset[Status]) -> list[QuerySet[Submission]]:
    """The queries whose merged rows make the list, each in its order, so that an index serves their first rows.

    Open requests take one query a status: PostgreSQL reads an index in order for one status, not for two.
    """
    chosen = sorted(tab.statuses & statuses)
    if tab.latest_first:
        return [submissions.filter(status__in=chosen).order_by("-received_at", "-pk")]
    return [submissions.filter(status=status).order_by("received_at", "pk") for status in chosen]


def read_page(queries: list[QuerySet[Submission]], cursor: str, *, latest_first: bool) -> tuple[list[Submission], str]:
    """The rows after `cursor`, and the cursor of the next page, empty on the last one."""
    rows = [
        row
        for query in queries
        for row in keyset.after(query, cursor, latest_first).select_related("assignee").defer("answers")[: PER_PAGE + 1]
    ]
    rows.sort(key=lambda row: (row.received_at, row.pk), reverse=latest_first)
    more, rows = len(rows) > PER_PAGE, rows[:PER_PAGE]
    return rows, keyset.cursor(rows[-1]) if more else ""


def matching(submissions: QuerySet[Submission], text: str) -> QuerySet[Submission]:
    """Those found by number, phone or mail address; or by name, when every word is in it."""
    whole = {hashing.phone_digest(text), hashing.email_digest(text)} - {""}
    by_number = Q(reference=normalise(text))
    if whole:
        return submissions.filter(by_number | Exists(_hashes(digest__in=whole)))
    by_name = Q(*(Q(Exists(_hashes(digest=digest))) for digest in hashing.name_query(text)))
    return submissions.filter(by_number | by_name if by_name else by_number)


def _hashes(**digests) -> QuerySet[SubmissionHash]:
    return SubmissionHash.objects.filter(submission=OuterRef("pk"), **digests)


def count_open(submissions: QuerySet[Submission], user: User) -> dict[Tab, str]:
    """The figures of the tabs of open requests, in one query. It looks at no more than COUNTED_UP_TO rows and one:
    beyond, a figure is a least number and says so (« 12+ »). What is in quarantine is not counted.
    """
    rows = submissions.filter(status__in=sorted(OPEN), quarantined_at=None).order_by()[: COUNTED_UP_TO + 1]
    counted = rows.aggregate(
        seen=Count("pk"),
        todo=Count("pk", filter=Q(days_left=None)),
        mine=Count("pk", filter=Q(assignee=user)),
        unassigned=Count("pk", filter=Q(assignee=None)),
        waiting_for=Count("pk", filter=Q(days_left__isnull=False)),
    )
    more = counted.pop("seen") > COUNTED_UP_TO
    tabs = (Tab.TODO, Tab.MINE, Tab.UNASSIGNED, Tab.WAITING)
    return {tab: figure(number, more) for tab, number in zip(tabs, counted.values(), strict=True)}


def count_to_do(submissions: QuerySet[Submission]) -> int:
    """How many requests wait for an agent, counting no further than one above COUNTED_UP_TO."""
    rows = submissions.filter(status__in=sorted(OPEN), days_left=None, quarantined_at=None)
    return rows.order_by()[: COUNTED_UP_TO + 1].count()


def count_quarantined(submissions: QuerySet[Submission]) -> int:
    rows = submissions.filter(status=Status.RECEIVED, quarantined_at__isnull=False)
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
