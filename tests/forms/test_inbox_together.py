"""Named views, giving many requests at once, and what the lead sets."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import Permission
from django.urls import reverse
from django.utils import timezone

from forms.models import RefusalReason, SavedView, ServiceLevel
from tests.forms.factories import AgentFactory, InboxFactory, InquiryFactory, SubmissionFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def agent(client):
    agent = AgentFactory(first_name="Camille", last_name="Roux")
    client.force_login(agent)
    return agent


def inbox(client, **parameters):
    return client.get(reverse("submissions:inbox", args=["colocation"]), parameters)


def rows(client, **parameters):
    return [row.submission for row in inbox(client, **parameters).context["rows"]]


def due_in(days: int, **values):
    return SubmissionFactory(due_on=timezone.localdate() + timedelta(days=days), **values)


def test_each_row_says_why_it_is_there(client, agent):
    late, later = due_in(-3), due_in(40, news="answered")
    found = inbox(client).context["rows"]
    assert [row.submission for row in found] == [late, later]
    assert [row.reason.colour for row in found] == ["bad", ""]
    assert found[0].reason.due != found[1].reason.due and found[1].reason.news


def test_lists_filter_by_day_news_and_way(client, agent):
    late, later = due_in(-3, channel="phone"), due_in(40, news="answered")
    waiting = InquiryFactory(submission=due_in(-9, in_review=True)).submission
    assert rows(client, due="overdue") == [late] and rows(client, due="later") == [later]
    assert rows(client, tab="unassigned", due="waiting") == [waiting]
    assert rows(client, news="answered") == [later] and rows(client, channel="phone") == [late]


def save(client, **data):
    return client.post(reverse("submissions:save_view", args=["colocation"]), data)


def test_a_view_is_an_address_that_keeps_filters_and_nothing_searched(client, agent):
    late = due_in(-3)
    due_in(40)
    save(client, name="En retard", filters="due=overdue&q=Canari&after=x&tab=todo", shared="on")
    view = SavedView.objects.get()
    assert (view.filters, view.owner) == ("tab=todo&due=overdue", None)
    client.force_login(AgentFactory())
    response = client.get(reverse("submissions:view", args=[view.pk]), follow=True)
    assert [row.submission for row in response.context["rows"]] == [late]
    assert response.context["views"] == [(view, True)]


def test_my_own_view_is_nobody_elses_and_a_name_is_taken_once(client, agent):
    for _time in range(2):
        save(client, name="À moi", filters="tab=mine")
    view = SavedView.objects.get()
    client.force_login(AgentFactory())
    assert inbox(client).context["views"] == []
    assert client.get(reverse("submissions:view", args=[view.pk])).status_code == 404
    delete = reverse("submissions:delete_view", args=["colocation", view.pk])
    assert client.post(delete).status_code == 404
    client.force_login(agent)
    assert client.post(delete).status_code == 302 and not SavedView.objects.exists()


def test_another_teams_views_do_not_exist(client, agent):
    view = SavedView.objects.create(inbox=InboxFactory(slug="slime"), name="x", filters="")
    assert client.get(reverse("submissions:view", args=[view.pk])).status_code == 404
    assert client.post(reverse("submissions:save_view", args=["slime"]), {"name": "x"}).status_code == 404


def test_many_are_given_at_once_after_a_rehearsal_that_changes_nothing(client, agent):
    colleague, open_ones = AgentFactory(first_name="Nour", last_name="Petit"), [SubmissionFactory() for _n in range(2)]
    decided, foreign = SubmissionFactory(accepted=True), SubmissionFactory(team=InboxFactory(slug="slime").team)
    chosen = [str(row.pk) for row in (*open_ones, decided, foreign)] + ["x"]
    give, data = reverse("submissions:give", args=["colocation"]), {"to": colleague.pk, "chosen": chosen}
    told = client.post(give, data)
    assert set(told.context["done"]) == set(open_ones)
    assert [row for row, _why in told.context["refused"]] == [decided]
    assert foreign.reference not in told.content.decode()
    assert rows(client, tab="unassigned") == sorted(open_ones, key=lambda row: (row.due_on, row.received_at))
    client.post(give, data | {"confirmed": "1"})
    assert rows(client, agent=colleague.pk) and not rows(client, tab="unassigned")
    foreign.refresh_from_db()
    assert foreign.assignee is None


def test_nothing_ticked_changes_nothing(client, agent):
    response = client.post(reverse("submissions:give", args=["colocation"]), {"to": agent.pk})
    assert response.status_code == 302


@pytest.fixture
def lead(client):
    person = AgentFactory()
    person.user_permissions.add(Permission.objects.get(codename="lead_requests"))
    client.force_login(person)
    return person


def test_the_lead_sets_the_time_to_answer_within_bounds(client, lead):
    levels = reverse("lead:levels")
    refused = client.post(levels, {"intake": "contact", "days": "99"})
    assert "days" in refused.context["errors"]["contact"].errors
    assert client.post(levels, {"intake": "contact", "days": "3"}).status_code == 302
    assert ServiceLevel.objects.get(intake="contact").days == 3
    assert client.post(levels, {"intake": "nothing", "days": "3"}).status_code == 404


def test_the_lead_words_a_reason_that_agents_then_choose(client, lead):
    client.post(reverse("lead:reasons"), {"fr": "Hors délai.", "en": ""})
    added = RefusalReason.objects.get()
    client.post(reverse("lead:reason", args=["no_room"]), {"fr": "Tout est pris.", "en": "Full.", "hidden": "on"})
    detail = client.get(reverse("submissions:detail", args=[SubmissionFactory(in_review=True).pk]))
    offered = dict(detail.context["move_form"].fields["reason"].choices)
    assert offered[added.code] == "Hors délai." and "no_room" not in offered
    assert client.get(reverse("lead:reason", args=["nothing"])).status_code == 404
    assert "hidden" not in client.get(reverse("lead:reason", args=["remedies"])).context["form"].fields


@pytest.mark.parametrize("name", ["levels", "reasons"])
def test_only_the_lead_sets_them(client, agent, name):
    assert client.get(reverse(f"lead:{name}")).status_code in {302, 403}
    assert client.post(reverse(f"lead:{name}"), {"intake": "contact", "days": "3", "fr": "x"}).status_code in {302, 403}
    assert not ServiceLevel.objects.exists() and not RefusalReason.objects.exists()
