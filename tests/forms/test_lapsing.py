"""An alert whose household wanted a call first is closed after thirty days, and gone a month later."""

from datetime import timedelta

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from wagtail.models import ModelLogEntry

from forms.intake import Journey
from forms.intakes import INTAKES
from forms.models import Submission
from forms.reasons import GIVEN_BY_RULE, LAPSED
from forms.services import deciding, keeping, lapsing
from forms.services.sharing import NOT_SHARED
from forms.services.submitting import submit
from home.records.models import Notification
from tests.forms.factories import AgentFactory, DraftFactory, InboxFactory
from tests.forms.officers import officer, round_of_the_day, sign_all
from tests.forms.samples import signalement, unsent

pytestmark = pytest.mark.django_db


@pytest.fixture
def clock():
    with time_machine.travel(timezone.now()) as clock:
        yield clock


def sent(way: str = "professional") -> Submission:
    """An alert; the household of the professional's one wants a call first."""
    intake, pages = INTAKES["signalement"], signalement.sample.ways[way]
    InboxFactory(slug="slime")
    draft = DraftFactory(intake="signalement", answers=unsent(intake, pages))
    return submit(draft, answers=Journey(intake, pages).answers, language="fr")


def test_it_is_closed_after_thirty_days_with_the_rules_reason(clock):
    alert = sent()
    clock.shift(timedelta(days=30) - timedelta(minutes=1))
    round_of_the_day()
    assert Submission.objects.get().status == "received"
    clock.shift(timedelta(minutes=2))
    assert "1 lapsed" in round_of_the_day()
    alert.refresh_from_db()
    assert (alert.status, alert.reason) == ("out_of_scope", LAPSED)
    assert alert.purge_on == timezone.localdate() + timedelta(days=30)
    line = ModelLogEntry.objects.filter(object_id=str(alert.pk)).latest("pk")
    assert (line.user_id, line.data) == (None, {"from": "received", "to": "out_of_scope", "reason": LAPSED})
    assert "agreement" in line.message or "accord" in line.message


def test_who_sent_it_is_told_once_and_reads_why_where_the_household_lets_them(clock, client):
    alert = sent()
    alert.answers = alert.answers | {"accord": alert.answers["accord"] | {"may_follow": True}}
    alert.save()
    clock.shift(timedelta(days=31))
    round_of_the_day()
    round_of_the_day()
    assert Notification.objects.filter(event__startswith="forms.moved:").count() == 1
    client.post(reverse("forms:follow"), {"reference": alert.reference, "code": "K7M4QX"})
    assert client.get(reverse("forms:follow")).context["label"] == GIVEN_BY_RULE[LAPSED]


def test_who_sent_it_learns_nothing_without_the_household(clock, client):
    alert = sent()
    clock.shift(timedelta(days=31))
    round_of_the_day()
    assert not Notification.objects.filter(event__startswith="forms.moved:").exists()
    client.post(reverse("forms:follow"), {"reference": alert.reference, "code": "K7M4QX"})
    assert client.get(reverse("forms:follow")).context["label"] == NOT_SHARED


def test_agents_read_on_which_day_it_would_close(clock, client):
    alert = sent()
    client.force_login(AgentFactory(inbox=alert.team.inbox))
    page = client.get(reverse("submissions:detail", args=[alert.pk]))
    day = timezone.localdate(alert.received_at) + timedelta(days=30)
    assert page.context["lapses_on"] == day
    assert date_format(day) in page.content.decode()


def test_it_goes_with_its_identity_a_month_later_once_signed(clock):
    sent()
    clock.shift(timedelta(days=31))
    round_of_the_day()
    clock.shift(timedelta(days=30))
    round_of_the_day()
    sign_all(officer())
    round_of_the_day()
    assert not Submission.objects.exists()


@pytest.mark.parametrize("way", ["own home", "neighbour"])
def test_an_alert_with_an_agreement_or_ones_own_stays_open(clock, way):
    sent(way)
    clock.shift(timedelta(days=300))
    round_of_the_day()
    assert Submission.objects.get().status == "received"


def test_an_alert_decided_meanwhile_is_left_alone(clock):
    alert, agent = sent(), AgentFactory(inbox=InboxFactory(slug="slime"))
    clock.shift(timedelta(days=31))
    [key] = lapsing.old_enough()
    deciding.move(deciding.take(alert, by=agent), "accepted", by=agent)
    assert not lapsing.close(key)
    assert Submission.objects.get().status == "accepted"


def test_the_officers_figure_does_not_lengthen_the_month(clock):
    alert = sent()
    clock.shift(timedelta(days=31))
    round_of_the_day()
    keeping.change("signalement", 1000, by=officer())
    assert Submission.objects.get().purge_on == timezone.localdate() + timedelta(days=30)
    assert Submission.objects.get() == alert
