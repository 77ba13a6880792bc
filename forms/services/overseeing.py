"""Words to the data protection officer and the lead: what waits too long, and who reads more than their work explains.

Mails say how many, and where to look: never a reference, a name, or who read.
"""

from collections import defaultdict, deque
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import NamedTuple
from uuid import UUID

from django.conf import settings
from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from forms.models import Inbox, PurgeBatch, PurgeItem, ReadAlert, Submission
from forms.services import keeping
from forms.workflow import OPEN
from home.records.models import ReadEntry, Record
from home.records.notices import owe
from home.roles import LEAD, OFFICER

UNSIGNED_FOR = timedelta(days=14)
UNDECIDED_FOR = timedelta(days=182)
MOST_READ, WITHIN = 40, timedelta(hours=1)
"""More requests of others and looks at lists than this within an hour: more than anybody's work explains."""

REQUESTS, LISTS = Submission._meta.db_table, Inbox._meta.db_table
LOOKS = frozenset({"list", "search"})

LOOKED_BACK = timedelta(hours=26)  # a pass that came late still sees a whole day


def tell(now: datetime) -> None:
    with override(settings.LANGUAGE_CODE):
        tell_unsigned(now)
        tell_undecided(now)
        tell_reads(now)


def unsigned(now: datetime) -> QuerySet[PurgeBatch]:
    """The batches that wait for a signature for too long."""
    waiting = PurgeBatch.objects.filter(signed_at=None, created_at__lte=now - UNSIGNED_FOR)
    return waiting.filter(items__state=PurgeItem.State.WAITING).distinct()


def undecided(now: datetime) -> QuerySet[Submission]:
    """Open for too long, oldest first. They are never deleted: someone waits for an answer."""
    rows = Submission.objects.filter(status__in=sorted(OPEN), received_at__lte=now - UNDECIDED_FOR)
    return rows.order_by("received_at", "pk").only("reference", "intake", "status", "received_at", "purge_on", "team")


@transaction.atomic
def tell_unsigned(now: datetime) -> int:
    """To the officer and the lead, once a week."""
    batches = list(unsigned(now))
    year, week, _day = timezone.localdate(now).isocalendar()
    if batches:
        number = len(batches)
        sentence = ngettext(
            "%(number)s batch of requests has waited for a signature for more than two weeks.",
            "%(number)s batches of requests have waited for a signature for more than two weeks.",
            number,
        )
        subject = _("Deletions wait for a signature")
        _tell((OFFICER, LEAD), f"forms.unsigned:{year}-{week}", batches[0], subject, sentence % {"number": number})
    return len(batches)


@transaction.atomic
def tell_undecided(now: datetime) -> int:
    """To the officer and the lead, once a month."""
    number, oldest = undecided(now).count(), undecided(now).first()
    if oldest:
        sentence = ngettext(
            "%(number)s request has been open for more than six months.",
            "%(number)s requests have been open for more than six months.",
            number,
        )
        event = f"forms.undecided:{timezone.localdate(now):%Y-%m}"
        subject = _("Requests wait for a decision")
        _tell((OFFICER, LEAD), event, oldest, subject, sentence % {"number": number})
    return number


def tell_reads(now: datetime) -> int:
    """Note who read too much since yesterday, and tell the officer, once a day. Returns how many people."""
    most: dict[tuple[int, date], int] = defaultdict(int)
    for user, at, number in unexplained(now):
        most[user, timezone.localdate(at)] = max(most[user, timezone.localdate(at)], number)
    kept_until = timezone.localdate(now) + keeping.kept(keeping.READS)
    for (user, day), number in most.items():
        _note_alert(user, day, number, kept_until)
    return len(most)


@transaction.atomic
def _note_alert(user: int, day: date, number: int, kept_until: date) -> None:
    values = {"requests": number, "purge_on": kept_until}
    alert, _made = ReadAlert.objects.update_or_create(user_id=user, day=day, defaults=values)
    sentence = _("Someone read far more requests within an hour than their work explains.")
    _tell((OFFICER,), f"forms.reads:{day}", alert, _("Unusual reads"), sentence)


def unexplained(now: datetime) -> Iterable[tuple[int, datetime, int]]:
    """(reader, moment, how much they read in the hour before), wherever that is too much."""
    reads = ReadEntry.objects.filter(table__in=(REQUESTS, LISTS), at__gte=now - LOOKED_BACK, at__lte=now)
    rows = reads.order_by("at", "pk").values_list("user", "at", "record_id", "what")
    by_reader: dict[int, dict[Read, None]] = defaultdict(dict)
    for user, at, key, what in rows:
        read = Read(at.replace(microsecond=0), None) if what in LOOKS else Read(at, key)
        by_reader[user][read] = None
    for user, reads_of_one in by_reader.items():
        if len(reads_of_one) > MOST_READ:
            hour = Hour(set(Submission.objects.filter(assignee=user).values_list("pk", flat=True)))
            numbers = [(read.at, hour.add(read)) for read in reads_of_one]
            yield from ((user, at, number) for at, number in numbers if number > MOST_READ)


class Read(NamedTuple):
    """What one moment's lines of the log say. `request` is None for a look: a page of a list, or a search.

    A search is one look, however many it lists: its lines are written within a second.
    """

    at: datetime
    request: UUID | None


class Hour:
    """What one person read within the hour that ends with their last read.

    Each request of others counts one, however often it was opened. A look counts one as well: whoever types forty
    names, or pages through a whole inbox, reads as much as who opens each. But one look for each request opened, own
    or not, is how people work (list, request, list again) and counts for nothing.
    """

    def __init__(self, own: set[UUID]) -> None:
        self.own = own
        self.window: deque[Read] = deque()

    def add(self, read: Read) -> int:
        """How much it is with this one."""
        self.window.append(read)
        while self.window[0].at <= read.at - WITHIN:
            self.window.popleft()
        opened = {one.request for one in self.window if one.request}
        looks = sum(one.request is None for one in self.window)
        return len(opened - self.own) + max(0, looks - len(opened))


def _tell(groups: tuple[str, ...], event: str, record: Record, subject: str, sentence: str) -> None:
    tell_people(groups, event, record, subject, sentence, reverse("conservation:list"))


def tell_people(groups: tuple[str, ...], event: str, record: Record, subject: str, sentence: str, address: str) -> None:
    """Owe each active member of these groups one mail on `event`, with the address of the screen to look at."""
    paragraphs = [
        _("Hello,"),
        sentence,
        _("To look at it, sign in to the staff area:"),
        settings.SITE_URL + address,
        _("CCAS of Montpellier"),
    ]
    people = User.objects.filter(groups__name__in=groups, is_active=True).exclude(email="").distinct()
    for person in people:
        text = "\n\n".join(paragraphs) + "\n"
        owe(event=f"{event}:{person.pk}", record=record, to=person.email, subject=subject, body=text)
