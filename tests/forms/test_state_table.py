"""Whatever people and the clock do, in whatever order, a request keeps to the table of its states."""

from contextlib import suppress

import pytest
from django.contrib.auth.models import Permission
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from forms.intake import NotPossible
from forms.models import Inquiry, Submission
from forms.services import answering, deciding, escalating, history, merging, passing, reopening
from forms.workflow import CLOSED, MOVES, OPEN, REOPENED_FROM, ForbiddenMove, Status
from tests.forms.factories import AgentFactory, SubmissionFactory

pytestmark = pytest.mark.django_db

REFUSED = (
    *(ForbiddenMove, NotPossible, answering.NothingAsked, merging.NotMerged, merging.NotTwoOfOne),
    *(deciding.AlreadyTaken, deciding.AlreadyAsked, deciding.Quarantined),
)
ACTS = {
    "take": lambda request, other, agent: deciding.take(request, by=agent),
    "ask": lambda request, other, agent: deciding.ask(request, "Quand ?", by=agent),
    "answer": lambda request, other, agent: answering.answer(last_question(request), "Demain."),
    "assign": lambda request, other, agent: passing.assign(request, agent, by=agent),
    "reopen": lambda request, other, agent: reopening.reopen(request, "mistake", by=agent),
    "merge": lambda request, other, agent: merging.merge(request, other, by=agent),
    "unmerge": lambda request, other, agent: merging.unmerge(request, by=agent),
    "withdraw": lambda request, other, agent: answering.withdraw(request),
    "watch": lambda request, other, agent: escalating.watch(timezone.now()),
}


def last_question(request: Submission) -> Inquiry:
    question = Inquiry.objects.filter(submission=request).last()
    if question is None:
        raise answering.NothingAsked
    return question


def do(verb: str, request: Submission, other: Submission, agent) -> None:
    if verb in ACTS:
        ACTS[verb](request, other, agent)
    else:
        deciding.move(request, Status(verb), by=agent, reason="no_room")


def follows(before: Status, after: Status) -> bool:
    reopened = before in REOPENED_FROM and after == Status.IN_REVIEW
    return before == after or after in MOVES[before] or reopened


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(verbs=st.lists(st.sampled_from([*ACTS, *sorted(CLOSED)]), min_size=3, max_size=10))
def test_a_request_only_ever_moves_along_the_table(verbs):
    agent, other = AgentFactory(), SubmissionFactory(in_review=True)
    agent.user_permissions.add(Permission.objects.get(codename="lead_requests"))
    request = SubmissionFactory()
    for verb in verbs:
        before, logged = Status(request.status), history.last_entry(request)
        with suppress(*REFUSED):
            do(verb, request, other, agent)
        request = Submission.objects.get(pk=request.pk)
        after = Status(request.status)
        assert follows(before, after), f"{verb}: {before} → {after}"
        assert before == after or history.last_entry(request) > logged
        assert (request.purge_on is None) == (request.closed_at is None) == (after in OPEN)
        assert request.merged_into_id is None or after == Status.DUPLICATE
        assert request.due_on or after in CLOSED
