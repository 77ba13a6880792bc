"""What waits in quarantine: out of the way, one verb from being let in, one from being deleted."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone
from wagtail.models import ModelLogEntry

from forms.inbox import queries
from forms.intake import Journey
from forms.intakes import INTAKES
from forms.models import Submission
from forms.services import answering, deciding, history, quarantine
from forms.services.submitting import submit
from forms.workflow import Status
from home.records.models import Notification
from tests.forms.factories import AgentFactory, DraftFactory, InboxFactory, SubmissionFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def agent(client):
    agent = AgentFactory()
    client.force_login(agent)
    return agent


@pytest.fixture
def begun(monkeypatch):
    """The references of requests that started what their intake starts."""
    references = []
    monkeypatch.setattr(quarantine, "begin", lambda submission, answers: references.append(submission.reference))
    monkeypatch.setattr("forms.services.submitting.begin", lambda submission, answers: references.append("at once"))
    return references


def suspect() -> Submission:
    draft = DraftFactory(complete=True)
    answers = Journey(INTAKES["colocation"], {step: kept["typed"] for step, kept in draft.answers.items()}).answers
    return submit(draft, answers=answers, language="fr", suspicion="honeypot")


def tab(client, name="todo"):
    response = client.get(reverse("submissions:inbox", args=["colocation"]), {"tab": name})
    return [row.submission for row in response.context["rows"]], {
        key: number for key, _n, number, _c in response.context["tabs"]
    }


def post(client, name, submission, seen=None):
    data = {"seen": history.last_entry(submission) if seen is None else seen}
    return client.post(reverse(f"submissions:{name}", args=[submission.pk]), data)


def test_a_suspect_starts_nothing_and_writes_to_nobody(begun):
    submission = suspect()
    assert submission.in_quarantine and begun == []
    assert not Notification.objects.exists()
    entry = ModelLogEntry.objects.get(action="forms.quarantined")
    assert entry.data == {"reason": "honeypot"}


def test_it_is_in_its_own_tab_and_nothing_to_do(client, agent):
    person, robot = SubmissionFactory(), SubmissionFactory(suspect=True)
    rows, numbers = tab(client)
    assert rows == [person]
    assert (numbers["todo"], numbers["unassigned"], numbers["quarantine"]) == ("1", "1", "1")
    assert tab(client, "quarantine")[0] == [robot]
    assert set(tab(client, "all")[0]) == {person, robot}
    assert queries.count_to_do(queries.visible(agent)) == 1
    assert [cells["received"] for inbox, cells in queries.counts_by_inbox() if inbox.slug == "colocation"] == [1]


def test_an_empty_quarantine_has_no_tab(client, agent):
    assert "quarantine" not in tab(client)[1]


def test_it_cannot_be_worked_before_its_release(client, agent):
    submission = suspect()
    with pytest.raises(deciding.Quarantined):
        deciding.take(submission, by=agent)
    with pytest.raises(deciding.Quarantined):
        deciding.move(submission, Status.DUPLICATE, by=agent)
    page = client.get(reverse("submissions:detail", args=[submission.pk]))
    assert (page.context["can_take"], page.context["decisions"]) == (False, [])
    assert reverse("submissions:release", args=[submission.pk]) in page.content.decode()
    client.post(reverse("submissions:take", args=[submission.pk]))
    assert Submission.objects.get().assignee is None


def test_releasing_starts_what_sending_would_have_started_and_acknowledges(client, agent, begun):
    submission = suspect()
    assert post(client, "release", submission).status_code == 302
    submission.refresh_from_db()
    assert (submission.quarantined_at, submission.suspicion, submission.status) == (None, "", "received")
    assert begun == [submission.reference]
    assert Notification.objects.get().event == f"forms.submitted:{submission.pk}"
    entry = ModelLogEntry.objects.get(action="forms.released")
    assert (entry.user, entry.data) == (agent, {"reason": "honeypot"})
    assert deciding.take(submission, by=agent).assignee == agent


def test_releasing_twice_starts_once(client, agent, begun):
    submission = suspect()
    post(client, "release", submission)
    assert post(client, "release", submission).status_code == 409
    assert len(begun) == Notification.objects.count() == 1


def test_spam_is_closed_without_a_word_and_ends_in_thirty_days(client, agent, begun):
    submission = suspect()
    post(client, "spam", submission)
    submission.refresh_from_db()
    assert (submission.status, submission.purge_on) == ("out_of_scope", timezone.localdate() + timedelta(days=30))
    assert not Notification.objects.exists() and begun == []
    assert tab(client, "quarantine")[0] == []
    assert ModelLogEntry.objects.get(action="forms.called_spam").user == agent


def test_what_was_called_spam_can_still_be_released(client, agent, begun):
    submission = suspect()
    post(client, "spam", submission)
    post(client, "release", submission)
    submission.refresh_from_db()
    assert (submission.status, submission.closed_at, submission.purge_on) == ("received", None, None)
    assert begun == [submission.reference]


@pytest.mark.parametrize("verb", ["release", "spam"])
def test_a_stale_page_does_nothing(client, agent, verb):
    submission = suspect()
    seen = history.last_entry(submission)
    answering.withdraw(submission)
    response = post(client, verb, submission, seen=seen)
    assert response.status_code == 409
    assert Submission.objects.get().status == "withdrawn"


@pytest.mark.parametrize("verb", ["release", "spam"])
def test_what_is_not_in_quarantine_stays_as_it_is(client, agent, verb):
    submission = SubmissionFactory(in_review=True)
    assert post(client, verb, submission).status_code == 409
    assert Submission.objects.get().status == "in_review"


@pytest.mark.parametrize("verb", ["release", "spam"])
def test_another_teams_suspect_answers_as_an_unknown_one(client, verb):
    client.force_login(AgentFactory(inbox=InboxFactory(slug="slime")))
    assert post(client, verb, suspect()).status_code == 404
    assert Submission.objects.get().in_quarantine


@pytest.mark.parametrize(
    "broken", [{"suspicion": ""}, {"suspicion": "mood"}, {"status": "in_review"}, {"quarantined_at": None}]
)
def test_the_database_keeps_quarantine_and_work_apart(broken):
    SubmissionFactory(suspect=True)
    with pytest.raises(IntegrityError), transaction.atomic():
        Submission.objects.update(**broken)
    with pytest.raises(IntegrityError), transaction.atomic():
        Submission.objects.update(assignee=AgentFactory())


def test_the_inbox_costs_at_most_twenty_queries(client, agent, django_assert_max_num_queries):
    SubmissionFactory.create_batch(12, suspect=True)
    with django_assert_max_num_queries(20):
        tab(client, "quarantine")
