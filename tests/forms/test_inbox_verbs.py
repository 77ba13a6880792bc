"""The buttons of a request: each does one thing, comes back with a word, and never loses what was typed."""

import pytest
from django.urls import reverse

from forms.services import answering, deciding, history
from forms.workflow import Status
from tests.forms.factories import CANARY, AgentFactory, InquiryFactory, SubmissionFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def agent(client):
    agent = AgentFactory(first_name="Camille", last_name="Roux")
    client.force_login(agent)
    return agent


@pytest.fixture
def submission(agent):
    return deciding.take(SubmissionFactory(), by=agent)


def post(client, verb, submission, **data):
    return client.post(reverse(f"submissions:{verb}", args=[submission.pk]), data)


def page(client, submission):
    return client.get(reverse("submissions:detail", args=[submission.pk]))


def text(response) -> str:
    return response.content.decode()


def seen(submission) -> int:
    return history.last_entry(submission)


def test_taking_leads_to_the_request(client, agent):
    submission = SubmissionFactory()
    assert post(client, "take", submission).url == reverse("submissions:detail", args=[submission.pk])
    submission.refresh_from_db()
    assert submission.assignee == agent


def test_who_comes_second_reads_who_has_it(client, submission):
    client.force_login(AgentFactory())
    response = post(client, "take", submission)
    assert "Camille Roux" in text(client.get(response.url))
    submission.refresh_from_db()
    assert submission.assignee.first_name == "Camille"


def test_asking_shows_the_question_and_waits(client, submission):
    response = post(client, "ask", submission, question="Quand venez-vous ?", seen=seen(submission))
    detail = client.get(response.url)
    assert detail.context["inquiry"].question == "Quand venez-vous ?"
    assert detail.context["request_row"].colour == "wait"


def test_an_empty_question_comes_back(client, submission):
    response = post(client, "ask", submission, question=" ", seen=seen(submission))
    assert "question" in response.context["ask_form"].errors
    assert not submission.inquiries.exists()


def test_a_decision_is_confirmed_before_it_is_done(client, submission):
    data = {"target": "refused", "reason": "no_room", "message": "Merci à vous.", "seen": seen(submission)}
    confirm = post(client, "move", submission, **data)
    assert "Merci à vous." in text(confirm) and CANARY in text(confirm)
    submission.refresh_from_db()
    assert submission.status == Status.IN_REVIEW
    post(client, "move", submission, confirmed="1", **data)
    submission.refresh_from_db()
    assert (submission.status, submission.reason, submission.message) == ("refused", "no_room", "Merci à vous.")
    assert page(client, submission).context["closed"]


def test_going_back_from_the_confirmation_keeps_what_was_typed(client, submission):
    data = {"target": "out_of_scope", "message": "Voyez la maison du département.", "seen": seen(submission)}
    response = post(client, "move", submission, back="1", **data)
    assert "Voyez la maison du département." in text(response)
    submission.refresh_from_db()
    assert submission.status == Status.IN_REVIEW


@pytest.mark.parametrize(
    ("data", "field"),
    [
        ({}, "target"),
        ({"target": "received"}, "target"),
        ({"target": "refused"}, "reason"),
        ({"target": "refused", "reason": "invented"}, "reason"),
        ({"target": "refused", "reason": "other"}, "message"),
        ({"target": "out_of_scope"}, "message"),
        ({"target": "accepted", "message": "x" * 3001}, "message"),
        ({"target": "accepted", "message": "a\x00b"}, "message"),
        ({"target": "accepted", "seen": "x"}, "seen"),
    ],
)
def test_what_is_missing_is_said_and_nothing_is_done(client, submission, data, field):
    response = post(client, "move", submission, confirmed="1", **data)
    assert response.status_code == 200
    assert field in response.context["move_form"].errors
    submission.refresh_from_db()
    assert submission.status == Status.IN_REVIEW


@pytest.mark.parametrize("confirmed", [{}, {"confirmed": "1"}])
def test_a_colleague_who_was_faster_is_named_and_the_note_is_kept(client, submission, confirmed):
    shown = seen(submission)
    deciding.move(submission, Status.ACCEPTED, by=AgentFactory(first_name="Nour", last_name="Petit"))
    data = {"target": "refused", "reason": "no_room", "message": "Ma longue note.", "seen": shown}
    response = post(client, "move", submission, **data, **confirmed)
    assert response.status_code == 409
    assert "Ma longue note." in text(response)
    assert [line.by for line in response.context["changes"]] == ["Nour Petit"]
    submission.refresh_from_db()
    assert submission.status == Status.ACCEPTED


def test_an_answer_that_arrived_meanwhile_is_read_before_deciding(client, submission):
    inquiry, shown = InquiryFactory(submission=submission), seen(submission)
    answering.answer(inquiry, "Je viens samedi.")
    data = {"target": "refused", "reason": "incomplete", "message": "Ma note.", "seen": shown}
    response = post(client, "move", submission, confirmed="1", **data)
    assert response.status_code == 409
    assert "Je viens samedi." in text(response)
    again = data | {"seen": response.context["move_form"]["seen"].value()}
    assert post(client, "move", submission, confirmed="1", **again).status_code == 302


def test_a_question_on_a_stale_page_is_kept(client, submission):
    shown = seen(submission)
    deciding.ask(submission, "Quand ?", by=AgentFactory())
    response = post(client, "ask", submission, question="Où donc ?", seen=shown)
    assert (response.status_code, submission.inquiries.count()) == (409, 1)
    assert "Où donc ?" in text(response)


@pytest.mark.parametrize("trait", ["accepted", "refused", "withdrawn"])
def test_a_decided_request_says_when_it_goes_and_takes_no_more_questions(client, agent, trait):
    submission = SubmissionFactory(**{trait: True})
    response = page(client, submission)
    assert str(submission.purge_on.year) in text(response) and response.context["closed"]
    assert post(client, "ask", submission, question="Encore ?").status_code == 409
    assert post(client, "take", submission).status_code == 302


def test_answers_are_shown_as_people_gave_them(client, agent):
    answers = {"motivation": {"motivation": "<script>alert('canari')</script>"}, "heures": {"slots": ["sat-pm"]}}
    response = page(client, SubmissionFactory(answers=answers))
    assert "&lt;script&gt;alert" in text(response) and "<script>alert" not in text(response)
    assert [card.step for card in response.context["cards"]] == ["heures", "motivation"]


def test_history_is_told_in_words(client, submission):
    deciding.move(submission, Status.REFUSED, by=AgentFactory(first_name="Nour", last_name="Petit"), reason="no_room")
    lines = page(client, submission).context["history"]
    assert [line.by for line in lines] == ["Nour Petit", "Camille Roux"]
    assert all(line.what and "forms." not in str(line.what) for line in lines)


@pytest.mark.parametrize("verb", ["take", "ask", "move"])
def test_verbs_are_posted(client, submission, verb):
    assert client.get(reverse(f"submissions:{verb}", args=[submission.pk])).status_code == 405
