"""An agent types a request for someone: the same pages, the channel kept, nothing mixed, nothing left behind."""

import pytest
from django.contrib.auth.models import Permission, User
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from wagtail.models import ModelLogEntry

from forms.models import Draft, Submission
from forms.services import history
from home.records.models import Notification
from tests.forms.conftest import page_of, press
from tests.forms.factories import PAGES, AgentFactory, DraftFactory, InboxFactory, SubmissionFactory, typed

pytestmark = pytest.mark.django_db

ENTER = reverse("submissions:enter")


@pytest.fixture
def agent(client, settings):
    settings.FASTEST_PAGE_SECONDS = 2  # agents type fast: it is not held against the person
    agent = AgentFactory(inbox=InboxFactory(slug="contact"), first_name="Ama", last_name="Guichet")
    client.force_login(agent)
    return agent


def begin(client, channel="desk") -> Draft:
    response = client.post(ENTER, {"intake": "colocation", "channel": channel})
    draft = Draft.objects.latest("created_at")
    assert response.url == page_of(draft, "situation")
    return draft


def fill_in(client, draft) -> Submission:
    for step in PAGES:
        press(client, draft, step, typed(step) | {"objet": ["filled"]})
    return Submission.objects.get()


@pytest.mark.parametrize("channel", ["desk", "phone", "letter"])
def test_the_channel_and_the_agent_are_kept(client, agent, channel):
    submission = fill_in(client, begin(client, channel))
    assert (submission.channel, submission.entered_by, submission.language) == (channel, agent, "fr")
    entry = ModelLogEntry.objects.get(action="forms.submitted")
    assert (entry.user, entry.data["channel"]) == (agent, channel)


def test_the_history_says_who_entered_it_and_how(client, agent):
    submission = fill_in(client, begin(client))
    [line] = history.entries(submission)
    assert str(line.message) in {"Entered at the desk", "Saisie au guichet"}
    assert line.user_display_name == "Ama Guichet"


def test_what_an_agent_types_fast_is_no_robots_and_the_person_is_acknowledged(client, agent):
    submission = fill_in(client, begin(client))
    assert submission.quarantined_at is None
    assert [notice.event for notice in Notification.objects.all()] == [f"forms.submitted:{submission.pk}"]


def test_what_goes_to_another_team_is_closed_to_the_agent(client, agent):
    submission = fill_in(client, begin(client))
    assert client.get(reverse("submissions:detail", args=[submission.pk])).status_code == 404


def test_the_pages_say_that_an_agent_types(client, agent, held):
    draft = begin(client)
    page = client.get(page_of(draft, "situation")).content.decode()
    assert ENTER in page and draft.get_channel_display() in page
    public = held()
    assert ENTER not in client.get(page_of(public, "situation")).content.decode()


def test_the_receipt_shows_number_and_code_until_the_agent_has_finished(client, agent):
    draft = begin(client)
    submission = fill_in(client, draft)
    receipt = client.get(page_of(draft, "verifier"), follow=True)
    finish = reverse("submissions:finish", args=[draft.pk])
    for word in (submission.reference, draft.code, finish):
        assert word in receipt.content.decode()
    assert client.post(finish).url == ENTER
    assert draft.code not in client.get(receipt.redirect_chain[-1][0]).content.decode()
    assert client.get(page_of(draft, "verifier")).status_code == 404


def test_drafts_of_the_agent_and_of_residents_do_not_mix(client, agent):
    start = reverse("forms:start", args=["colocation"])
    typed_for_someone = begin(client)
    assert client.get(start).context["open"] == []
    own = client.post(start).url
    assert str(typed_for_someone.pk) not in own
    assert [draft for draft, _title, _address in client.get(ENTER).context["drafts"]] == [typed_for_someone]
    assert begin(client) != typed_for_someone


def test_signing_in_forgets_what_a_resident_opened_on_this_computer(client, held):
    draft = held()
    User.objects.create_user("agente", password="demo-solidarite-2026")
    assert client.login(username="agente", password="demo-solidarite-2026")
    assert client.get(page_of(draft, "situation")).status_code == 404


def test_signing_out_forgets_what_the_agent_typed(client, agent):
    draft = begin(client)
    client.logout()
    assert client.get(page_of(draft, "situation")).status_code == 404


def test_another_agent_with_the_key_does_not_open_it(client, agent, held):
    draft = held(entered_by=AgentFactory(), channel="phone")
    assert client.get(page_of(draft, "situation")).status_code == 404


def test_the_person_goes_on_with_number_and_code_and_it_is_theirs(client, agent):
    draft, home = begin(client), Client()
    page = home.post(reverse("forms:resume"), {"reference": draft.reference, "code": draft.code}, follow=True)
    assert page.status_code == 200
    draft.refresh_from_db()
    assert (draft.entered_by, draft.channel) == (None, "web")
    assert ENTER not in page.content.decode()


def test_only_agents_of_a_team_with_an_inbox_type_for_others(client):
    lonely = User.objects.create_user("lonely")
    lonely.user_permissions.set(Permission.objects.filter(codename__in=["work_inbox", "access_admin"]))
    client.force_login(lonely)
    assert client.get(ENTER).status_code == 404
    assert client.post(ENTER, {"intake": "colocation", "channel": "desk"}).status_code == 404
    assert not Draft.objects.exists()


@pytest.mark.parametrize(
    "data",
    [
        {},
        {"intake": "colocation"},
        {"channel": "desk"},
        {"intake": "unknown", "channel": "desk"},
        *({"intake": "colocation", "channel": channel} for channel in ("web", "partner", "pigeon")),
    ],
)
def test_a_half_made_choice_begins_nothing(client, agent, data):
    assert client.post(ENTER, data).context["form"].errors
    assert not Draft.objects.exists()


@pytest.mark.parametrize("factory", [DraftFactory, SubmissionFactory])
def test_the_database_knows_the_channels(factory):
    with pytest.raises(IntegrityError), transaction.atomic():
        factory(channel="pigeon")
    assert factory(channel="partner").pk
