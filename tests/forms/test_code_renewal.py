"""A new code, made by an agent after checks: shown once, told of, and the old one opens nothing."""

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from wagtail.models import ModelLogEntry

from forms.models import Draft, Submission
from forms.services import history, renewing
from home.records.models import Notification
from tests.forms.conftest import page_of
from tests.forms.factories import AgentFactory, DraftFactory, InboxFactory, SubmissionFactory, typed

pytestmark = pytest.mark.django_db

OLD = "K7M4QX"
FIND = reverse("submissions:draft_code")


@pytest.fixture
def agent(client):
    agent = AgentFactory()
    client.force_login(agent)
    return agent


def renew(client, submission, **data):
    data = {"seen": history.last_entry(submission), "checked": "on"} | data
    return client.post(reverse("submissions:renew", args=[submission.pk]), data)


def renew_draft(client, draft, **data):
    return client.post(FIND, {"number": draft.reference, "seen": draft.version, "checked": "on"} | data)


def follow(submission, code):
    return Client().post(reverse("forms:follow"), {"reference": submission.reference, "code": code}).status_code


def resume(draft, code):
    return Client().post(reverse("forms:resume"), {"reference": draft.reference, "code": code}).status_code


def test_looking_at_the_checks_changes_nothing(client, agent):
    submission = SubmissionFactory()
    page = client.get(reverse("submissions:renew", args=[submission.pk]))
    assert page.status_code == 200
    assert client.get(FIND).status_code == 200
    assert follow(submission, OLD) == 302


def test_the_new_code_opens_the_request_and_the_old_one_does_not(client, agent):
    submission = SubmissionFactory()
    code = renew(client, submission).context["code"]
    assert code != OLD
    assert (follow(submission, code), follow(submission, OLD)) == (302, 200)


def test_without_the_agents_word_nothing_is_made(client, agent):
    submission, draft = SubmissionFactory(), DraftFactory()
    assert renew(client, submission, checked="").context["form"].errors
    assert renew_draft(client, draft, checked="").context["form"].errors
    assert (follow(submission, OLD), resume(draft, OLD)) == (302, 302)


def test_sending_the_page_again_makes_no_second_code(client, agent):
    submission = SubmissionFactory()
    seen = history.last_entry(submission)
    code = renew(client, submission, seen=seen).context["code"]
    assert renew(client, submission, seen=seen).status_code == 409
    assert follow(submission, code) == 302


def test_the_tries_start_over(client, agent):
    submission = SubmissionFactory()
    for _try in range(6):
        follow(submission, "222222")
    assert follow(submission, OLD) == 429
    code = renew(client, submission).context["code"]
    assert follow(submission, code) == 302


def test_log_mail_and_cache_hold_no_code(client, agent, caplog):
    submission, draft = SubmissionFactory(), DraftFactory(email="canari@exemple.fr")
    codes = [renew(client, submission).context["code"], renew_draft(client, draft).context["code"]]
    entries = ModelLogEntry.objects.filter(action="forms.code_renewed")
    assert [(entry.user, entry.data) for entry in entries] == [(agent, {}), (agent, {})]
    mails = Notification.objects.all()
    assert {mail.to for mail in mails} == {"canari@exemple.fr"} and len(mails) == 2
    kept = " ".join([*(mail.subject + mail.body for mail in mails), caplog.text, repr(getattr(cache, "_cache", ""))])
    assert not [code for code in codes if code in kept]
    assert "Canari" not in kept


def test_without_an_address_nobody_is_written_to(client, agent):
    renew(client, SubmissionFactory(contact={"email": "", "phone": "", "preference": "letter"}))
    renew_draft(client, DraftFactory())
    assert not Notification.objects.exists()


def test_a_device_that_shows_the_receipt_or_the_request_learns_no_new_code(client, held, agent):
    draft = held(complete=True)
    receipt = client.post(page_of(draft, "verifier"), typed("verifier")).url
    submission = Submission.objects.get()
    assert OLD in client.get(receipt).content.decode()
    home = Client()
    home.post(reverse("forms:follow"), {"reference": submission.reference, "code": OLD})
    assert home.get(reverse("forms:follow")).context.get("submission") == submission
    code = renew(client, submission).context["code"]
    page = client.get(receipt).content.decode()
    assert code not in page and OLD not in page and Draft.objects.get().code not in page
    assert home.get(reverse("forms:follow")).context.get("submission") is None
    assert resume(draft, OLD) == 200


def test_another_teams_request_answers_as_an_unknown_one(client):
    client.force_login(AgentFactory(inbox=InboxFactory(slug="slime")))
    submission = SubmissionFactory()
    assert renew(client, submission).status_code == 404
    assert follow(submission, OLD) == 302


def test_a_draft_is_found_by_its_number_and_shows_nothing_of_its_answers(client, agent):
    draft = DraftFactory(complete=True)
    page = client.post(FIND, {"number": draft.reference.lower().replace("-", " ")})
    shown = page.content.decode()
    assert page.context["draft"] == draft
    assert draft.reference in shown
    assert not [word for word in ("Canari", "Zéphyrine", OLD) if word in shown]


def test_the_new_code_of_a_draft_opens_it_and_the_old_one_does_not(client, agent):
    draft = DraftFactory(complete=True)
    code = renew_draft(client, draft).context["code"]
    assert (resume(draft, code), resume(draft, OLD)) == (302, 200)
    kept = Draft.objects.get()
    assert (kept.code, kept.answers) == (code, draft.answers)


@pytest.mark.parametrize("number", ["K7M4-2QXD", "", "nonsense", "?" * 300])
def test_an_unknown_number_finds_no_draft(client, agent, number):
    response = client.post(FIND, {"number": number})
    assert response.status_code == 200
    assert response.context.get("draft") is None


def test_a_draft_for_another_team_answers_as_an_unknown_one(client):
    client.force_login(AgentFactory(inbox=InboxFactory(slug="slime")))
    draft = DraftFactory()
    assert renew_draft(client, draft).context.get("code") is None
    assert resume(draft, OLD) == 302


def test_a_draft_saved_meanwhile_keeps_its_code(client, agent):
    draft = DraftFactory(version=3)
    assert renew_draft(client, draft, seen=2).status_code == 409
    assert resume(draft, OLD) == 302


def test_a_draft_that_was_sent_leads_to_its_request(client, agent):
    draft = DraftFactory()
    SubmissionFactory(draft=draft)
    assert client.post(FIND, {"number": draft.reference}).context["sent"] is True
    assert renew_draft(client, draft).status_code == 409


def test_an_agent_makes_twenty_codes_an_hour_and_no_more(client, agent, monkeypatch):
    monkeypatch.setattr(renewing, "CODES_PER_HOUR", 2)
    submissions = SubmissionFactory.create_batch(2)
    assert [renew(client, submission).status_code for submission in submissions] == [200, 200]
    draft, third = DraftFactory(), SubmissionFactory()
    assert (renew(client, third).status_code, renew_draft(client, draft).status_code) == (429, 429)
    assert (follow(third, OLD), resume(draft, OLD)) == (302, 302)
