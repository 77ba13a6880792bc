"""The figures of the leads: who sees them, that they are right, and that they cost the same however many there are."""

from collections import Counter
from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.contrib.auth.models import Group
from django.urls import reverse
from django.utils import timezone
from hypothesis import given, settings
from hypothesis import strategies as st
from wagtail.log_actions import log

from forms.figures import counting
from forms.models import Submission
from forms.services import deciding, noting
from forms.services.answering import withdraw
from forms.workflow import Status
from home import charts
from tests.forms.factories import AgentFactory, InboxFactory, SubmissionFactory
from tests.forms.officers import officer

pytestmark = pytest.mark.django_db

HOME = reverse("figures:home")
AUTUMN = datetime(2026, 10, 26, 9, tzinfo=UTC)  # a Monday: the clocks went back the day before


@pytest.fixture
def lead(client):
    user = officer("responsable")
    user.groups.add(InboxFactory().team)
    client.force_login(user)
    return user


def came(day: datetime, **values) -> Submission:
    return SubmissionFactory(received_at=day, **values)


@pytest.mark.parametrize("name", ["communication", "admin", "dpo", "colocation", "mediation"])
def test_to_nobody_but_the_lead_do_the_figures_exist(client, name):
    client.force_login(officer(name))
    assert client.get(HOME).status_code == 404


def test_a_visitor_is_sent_to_sign_in(client):
    assert client.get(HOME).status_code == 302


def test_weeks_start_on_monday_at_local_midnight_across_the_change_of_clocks(lead):
    with time_machine.travel(AUTUMN, tick=False):
        came(datetime(2026, 10, 25, 22, 59, tzinfo=UTC))  # 23:59 on Sunday, winter time already
        came(datetime(2026, 10, 25, 23, 1, tzinfo=UTC))  # 0:01 on Monday
        came(datetime(2026, 10, 18, 22, 1, tzinfo=UTC))  # 0:01 on Monday, summer time still
        period = counting.last_weeks(4)
        weeks = counting.by_week(counting.visible(lead), period)
    assert {monday: counted.total() for monday, counted in weeks.items()} == {
        date(2026, 10, 5): 0,
        date(2026, 10, 12): 0,
        date(2026, 10, 19): 2,
        date(2026, 10, 26): 1,
    }


def test_what_came_before_the_period_is_not_counted(lead):
    with time_machine.travel(AUTUMN, tick=False):
        came(datetime(2026, 10, 4, 21, 59, tzinfo=UTC))
        came(datetime(2026, 10, 4, 22, 0, tzinfo=UTC))
        weeks = counting.by_week(counting.visible(lead), counting.last_weeks(4))
    assert weeks[date(2026, 10, 5)].total() == 1 == sum(counted.total() for counted in weeks.values())


def test_delays_are_counted_in_local_days(lead):
    with time_machine.travel(AUTUMN, tick=False):
        saturday = datetime(2026, 10, 24, 21, 30, tzinfo=UTC)  # 23:30
        came(saturday, first_action_at=datetime(2026, 10, 24, 22, 30, tzinfo=UTC))  # half past midnight: the day after
        came(saturday, first_action_at=saturday + timedelta(minutes=20))
        came(saturday, first_action_at=saturday + timedelta(days=9))
        came(saturday)
        found = counting.first_delays(counting.visible(lead), counting.last_weeks(4))
    assert found == {"": counting.Delay(3, 1, 9), "colocation": counting.Delay(3, 1, 9)}


def test_only_the_teams_answers_are_decisions(lead):
    now = timezone.now()
    came(now - timedelta(days=2), accepted=True)
    came(now - timedelta(days=4), refused=True)
    came(now, withdrawn=True)
    found = counting.decision_delays(counting.visible(lead), counting.last_weeks(4))
    assert found[""] == counting.Delay(2, 2, 4)


@settings(max_examples=40, deadline=None)
@given(st.lists(st.integers(0, 400), min_size=1, max_size=60), st.sampled_from([50, 90, 100]))
def test_the_share_of_requests_within_a_percentile_is_at_least_its_own_and_no_smaller_value_has_it(days, percent):
    found = counting.nearest_rank(Counter(days), percent)
    assert found in days
    assert sum(day <= found for day in days) * 100 >= percent * len(days)
    assert sum(day < found for day in days) * 100 < percent * len(days)


def test_overdue_is_what_waits_for_us_past_its_day(lead):
    yesterday = timezone.localdate() - timedelta(days=1)
    SubmissionFactory(due_on=yesterday)
    SubmissionFactory(due_on=timezone.localdate())
    SubmissionFactory(due_on=yesterday, days_left=3, in_review=True)
    SubmissionFactory(due_on=yesterday, suspect=True)
    SubmissionFactory(due_on=yesterday, accepted=True)
    assert counting.overdue(counting.visible(lead)) == {"colocation": 1}


def test_quarantine_and_teams_of_others_count_nowhere(lead):
    SubmissionFactory(suspect=True)
    SubmissionFactory(team=Group.objects.create(name="ailleurs"))
    SubmissionFactory(channel="phone")
    found = counting.by_channel(counting.visible(lead), counting.last_weeks(12))
    assert found == {"colocation": Counter(phone=1)}


def test_the_address_chooses_the_request_and_the_weeks(client, lead):
    SubmissionFactory(intake="contact", received_at=timezone.now() - timedelta(weeks=8))
    both, one = client.get(HOME), client.get(HOME, {"intake": "colocation"})
    assert [page.context["figures"][-1].plot.most for page in (both, one)] == [1, 0]
    assert client.get(HOME, {"weeks": "4"}).context["figures"][-1].plot.most == 0


@pytest.mark.parametrize("asked", [{"weeks": "7"}, {"intake": "%00"}, {"weeks": "x" * 500}])
def test_a_value_of_no_list_is_told_and_counts_as_none(client, lead, asked):
    page = client.get(HOME, asked)
    assert page.status_code == 200
    assert page.context["form"].errors and len(page.context["figures"][0].rows) == 12


def test_every_plot_has_its_title_its_sentence_and_its_table(client, lead):
    yesterday = timezone.localdate() - timedelta(days=1)
    before = timezone.now() - timedelta(days=3)
    SubmissionFactory(received_at=before, due_on=yesterday, first_action_at=timezone.now())
    SubmissionFactory(received_at=before, accepted=True)
    page = client.get(HOME).content.decode()
    assert page.count(' class="fg-plot') == page.count("<details") == 5
    for key in ("states", "first", "decision", "overdue", "channels"):
        assert f'aria-labelledby="{key}" aria-describedby="{key}-says"' in page
        assert f'id="{key}"' in page and f'id="{key}-says"' in page
    assert "style=" not in page[page.index("fg-all") : page.rindex("</details>")]


def test_an_empty_city_is_said_in_words(client, lead):
    page = client.get(HOME).content.decode()
    assert ' class="fg-plot' not in page


def test_it_costs_as_many_queries_for_two_hundred_requests_as_for_ten(client, lead, django_assert_max_num_queries):
    client.get(HOME)
    counts = []
    for more in (10, 190):
        SubmissionFactory.create_batch(more, code_hash="x")
        with django_assert_max_num_queries(20) as asked:
            client.get(HOME)
        counts.append(len(asked))
    assert counts[0] == counts[1]


def test_the_first_act_of_an_agent_is_kept_and_no_later_one(lead):
    submission, agent = SubmissionFactory(received_at=timezone.now() - timedelta(days=5)), AgentFactory()
    with time_machine.travel(timezone.now() - timedelta(days=2), tick=False) as then:
        first = timezone.now()
        noting.note(submission, "Vu.", by=agent)
        then.shift(3600)
        deciding.take(submission, by=agent)
    submission.refresh_from_db()
    assert submission.first_action_at == first


def test_what_the_person_or_the_desk_did_is_no_act_on_the_request():
    submission = SubmissionFactory()
    log(submission, "forms.submitted", user=AgentFactory())
    withdraw(submission)
    submission.refresh_from_db()
    assert submission.status == Status.WITHDRAWN and submission.first_action_at is None


@settings(max_examples=40, deadline=None)
@given(st.lists(st.lists(st.integers(0, 10**6), min_size=3, max_size=3), min_size=1, max_size=20))
def test_bars_stay_within_the_drawing(values):
    named = [(str(rank), parts) for rank, parts in enumerate(values)]
    for bar in charts.rows(named, ["a", "b", "c"]).bars:
        assert sum(float(part.length[:-1]) for part in bar.parts) <= 100.05
    for bar in charts.columns(named, ["a", "b", "c"]).bars:
        assert all(float(part.start[:-1]) >= 9.9 for part in bar.parts)
