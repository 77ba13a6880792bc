"""With a hundred thousand requests, the first page of an inbox is read from an index."""

import re

import pytest
from django.db import connection

from forms.inbox import queries
from forms.inbox.queries import Tab
from forms.workflow import Status
from tests.forms.factories import AgentFactory, InboxFactory, SubmissionFactory

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(connection.vendor != "postgresql", reason="PostgreSQL's own plans: set DATABASE_URL"),
]
HOW_MANY = 100_000

# Copies of one sealed request: nothing here opens them. One in five is another team's, one in ten still open
COPY = """
INSERT INTO forms_submission (id, created_at, purge_on, team_id, draft_id, intake, reference, code_hash, language,
    status, reason, assignee_id, received_at, due_on, days_left, news, closed_at, name, contact, answers, message)
SELECT gen_random_uuid(), s.created_at, CASE WHEN n %% 10 < 9 THEN current_date END,
    CASE WHEN n %% 5 = 0 THEN %(other)s ELSE s.team_id END, NULL, s.intake, 'N' || n, s.code_hash, s.language,
    CASE WHEN n %% 10 < 9 THEN 'accepted' WHEN n %% 20 = 9 THEN 'received' ELSE 'in_review' END, '',
    CASE WHEN n %% 40 = 19 THEN %(agent)s END,
    s.received_at - n * interval '1 minute', s.due_on - (n %% 60)::int, CASE WHEN n %% 40 = 9 THEN 3 END, '',
    CASE WHEN n %% 10 < 9 THEN now() END,
    s.name, s.contact, s.answers, NULL
FROM forms_submission s, generate_series(1, %(how_many)s) AS n
"""


@pytest.fixture
def crowded():
    agent, other = AgentFactory(), InboxFactory(slug="slime")
    SubmissionFactory()
    with connection.cursor() as cursor:
        cursor.execute(COPY, {"other": other.team_id, "how_many": HOW_MANY, "agent": agent.pk})
        cursor.execute("ANALYZE forms_submission; ANALYZE forms_inquiry")
    return agent


def plan_of(query) -> str:
    return query.select_related("assignee")[: queries.PER_PAGE + 1].explain()


def test_the_first_page_is_read_from_an_index(crowded):
    inbox = InboxFactory()
    everything = queries.in_inbox(crowded, inbox)
    plans = [
        plan_of(queries.ordered(tab.among(everything, crowded), tab, statuses))
        for tab in (Tab.TODO, Tab.UNASSIGNED, Tab.WAITING, Tab.MINE, Tab.ALL)
        for statuses in (frozenset(Status), frozenset({Status.IN_REVIEW}))
        if tab != Tab.ALL or len(statuses) > 1
    ]
    assert len(plans) == 9
    for plan in plans:
        assert re.search(r"using submission_(to_do|due|free|waits|mine|all)\b", plan), plan
        assert "Seq Scan on forms_submission" not in plan and "Sort" not in plan, plan
