"""The pages of casework: what each asks, what it does, what comes back when a colleague was faster."""

import uuid

import pytest
from django.contrib.auth.models import Group, Permission, User
from django.urls import reverse
from django.utils import timezone

from forms.inbox.acts import ACTS
from forms.models import Note
from forms.services import deciding, filing, history, noting
from forms.workflow import Status
from home.records.models import ReadEntry
from tests.database import settle_roles
from tests.forms.factories import PAGES, AgentFactory, InboxFactory, SubmissionFactory
from tests.forms.nasty import upload

pytestmark = pytest.mark.django_db


@pytest.fixture
def agent(client):
    agent = AgentFactory(first_name="Camille", last_name="Roux")
    client.force_login(agent)
    return agent


@pytest.fixture
def submission(agent):
    return deciding.take(SubmissionFactory(), by=agent)


def address(submission, word: str) -> str:
    return reverse("submissions:act", args=[submission.pk, word])


def act(client, submission, word, **data):
    data.setdefault("seen", history.last_entry(submission))
    return client.post(address(submission, word), data)


def page(client, submission):
    return client.get(reverse("submissions:detail", args=[submission.pk]))


def offered(client, submission) -> set[str]:
    return {word for word, _act in page(client, submission).context["acts"]}


def test_a_page_asks_then_does_then_comes_back_to_the_request(client, submission):
    colleague = AgentFactory(first_name="Nour", last_name="Petit")
    assert "Nour Petit" in client.get(address(submission, "confier")).content.decode()
    response = act(client, submission, "confier", to=colleague.pk)
    assert response.url == reverse("submissions:detail", args=[submission.pk])
    text = client.get(response.url).content.decode()
    assert text.count("Nour Petit") >= 2  # who has it, and who was given it


def test_a_note_with_its_mention_is_read_on_the_page(client, submission):
    colleague = AgentFactory(first_name="Nour", last_name="Petit")
    act(client, submission, "noter", text="À <b>rappeler</b>.", mentioned=[colleague.pk])
    [note] = page(client, submission).context["notes"]
    assert (note.text, note.by, note.mentioned) == ("À <b>rappeler</b>.", "Camille Roux", "Nour Petit")
    assert "<b>rappeler" not in page(client, submission).content.decode()


def test_an_empty_note_comes_back(client, submission):
    response = act(client, submission, "noter", text=" ")
    assert response.status_code == 200 and "text" in response.context["form"].errors
    assert not Note.objects.exists()


def test_passing_on_leads_to_the_list_and_the_request_is_not_found_any_more(client, submission):
    other = InboxFactory(slug="ateliers")
    response = act(client, submission, "transmettre", to=other.pk, reason="C’est un atelier.")
    assert response.url == reverse("submissions:list")
    assert page(client, submission).status_code == 404


def test_a_stale_page_is_told_who_was_faster_and_keeps_what_was_typed(client, submission):
    seen = history.last_entry(submission)
    noting.note(submission, "Vue hier.", by=AgentFactory(first_name="Nour", last_name="Petit"))
    other = InboxFactory(slug="ateliers")
    response = act(client, submission, "transmettre", to=other.pk, reason="Ma longue raison.", seen=seen)
    assert response.status_code == 409
    assert "Ma longue raison." in response.content.decode()
    assert [line.by for line in response.context["changes"]] == ["Nour Petit"]


def test_a_merge_is_undone_from_the_page(client, submission):
    kept = SubmissionFactory(in_review=True)
    act(client, submission, "fusionner", into=kept.reference.lower())
    assert kept.reference in page(client, submission).content.decode()
    assert offered(client, submission) == {"noter", "defaire"}
    act(client, submission, "defaire")
    submission.refresh_from_db()
    assert submission.status == Status.IN_REVIEW


def test_another_teams_request_answers_a_merge_as_one_that_never_was(client, submission):
    foreign = SubmissionFactory(team=InboxFactory(slug="slime").team)
    told = [act(client, submission, "fusionner", into=number) for number in (foreign.reference, "K7M4-2QXD")]
    assert [response.context["form"].errors for response in told] == [told[0].context["form"].errors] * 2


def test_only_the_lead_is_offered_to_reopen(client, agent):
    submission = SubmissionFactory(refused=True, reason="no_room")
    assert "rouvrir" not in offered(client, submission)
    assert client.get(address(submission, "rouvrir")).status_code == 404
    assert act(client, submission, "rouvrir", reason="mistake").status_code == 409
    agent.user_permissions.add(Permission.objects.get(codename="lead_requests"))
    client.force_login(User.objects.get(pk=agent.pk))  # new rights end a session
    assert act(client, submission, "rouvrir", reason="mistake").status_code == 302


def test_the_agreement_is_offered_where_one_is_missing(client):
    team = InboxFactory(slug="slime")
    client.force_login(AgentFactory(inbox=team))
    answers = {"accord": {"agreement": "call_first"}}
    alert = SubmissionFactory(intake="signalement", team=team.team, answers=answers)
    assert "accord" in offered(client, alert)
    today = timezone.localdate().isoformat()
    assert act(client, alert, "accord", agreed_on="2020-01-01").status_code == 409
    assert act(client, alert, "accord", agreed_on=today).status_code == 302
    assert "accord" not in offered(client, alert)


def test_a_document_is_checked_on_its_page(client, submission, quick):
    submission.answers = {"documents": PAGES["documents"]}
    submission.save(update_fields=["answers"])
    filing.add_late(submission, "identite", [filing.store("identite", upload(b"one"))])
    check = reverse("submissions:review", args=[submission.pk, "identite"])
    data = {"verdict": "reject", "seen": history.last_entry(submission)}
    assert "flaw" in client.post(check, data).context["form"].errors
    assert client.post(check, data | {"flaw": "outdated", "words": "Il date de 2019."}).status_code == 302
    assert submission.reviews.get().words == "Il date de 2019."
    unknown = reverse("submissions:review", args=[submission.pk, "inscription"])
    assert client.get(unknown).status_code == 404


def test_the_sheet_shows_the_request_and_is_noted_as_read(client, submission):
    response = client.get(reverse("submissions:sheet", args=[submission.pk]))
    assert submission.name in response.content.decode()
    assert ReadEntry.objects.get(what="print").record_id == submission.pk


def test_who_wrote_for_someone_never_reads_what_is_meant_for_the_household(client):
    team = InboxFactory(slug="slime")
    client.force_login(AgentFactory(inbox=team))
    answers = {"accord": {"agreement": "said", "may_follow": True}}
    alert = SubmissionFactory(intake="signalement", team=team.team, answers=answers, in_review=True)
    data = {"target": "accepted", "message": "Merci.", "household_message": "Venez lundi.", "confirmed": "1"}
    client.post(reverse("submissions:move", args=[alert.pk]), data | {"seen": history.last_entry(alert)})
    assert "Venez lundi." in page(client, alert).content.decode()
    client.logout()
    client.post(reverse("forms:follow"), {"reference": alert.reference, "code": "K7M4QX"})
    followed = client.get(reverse("forms:follow")).content.decode()
    assert "Merci." in followed and "Venez lundi." not in followed


WORDS = [*ACTS, "inconnu"]


@pytest.mark.parametrize("groups", [("slime",), ("communication",), ("dpo",)])
def test_to_strangers_no_page_of_a_request_exists(client, groups):
    settle_roles()
    user = User.objects.create_user("persona", email="persona@exemple.fr")
    user.groups.set(Group.objects.filter(name__in=groups))
    client.force_login(user)
    submission = SubmissionFactory(in_review=True)
    for key in (submission.pk, uuid.uuid4()):
        pages = [reverse("submissions:act", args=[key, word]) for word in WORDS]
        pages += [reverse("submissions:sheet", args=[key]), reverse("submissions:review", args=[key, "identite"])]
        assert {client.get(where).status_code for where in pages} == {404}
        assert {client.post(where, {"text": "Non."}).status_code for where in pages} <= {404, 405}
    assert history.last_entry(submission) == 0


def test_colleagues_who_open_one_request_see_each_other(client, submission):
    page(client, submission)
    assert page(client, submission).context["others"] == []
    client.force_login(AgentFactory(first_name="Nour", last_name="Petit"))
    response = page(client, submission)
    assert response.context["others"] == ["Camille Roux"]
    assert "Camille Roux" in response.content.decode()
