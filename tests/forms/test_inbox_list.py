"""An inbox and the search across inboxes: order, tabs, pages, and a cost that does not grow with the rows."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from forms.inbox import queries
from forms.models import SubmissionHash
from home.records import hashing
from tests.forms.factories import AgentFactory, InboxFactory, InquiryFactory, SubmissionFactory

pytestmark = pytest.mark.django_db
MOST_QUERIES = 20


@pytest.fixture
def agent(client):
    agent = AgentFactory()
    client.force_login(agent)
    return agent


def received(days: int, **values):
    return SubmissionFactory(received_at=timezone.now() - timedelta(days=days), **values)


def findable(submission, *digests):
    SubmissionHash.objects.bulk_create(SubmissionHash(submission=submission, digest=digest) for digest in digests)
    return submission


def get(client, slug="colocation", **parameters):
    response = client.get(reverse("submissions:inbox", args=[slug]), parameters)
    return [row.submission for row in response.context["rows"]], response


def test_an_agent_of_one_inbox_lands_in_it(client, agent):
    response = client.get(reverse("submissions:list"))
    assert response.url == reverse("submissions:inbox", args=["colocation"])


def test_an_agent_of_two_inboxes_chooses(client, agent):
    agent.groups.add(InboxFactory(slug="slime").team)
    client.force_login(agent)  # new rights end a session
    SubmissionFactory()
    response = client.get(reverse("submissions:list"))
    assert [(inbox.slug, *counts) for inbox, *counts in response.context["inboxes"]] == [
        ("colocation", "1", ""),
        ("slime", "0", ""),
    ]


def test_open_requests_come_oldest_first_whatever_their_status(client, agent):
    young, old, middle = received(1), received(9), received(5, in_review=True)
    assert get(client)[0] == [old, middle, young]


def test_closed_requests_come_latest_first(client, agent):
    old, young = received(9, accepted=True), received(1, refused=True)
    received(3)
    assert get(client, tab="closed")[0] == [young, old]


def test_each_tab_has_its_rows(client, agent):
    mine = received(4, in_review=True, assignee=agent)
    theirs = received(3, in_review=True, assignee=AgentFactory())
    free, closed = received(2), received(1, accepted=True)
    InquiryFactory(submission=theirs)
    received(5, team=InboxFactory(slug="slime").team)
    rows = {tab: get(client, tab=tab)[0] for tab in queries.Tab}
    assert rows == {
        "todo": [mine, free],
        "mine": [mine],
        "unassigned": [free],
        "waiting": [theirs],
        "quarantine": [],
        "closed": [closed],
        "all": [closed, free, theirs, mine],
    }
    numbers = {tab: number for tab, _name, number, _current in get(client, tab="quarantine")[1].context["tabs"]}
    assert numbers == {tab: str(len(found)) for tab, found in rows.items()} | {"closed": "", "all": ""}


@pytest.mark.parametrize("tab", ["todo", "all"])
def test_pages_show_each_request_once_and_in_order(client, agent, tab):
    moment = timezone.now()
    for number in range(2 * queries.PER_PAGE + 3):  # many at the very same moment
        SubmissionFactory(received_at=moment - timedelta(minutes=number // 10), in_review=number % 3 == 0)
    rows, response = get(client, tab=tab)
    pages = [rows]
    while response.context["next_page"]:
        response = client.get(reverse("submissions:inbox", args=["colocation"]) + "?" + response.context["next_page"])
        pages.append([row.submission for row in response.context["rows"]])
    seen = [submission for page in pages for submission in page]
    expected = sorted(seen, key=lambda row: (row.received_at, row.pk), reverse=tab == "all")
    assert [len(page) for page in pages] == [25, 25, 3]
    assert len(set(seen)) == 53 and seen == expected


@pytest.mark.parametrize(
    "parameters",
    [
        {"after": "yesterday"},
        {"after": "2026-01-01T00:00:00_x"},
        {"after": "9999-99-99T00:00:00+00:00_" + "0" * 32},
        {"after": "0001-01-01T00:00:00+14:00_" + "0" * 32},
        {"after": "9999-12-31T23:59:59-12:00_" + "0" * 32},
        {"tab": "x"},
        {"status": "x", "agent": "x"},
        {"agent": "99999999999999999999"},
        {"q": "a\x00b"},
        {"q": "x" * 5000},
        {"q": "\ud800".encode("utf-8", "surrogatepass")},
    ],
    ids=repr,
)
def test_odd_parameters_are_no_error(client, agent, parameters):
    SubmissionFactory()
    assert get(client, **parameters)[1].status_code == 200
    assert client.get(reverse("submissions:list"), parameters).status_code in {200, 302}


def test_filters_by_state_and_agent(client, agent):
    mine = received(4, in_review=True, assignee=agent)
    received(3)
    assert get(client, status="in_review")[0] == [mine]
    assert get(client, agent=str(agent.pk))[0] == [mine]


@pytest.mark.parametrize(
    "text",
    ["K7M4-2QXD", "k7m42qxd", "06 12 34 56 78", "+33612345678", "Canari@exemple.fr", "canari", "ZÉPHYRINE can", "zep"],
)
def test_search_by_number_name_phone_and_mail(client, agent, text):
    digests = hashing.name_digests("Zéphyrine Canari")
    digests |= {hashing.phone_digest("0612345678"), hashing.email_digest("canari@exemple.fr")}
    sought = findable(received(3, reference="K7M4-2QXD"), *digests)
    findable(received(2), *hashing.name_digests("Zéphyrine Moineau"), *hashing.name_digests("Can"))
    found = get(client, q=text)[0]
    everywhere = client.get(reverse("submissions:list"), {"q": text}).context["rows"]
    assert sought in found
    assert sought in [row.submission for row in everywhere]
    assert len(found) == 1 or text in {"ZÉPHYRINE can", "zep"}


def test_every_word_of_a_search_must_match(client, agent):
    findable(received(3), *hashing.name_digests("Zéphyrine Canari"))
    assert get(client, q="Zéphyrine Moineau")[0] == []


def test_search_stays_in_the_agents_inboxes(client, agent):
    findable(received(3, team=InboxFactory(slug="slime").team), *hashing.name_digests("Zéphyrine Canari"))
    assert list(client.get(reverse("submissions:list"), {"q": "Canari"}).context["rows"]) == []


def test_an_empty_inbox_says_when_the_last_request_came(client, agent):
    assert get(client)[1].context["latest"] is None
    last = received(1, accepted=True)
    received(5, accepted=True)
    assert get(client)[1].context["latest"] == last


def queries_of(client, *args, **parameters) -> int:
    with CaptureQueriesContext(
        connection,
    ) as captured:
        client.get(reverse("submissions:inbox", args=["colocation"]), parameters)
    return len(captured)


@pytest.mark.parametrize(
    "parameters", [{}, {"tab": "all"}, {"q": "Canari"}, {"tab": "closed", "status": "accepted", "agent": "1"}]
)
def test_the_cost_of_the_list_does_not_grow(client, agent, parameters):
    findable(SubmissionFactory(assignee=agent, in_review=True), *hashing.name_digests("Canari"))
    SubmissionFactory(accepted=True)
    queries_of(client, **parameters)
    before = queries_of(client, **parameters)
    for number in range(24):
        submission = SubmissionFactory(assignee=AgentFactory(), in_review=True, accepted=number % 2 == 0)
        findable(submission, *hashing.name_digests("Canari"))
        InquiryFactory(submission=submission)
    assert queries_of(client, **parameters) == before <= MOST_QUERIES


def test_counting_stops_above_the_limit(client, agent, monkeypatch):
    monkeypatch.setattr(queries, "COUNTED_UP_TO", 2)
    for _number in range(4):
        SubmissionFactory()
    assert [figure for _tab, _name, figure, _current in get(client)[1].context["tabs"][:2]] == ["2+", "0"]


def test_the_menu_says_how_many_requests_wait(client, agent):
    SubmissionFactory()
    InquiryFactory(submission=SubmissionFactory(in_review=True))
    assert "(1)" in client.get(reverse("wagtailadmin_home")).content.decode()
