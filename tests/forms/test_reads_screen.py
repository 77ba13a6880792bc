"""The officer reads who read what: by reader, by request, by day, page by page, never what was read."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from forms.models import ReadAlert, Submission
from forms.retention import reads
from home.records.models import ReadEntry
from home.records.reading import record_read
from tests.forms.factories import CANARY, AgentFactory, SubmissionFactory
from tests.forms.officers import due, officer, round_of_the_day, sign_all
from tests.home.records.factories import NotificationFactory

pytestmark = pytest.mark.django_db

READS = reverse("conservation:reads")


@pytest.fixture(autouse=True)
def dpo(client):
    user = officer()
    client.force_login(user)
    return user


def read(user=None, submission=None, at=None) -> ReadEntry:
    reader, request = user or AgentFactory(), submission or SubmissionFactory()
    with time_machine.travel(at or timezone.now(), tick=False):
        record_read(reader, request, "detail")
    return ReadEntry.objects.latest("pk")


def shown(client, **filters) -> list[str]:
    return [row.reference for row in client.get(READS, filters).context["rows"]]


def test_reads_are_shown_latest_first_without_a_word_of_the_person(client):
    first, second = SubmissionFactory(), SubmissionFactory()
    read(submission=first)
    read(submission=second)
    assert shown(client) == [second.reference, first.reference]
    page = client.get(READS).content.decode()
    assert CANARY not in page and "canari@" not in page


def test_reads_are_filtered_by_reader_request_and_day(client):
    agent, submission, day = AgentFactory(), SubmissionFactory(), timezone.localdate() - timedelta(days=3)
    read(user=agent)
    read(submission=submission)
    read(at=timezone.now() - timedelta(days=3))
    assert len(shown(client)) == 3
    assert [row.reader for row in client.get(READS, {"reader": agent.pk}).context["rows"]] == [agent.username]
    assert shown(client, reference=submission.reference.lower().replace("-", " ")) == [submission.reference]
    assert len(shown(client, day=day.isoformat())) == 1
    assert shown(client, day=day.isoformat(), reader=agent.pk) == []


@pytest.mark.parametrize(("hour", "minute", "found"), [(22, 59, 0), (23, 0, 1), (22, 58, 0)])
def test_a_day_is_a_day_of_montpellier(client, hour, minute, found):
    read(at=datetime(2026, 1, 10, hour, minute, tzinfo=UTC))
    assert len(shown(client, day="2026-01-11")) == found


@pytest.mark.parametrize("filters", [{"reader": "x"}, {"reference": "AAAA"}, {"day": "hier"}, {"after": "x_y"}])
def test_a_filter_that_is_none_filters_nothing(client, filters):
    read()
    response = client.get(READS, filters)
    assert response.status_code == 200 and len(response.context["rows"]) == 1
    assert bool(response.context["form"].errors) == ("after" not in filters)


@pytest.mark.parametrize("cursor", ["2026-01-01T00:00:00+00:00_" + "9" * 40, "9999-12-31T23:59:59-14:00_1", "_"])
def test_a_cursor_that_is_none_of_ours_starts_at_the_first_page(client, cursor):
    assert client.get(READS, {"after": cursor}).status_code == 200


def test_pages_follow_each_other_without_loss_or_repeat_even_within_one_instant(client, monkeypatch):
    monkeypatch.setattr(reads, "PER_PAGE", 3)
    now, everything = timezone.now(), set()
    for _read in range(8):
        everything.add(Submission.objects.get(pk=read(at=now).record_id).reference)
    seen, query = [], ""
    while True:
        response = client.get(f"{READS}?{query}")
        seen += [row.reference for row in response.context["rows"]]
        query = response.context["next_page"]
        if not query:
            break
    assert len(seen) == 8 and set(seen) == everything


def test_the_reads_of_a_deleted_request_keep_its_number_for_a_year(client, dpo):
    submission = due()
    read(submission=submission)
    round_of_the_day()
    sign_all(dpo)
    round_of_the_day()
    assert not Submission.objects.exists()
    assert shown(client, reference=submission.reference) == [submission.reference]


def test_reads_of_other_rows_are_not_among_requests(client):
    record_read(AgentFactory(), NotificationFactory(), "detail")
    assert shown(client) == []


def test_alerts_come_first_and_lead_to_their_reads(client):
    agent = AgentFactory()
    alert = ReadAlert.objects.create(user=agent, day=timezone.localdate(), requests=57, purge_on=timezone.localdate())
    read(user=agent)
    page = client.get(READS).content.decode()
    link = f"?reader={agent.pk}&amp;day={alert.day.isoformat()}"
    assert link in page and "57" in page
    assert len(client.get(READS + link.replace("&amp;", "&")).context["rows"]) == 1


def test_the_list_takes_few_queries_however_long_it_is(client, django_assert_max_num_queries):
    agent = AgentFactory()
    for _read in range(30):
        read(user=agent)
    client.get(READS)
    with django_assert_max_num_queries(20):
        client.get(READS)
