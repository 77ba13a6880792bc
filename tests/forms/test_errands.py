"""The team's list of letters, calls and people to reach: who sees it, what it costs, what goes on paper."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from forms.models import Errand
from forms.services import deciding
from forms.services.errands import owe_errand
from forms.workflow import Status
from home.records.models import ReadEntry
from tests.forms.factories import AgentFactory, InboxFactory, InquiryFactory, SubmissionFactory, TeamFactory

pytestmark = pytest.mark.django_db
LETTER, CALL, NEWS = Errand.Kind.LETTER, Errand.Kind.CALL, Errand.About.NEWS
HOME = ["Zéphyrine Canari", "7 rue Témoin", "34000 Ici"]
AT_HOME = {
    "email": "",
    "phone": "",
    "preference": "letter",
    "address": HOME,
}


@pytest.fixture
def agent(client):
    user = AgentFactory()
    client.force_login(user)
    return user


def errand(**values):
    submission = SubmissionFactory(**values)
    return owe_errand(submission, LETTER, NEWS, str(submission.pk))


def listed(client, **query):
    return client.get(reverse("submissions:errands"), query)


def test_tasks_are_listed_oldest_first_and_leave_the_list_once_done(client, agent):
    first, second = errand(), errand()
    assert [row.pk for row in listed(client).context["errands"]] == [first.pk, second.pk]
    client.post(reverse("submissions:errand_done", args=[first.pk]))
    assert [row.pk for row in listed(client).context["errands"]] == [second.pk]
    [done] = listed(client, faites=1).context["errands"]
    assert (done.pk, done.done_by) == (first.pk, agent)


def test_another_teams_task_is_unknown(client, agent):
    other = InboxFactory(slug="contact", team=TeamFactory(name="contact"))
    foreign = errand(team=other.team)
    assert listed(client).context["errands"] == []
    assert client.get(reverse("submissions:errand", args=[foreign.pk])).status_code == 404
    assert client.post(reverse("submissions:errand_done", args=[foreign.pk])).status_code == 404
    assert Errand.objects.get().done_at is None


@pytest.mark.parametrize("done", [False, True])
def test_every_task_is_on_one_page_and_once(client, agent, done):
    keys = {errand().pk for _number in range(53)}
    if done:
        for key in keys:
            client.post(reverse("submissions:errand_done", args=[key]))
    seen, query = [], {"faites": "1"} if done else {}
    while True:
        page = listed(client, **query).context
        seen += [row.pk for row in page["errands"]]
        if not page["following"]:
            break
        query["after"] = page["following"]
    assert (len(seen), set(seen)) == (53, keys)


def test_the_list_costs_the_same_however_long_it_is(client, agent):
    costs = []
    for number in (2, 20):
        for _errand in range(number):
            errand()
        with CaptureQueriesContext(
            connection,
        ) as queries:
            listed(client)
        costs.append(len(queries))
    assert costs[0] == costs[1] <= 20


def test_a_letter_has_the_address_and_what_was_decided_in_the_language_of_the_request(client, agent):
    request = SubmissionFactory(in_review=True, assignee=agent, contact=AT_HOME, language="en")
    deciding.move(request, Status.REFUSED, reason="no_room", message="Write to us in June.", by=agent)
    page = client.get(reverse("submissions:errand", args=[request.errands.get().pk])).content.decode()
    for line in ("7 rue Témoin", "The answer is no", "No room is left", "Write to us in June.", "two months"):
        assert line in page


def test_a_call_says_the_question(client, agent):
    asked = InquiryFactory(submission=SubmissionFactory(in_review=True))
    made = owe_errand(asked.submission, CALL, Errand.About.QUESTION, "x")
    assert asked.question in client.get(reverse("submissions:errand", args=[made.pk])).content.decode()


def test_who_may_not_know_reads_nothing_of_the_outcome_on_paper(client, agent):
    request = SubmissionFactory(
        intake="signalement", refused=True, message="Secret", answers={"accord": {"may_follow": False}}
    )
    made = owe_errand(request, LETTER, NEWS, "x")
    page = client.get(reverse("submissions:errand", args=[made.pk])).content.decode()
    assert "Secret" not in page
    assert "La réponse est non" not in page


def test_the_request_shows_its_tasks_and_one_is_done_from_there(client, agent):
    made = errand()
    page = reverse("submissions:detail", args=[made.submission_id])
    assert reverse("submissions:errand_done", args=[made.pk]) in client.get(page).content.decode()
    answer = client.post(reverse("submissions:errand_done", args=[made.pk]), {"back": "request"})
    assert answer["Location"] == page


def test_what_the_list_and_the_sheet_show_is_noted(client, agent):
    made = errand()
    listed(client)
    client.get(reverse("submissions:errand", args=[made.pk]))
    assert list(ReadEntry.objects.order_by("pk").values_list("record_id", "what")) == [
        (made.submission_id, "tasks"),
        (made.submission_id, "task"),
    ]


def test_a_get_finishes_nothing(client, agent):
    assert client.get(reverse("submissions:errand_done", args=[errand().pk])).status_code == 405
