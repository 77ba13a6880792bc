"""One mail a working day to each agent with something to do, with counts only."""

from datetime import datetime
from io import StringIO
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.core.management import call_command

from forms.models import Errand, Mention
from forms.services import digesting, noting
from forms.services.errands import owe_errand
from home.records.models import Notification
from tests.forms.factories import CANARY, AgentFactory, InboxFactory, SubmissionFactory, TeamFactory

pytestmark = pytest.mark.django_db
PARIS = ZoneInfo("Europe/Paris")
TUESDAY = datetime(2026, 3, 3, 8, 0, tzinfo=PARIS)


@pytest.fixture
def agent():
    return AgentFactory()


def test_the_mail_counts_and_names_nobody(agent):
    with time_machine.travel(TUESDAY, tick=False):
        request = SubmissionFactory(in_review=True, assignee=agent, due_on=TUESDAY.date())
        SubmissionFactory.create_batch(2)
        owe_errand(request, Errand.Kind.CALL, Errand.About.NEWS, "x")
        assert digesting.send(TUESDAY) == 1
    body = Notification.objects.get().body
    assert Notification.objects.get().to == agent.email
    assert "/gestion/demandes/" in body
    for word in (CANARY, "Canari", request.reference, "canari"):
        assert word not in body


def test_counts_are_of_the_agents_own_teams(agent):
    with time_machine.travel(TUESDAY, tick=False):
        other = InboxFactory(slug="contact", team=TeamFactory(name="contact"))
        SubmissionFactory(team=other.team)
        SubmissionFactory.create_batch(2)
        SubmissionFactory(in_review=True, assignee=agent, due_on=datetime(2026, 3, 2).date())
        owe_errand(SubmissionFactory(team=other.team), Errand.Kind.CALL, Errand.About.NEWS, "x")
        assert digesting.counts_for(agent, TUESDAY) == (1, 0, 2, 0, 0)


@pytest.mark.parametrize(
    ("moment", "told"),
    [
        (TUESDAY, 1),
        (TUESDAY.replace(hour=6, minute=59), 0),
        (datetime(2026, 3, 7, 8, tzinfo=PARIS), 0),  # a Saturday
        (datetime(2026, 5, 1, 8, tzinfo=PARIS), 0),  # a public holiday
    ],
)
def test_it_leaves_on_working_days_from_seven(agent, moment, told):
    SubmissionFactory()
    assert digesting.send(moment) == told


def test_once_a_day_and_again_the_next_one(agent):
    SubmissionFactory()
    wednesday = TUESDAY.replace(day=4)
    assert [digesting.send(TUESDAY), digesting.send(TUESDAY), digesting.send(wednesday)] == [1, 0, 1]


def test_who_has_nothing_to_do_gets_nothing(agent):
    SubmissionFactory(in_review=True, assignee=AgentFactory(), due_on=datetime(2027, 1, 1).date())
    assert digesting.send(TUESDAY) == 0
    assert not Notification.objects.exists()


def test_a_note_pointed_out_is_told_once(agent):
    colleague = AgentFactory()
    request = SubmissionFactory(in_review=True, assignee=colleague, due_on=datetime(2027, 1, 1).date())
    noting.note(request, "À voir", by=colleague, mentioned=[agent])
    assert digesting.send(TUESDAY) == 1
    assert Mention.objects.get().told_at == TUESDAY
    assert digesting.send(TUESDAY.replace(day=4)) == 0


def test_the_command_says_how_many_were_told(agent):
    SubmissionFactory()
    out = StringIO()
    with time_machine.travel(TUESDAY, tick=False):
        call_command("send_digests", stdout=out)
    assert out.getvalue() == "1 told\n"
