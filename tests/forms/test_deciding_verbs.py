"""The verbs of agents: check, change, log, and a mail that tells nothing."""

from datetime import timedelta

import pytest
from django.utils import timezone
from wagtail.models import ModelLogEntry

from forms.intakes import INTAKES
from forms.models import Inquiry
from forms.services import answering, deciding, history
from forms.workflow import CLOSED, MOVES, ForbiddenMove, Status
from home.records.models import Notification
from tests.forms.factories import AgentFactory, InquiryFactory, SubmissionFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def agent():
    return AgentFactory()


@pytest.fixture
def submission():
    return SubmissionFactory(in_review=True)


def last_log(submission):
    return ModelLogEntry.objects.for_instance(submission).order_by("-pk").first()


def test_taking_assigns_and_starts_the_review(agent):
    submission = deciding.take(SubmissionFactory(), by=agent)
    assert (submission.status, submission.assignee) == (Status.IN_REVIEW, agent)
    log = last_log(submission)
    assert (log.action, log.user, log.data) == ("forms.taken", agent, {"from": "received", "to": "in_review"})


def test_taking_again_changes_nothing(agent):
    submission = SubmissionFactory()
    deciding.take(submission, by=agent)
    deciding.take(submission, by=agent)
    assert ModelLogEntry.objects.for_instance(submission).count() == 1


def test_a_second_agent_is_told_who_has_it(agent):
    submission = SubmissionFactory()
    deciding.take(submission, by=agent)
    with pytest.raises(deciding.AlreadyTaken) as refusal:
        deciding.take(submission, by=AgentFactory())
    assert refusal.value.agent == agent


def test_the_request_of_an_agent_who_left_can_be_taken_over(agent):
    submission = SubmissionFactory(in_review=True, assignee=AgentFactory(is_active=False))
    assert deciding.take(submission, by=agent).assignee == agent


def test_a_decided_request_cannot_be_taken(agent):
    with pytest.raises(ForbiddenMove):
        deciding.take(SubmissionFactory(accepted=True), by=agent)


def test_asking_owes_a_mail_with_number_and_link_only(agent, submission):
    inquiry = deciding.ask(submission, "Quel est votre secret ?", by=agent)
    mail = Notification.objects.get()
    assert (inquiry.question, inquiry.asked_by, mail.to) == ("Quel est votre secret ?", agent, "canari@exemple.fr")
    assert submission.reference in mail.subject and "/demarches/suivi/" in mail.body
    assert not [word for word in ("secret", "Canari", "olocation") if word in mail.subject + mail.body]
    assert last_log(submission).data == {"inquiry": str(inquiry.pk)}


def test_one_question_at_a_time(agent, submission):
    InquiryFactory(submission=submission)
    with pytest.raises(deciding.AlreadyAsked):
        deciding.ask(submission, "Et encore ?", by=agent)
    assert Inquiry.objects.count() == 1


def test_a_second_question_after_the_answer(agent, submission):
    answering.answer(InquiryFactory(submission=submission), "Samedi.")
    deciding.ask(submission, "À quelle heure ?", by=agent)
    assert Inquiry.objects.count() == 2


@pytest.mark.parametrize("trait", [{}, {"accepted": True}])
def test_questions_belong_to_the_review(agent, trait):
    with pytest.raises(ForbiddenMove):
        deciding.ask(SubmissionFactory(**trait), "Quand ?", by=agent)


@pytest.mark.parametrize("status", Status)
@pytest.mark.parametrize("target", Status)
def test_only_the_moves_of_the_table_that_decide_are_done(agent, status, target):
    submission = SubmissionFactory(status=status.value, reason="no_room", decided=status in CLOSED)
    if target in MOVES[status] & CLOSED:
        assert deciding.move(submission, target, by=agent, reason="no_room").status == target
    else:
        with pytest.raises(ForbiddenMove):
            deciding.move(submission, target, by=agent, reason="no_room")
        assert not ModelLogEntry.objects.for_instance(submission).exists()


def test_a_decision_dates_the_end_of_the_request(agent, submission):
    moved = deciding.move(submission, Status.ACCEPTED, by=agent)
    assert moved.purge_on == timezone.localdate() + INTAKES["colocation"].keep_for.default
    assert timezone.now() - moved.closed_at < timedelta(minutes=1)


@pytest.mark.parametrize("reason", ["", "invented"])
def test_a_refusal_needs_a_reason_of_the_list(agent, submission, reason):
    with pytest.raises(deciding.ReasonMissing):
        deciding.move(submission, Status.REFUSED, by=agent, reason=reason)


def test_a_decision_logs_codes_only(agent, submission):
    deciding.move(submission, Status.REFUSED, by=agent, reason="no_room", message="Chère Zéphyrine, hélas.")
    log = last_log(submission)
    assert (log.label, log.data) == (
        submission.reference,
        {"from": "in_review", "to": "refused", "reason": "no_room"},
    )
    submission.refresh_from_db()
    assert submission.message == "Chère Zéphyrine, hélas."


@pytest.mark.parametrize("target", [Status.ACCEPTED, Status.REFUSED, Status.OUT_OF_SCOPE])
def test_the_mail_of_a_decision_is_the_same_whatever_was_decided(agent, target):
    submission = SubmissionFactory(in_review=True, reference="K7M4-2QXD")
    deciding.move(submission, target, by=agent, reason="no_room", message="Un secret.")
    mail = Notification.objects.get()
    yardstick = SubmissionFactory(in_review=True)
    deciding.move(yardstick, Status.DUPLICATE, by=agent)
    other = Notification.objects.exclude(pk=mail.pk).get()
    assert mail.body == other.body.replace(yardstick.reference, "K7M4-2QXD")
    assert "secret" not in mail.body and "Canari" not in mail.body


def test_without_a_mail_address_nothing_is_owed(agent):
    submission = SubmissionFactory(in_review=True, contact={"email": "", "phone": "", "preference": "letter"})
    deciding.move(submission, Status.ACCEPTED, by=agent)
    assert not Notification.objects.exists()


def test_a_stale_page_decides_nothing(agent, submission):
    seen = history.last_entry(submission)
    inquiry = deciding.ask(submission, "Quand ?", by=agent, seen=seen)
    answering.answer(inquiry, "Demain.")
    with pytest.raises(deciding.StalePage) as refusal:
        deciding.move(submission, Status.ACCEPTED, by=agent, seen=seen)
    assert [entry.action for entry in refusal.value.changes] == ["forms.answered", "forms.asked"]
    submission.refresh_from_db()
    assert submission.status == Status.IN_REVIEW
