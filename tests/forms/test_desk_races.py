"""Two agents, one request, the same instant: one decision, the other told, no deadlock, no note lost."""

import time
from functools import partial

import pytest
from django.db import connection

from forms.models import Note, Submission
from forms.services import deciding, history, merging, noting, passing
from forms.workflow import Status
from tests.chaos import size
from tests.forms.factories import AgentFactory, SubmissionFactory
from tests.forms.test_races import at_once

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(
        connection.vendor == "sqlite", reason="one connection only: the test database of SQLite is in memory"
    ),
]
ROUNDS = size(2, 200)
WIDENED = 0.02  # seconds spent between the check and the change, with the row locked


@pytest.fixture(autouse=True)
def widened(monkeypatch):
    real = history.entries_since

    def slowly(submission, seen):
        changes = real(submission, seen)
        time.sleep(WIDENED)
        return changes

    monkeypatch.setattr(deciding, "entries_since", slowly)
    monkeypatch.setattr(merging, "entries_since", slowly)


def run(act) -> str:
    try:
        act()
    except deciding.StalePage as refusal:
        assert refusal.changes
        return "told"
    except merging.NotTwoOfOne:
        return "told"
    return "done"


@pytest.mark.parametrize("_round", range(ROUNDS))
def test_of_two_decisions_one_is_made_and_the_notes_of_both_are_kept(_round):
    one, other = AgentFactory(), AgentFactory()
    submission = deciding.take(SubmissionFactory(), by=one)
    seen = history.last_entry(submission)
    acts = [
        partial(deciding.move, submission, Status.ACCEPTED, by=one, seen=seen),
        partial(deciding.move, submission, Status.REFUSED, reason="no_room", by=other, seen=seen),
        partial(passing.assign, submission, other, by=other, seen=seen),
        partial(noting.note, submission, "Note une.", by=one),
        partial(noting.note, submission, "Note deux.", by=other),
    ]
    outcomes = at_once(run, acts)
    assert outcomes[3:] == ["done", "done"] and outcomes[:3].count("done") <= 1
    assert {note.text for note in Note.objects.all()} == {"Note une.", "Note deux."}


@pytest.mark.parametrize("_round", range(ROUNDS))
def test_of_two_decisions_alone_exactly_one_is_made(_round):
    submission = SubmissionFactory(in_review=True)
    targets = [(Status.ACCEPTED, ""), (Status.REFUSED, "no_room")]
    acts = [
        partial(deciding.move, submission, target, reason=reason, by=AgentFactory(), seen=0)
        for target, reason in targets
    ]
    outcomes = at_once(run, acts)
    assert sorted(outcomes) == ["done", "told"]
    assert Submission.objects.get().status == targets[outcomes.index("done")][0]


@pytest.mark.parametrize("_round", range(ROUNDS))
def test_two_requests_merged_crosswise_at_once_end_as_one_and_its_duplicate(_round):
    one, other = SubmissionFactory(in_review=True), SubmissionFactory(in_review=True)
    agent = AgentFactory()
    outcomes = at_once(
        run, [partial(merging.merge, one, other, by=agent), partial(merging.merge, other, one, by=agent)]
    )
    assert sorted(outcomes) == ["done", "told"]
    assert Submission.objects.filter(merged_into=None).count() == 1
