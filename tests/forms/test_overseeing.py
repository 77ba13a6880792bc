"""What waits too long is told, as often as announced and no more; so are reads that no work explains."""

from datetime import timedelta
from uuid import uuid4

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from forms.models import Inbox, ReadAlert, Submission
from forms.services import overseeing
from home.records import hashing
from home.records.models import Notification, ReadEntry
from tests.forms.factories import CANARY, AgentFactory, SubmissionFactory
from tests.forms.officers import due, officer, round_of_the_day

pytestmark = pytest.mark.django_db


@pytest.fixture
def people():
    return officer(), officer("chef", "responsable"), officer("redac", "communication")


@pytest.fixture
def clock():
    with time_machine.travel(timezone.now().replace(hour=12)) as clock:
        yield clock


def told(event: str) -> set[str]:
    return {notice.to for notice in Notification.objects.filter(event__startswith=f"forms.{event}:")}


def number(event: str) -> int:
    return Notification.objects.filter(event__startswith=f"forms.{event}:").count()


def test_a_batch_unsigned_for_two_weeks_is_told_to_officer_and_lead_once_a_week(people, clock):
    due()
    round_of_the_day()
    clock.shift(timedelta(days=13))
    round_of_the_day()
    assert number("unsigned") == 0
    clock.shift(timedelta(days=1))
    round_of_the_day()
    round_of_the_day()
    assert told("unsigned") == {"dpo@exemple.fr", "chef@exemple.fr"} and number("unsigned") == 2
    clock.shift(timedelta(days=7))
    round_of_the_day()
    assert number("unsigned") == 4


def test_a_request_undecided_for_six_months_is_told_once_a_month_and_never_deleted(people, clock):
    SubmissionFactory()
    clock.shift(timedelta(days=181))
    round_of_the_day()
    assert number("undecided") == 0
    clock.shift(timedelta(days=2))
    round_of_the_day()
    round_of_the_day()
    assert told("undecided") == {"dpo@exemple.fr", "chef@exemple.fr"} and number("undecided") == 2
    clock.shift(timedelta(days=31))
    round_of_the_day()
    assert number("undecided") == 4 and Submission.objects.count() == 1


def test_the_mails_say_how_many_and_nothing_of_anybody(people, clock):
    old = SubmissionFactory()
    due()
    round_of_the_day()
    clock.shift(timedelta(days=200))
    round_of_the_day()
    for notice in Notification.objects.filter(event__regex=r"^forms\.(unsigned|undecided)"):
        text = notice.subject + notice.body
        assert "/gestion/conservation/" in text and "1 " in text
        assert CANARY not in text and old.reference not in text


def read(user, requests, minutes: float = 0) -> None:
    at = timezone.now() - timedelta(minutes=minutes)
    ReadEntry.objects.bulk_create(
        ReadEntry(user=user, table=Submission._meta.db_table, record_id=key, what="detail", at=at) for key in requests
    )


@pytest.fixture
def keys():
    return list(Submission.objects.bulk_create(SubmissionFactory.build_batch(41, team=SubmissionFactory().team)))


def test_forty_requests_an_hour_are_work_and_forty_one_are_told_once_a_day(people, clock, keys):
    agent, ids = AgentFactory(), [submission.pk for submission in keys]
    read(agent, ids[:40])
    round_of_the_day()
    assert not ReadAlert.objects.exists()
    read(agent, ids[40:])
    round_of_the_day()
    round_of_the_day()
    alert = ReadAlert.objects.get()
    assert (alert.user, alert.requests) == (agent, 41)
    assert told("reads") == {"dpo@exemple.fr"} and number("reads") == 1
    assert agent.username not in Notification.objects.get(event__startswith="forms.reads").body


def test_reading_the_same_again_ones_own_or_slowly_is_no_alert(people, clock, keys):
    agent, ids = AgentFactory(), [submission.pk for submission in keys]
    read(agent, ids[:40] * 3)
    other = AgentFactory()
    Submission.objects.filter(pk__in=ids[:5]).update(assignee=other)
    read(other, ids)
    slow = AgentFactory()
    read(slow, ids[:21], minutes=60)
    read(slow, ids[21:])
    assert overseeing.tell_reads(timezone.now()) == 0


def test_an_hour_counts_wherever_it_begins(people, clock, keys):
    agent, ids = AgentFactory(), [submission.pk for submission in keys]
    read(agent, ids[:20], minutes=95)
    read(agent, ids[20:], minutes=40)
    assert overseeing.tell_reads(timezone.now()) == 1


def look(user, number: int, what: str = "list", minutes: float = 0) -> None:
    """So many pages of lists, or searches that each found three requests."""
    table, rows = (Inbox._meta.db_table, 1) if what == "list" else (Submission._meta.db_table, 3)
    first = timezone.now() - timedelta(minutes=minutes)
    moments = [first - timedelta(seconds=10 * rank) for rank in range(number) for _row in range(rows)]
    ReadEntry.objects.bulk_create(
        ReadEntry(user=user, table=table, record_id=uuid4(), what=what, at=at) for at in moments
    )


@pytest.mark.parametrize("what", ["list", "search"])
def test_looks_alone_count_one_each_however_many_they_list(people, clock, what):
    at_most, beyond = AgentFactory(), AgentFactory()
    look(at_most, 40, what)
    look(beyond, 41, what)
    overseeing.tell_reads(timezone.now())
    assert [(alert.user, alert.requests) for alert in ReadAlert.objects.all()] == [(beyond, 41)]


def test_coming_back_to_the_list_after_each_request_counts_for_nothing(people, clock, keys):
    worker, searcher, ids = AgentFactory(), AgentFactory(), [submission.pk for submission in keys]
    Submission.objects.filter(pk__in=ids[:30]).update(assignee=worker)
    read(worker, ids[:35])
    look(worker, 35)
    read(searcher, ids[30:])
    look(searcher, 42, "search")
    assert overseeing.tell_reads(timezone.now()) == 1
    assert (ReadAlert.objects.get().user, ReadAlert.objects.get().requests) == (searcher, 11 + 42 - 11)


def test_real_searches_of_a_curious_agent_raise_the_alert(people, clock, client):
    client.force_login(agent := AgentFactory())
    submission = SubmissionFactory()
    submission.hashes.create(digest=hashing.phone_digest("0612345678"))
    for _search in range(41):
        client.get(reverse("submissions:list"), {"q": "06 12 34 56 78"})
        clock.shift(timedelta(seconds=30))
    round_of_the_day()
    assert ReadAlert.objects.get().user == agent
