"""A document that the intake does not name, and a yes that is subject to documents."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from forms.intakes import INTAKES
from forms.models import DocumentRequest, Errand, Submission
from forms.models.casework import Flaw
from forms.papers import documents
from forms.reasons import GIVEN_BY_RULE, SUBJECT
from forms.services import answering, asking, deciding, filing, history, owing, reopening, reviewing
from forms.workflow import ForbiddenMove, Status
from home.records.models import Notification
from tests.forms.factories import AgentFactory, SubmissionFactory
from tests.forms.nasty import upload
from tests.forms.officers import officer

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("quick")]
TITLE, WHY = "Attestation d’hébergement de votre tante", "Votre bail est à son nom."
Outcome = DocumentRequest.Outcome


@pytest.fixture
def agent():
    return AgentFactory()


@pytest.fixture
def lead():
    return officer("responsable")


@pytest.fixture
def submission(agent):
    contact = {"email": "canari@exemple.fr", "preference": "email"}
    return deciding.take(SubmissionFactory(contact=contact, answers={"documents": {}}), by=agent)


@pytest.fixture
def subject(submission, agent):
    day = timezone.localdate() + timedelta(days=30)
    return owing.accept(submission, ["identite"], day, others={TITLE: ""}, by=agent)


def fresh(submission) -> Submission:
    return Submission.objects.get(pk=submission.pk)


def paper(submission, slot):
    found = documents(fresh(submission), INTAKES[submission.intake])
    return next((one for one in found if one.slot.key == slot), None)


def sent(submission, slot):
    filing.add_late(
        submission, slot, [filing.store(slot, upload(f"{slot}{submission.files.count()}{timezone.now()}".encode()))]
    )


@pytest.fixture
def follower(submission):
    client = Client()
    client.post(reverse("forms:follow"), {"reference": submission.reference, "code": "K7M4QX"})
    return client


def test_one_more_document_is_asked_for_in_words_that_only_the_follow_up_page_holds(submission, agent, follower):
    asked = asking.ask(submission, TITLE, WHY, by=agent)
    assert fresh(submission).waiting
    page = follower.get(reverse("forms:follow")).content.decode()
    assert TITLE in page and WHY in page and reverse("forms:late_slot", args=[asked.slot]) in page
    mail = Notification.objects.get(event=f"forms.document_asked:{asked.pk}")
    assert TITLE not in mail.subject + mail.body and WHY not in mail.body
    with pytest.raises(asking.AskedAlready):
        asking.ask(submission, "Autre chose", WHY, by=agent)


def test_what_comes_fills_its_own_slot_and_is_accepted_or_sent_back_like_any_other(submission, agent, follower):
    slot = asking.ask(submission, TITLE, WHY, by=agent).slot
    address = reverse("forms:late_slot", args=[slot])
    assert TITLE in follower.get(address).content.decode()
    assert follower.post(address, {"files": upload(b"one")}).status_code == 302
    now = fresh(submission)
    assert not now.waiting and now.news == "document" and now.answers == {"documents": {}}
    assert not paper(now, slot).awaited and paper(now, slot).replaceable
    reviewing.reject(now, slot, Flaw.UNREADABLE, by=agent)
    assert paper(now, slot).awaited
    sent(now, slot)
    reviewing.accept(now, slot, by=agent)
    assert paper(now, slot).review.accepted and follower.get(address).status_code == 409


def test_a_document_that_comes_on_paper_or_is_not_needed_any_more_gives_the_turn_back(submission, agent, follower):
    asked = asking.ask(submission, TITLE, WHY, by=agent)
    asking.settle(asked, Outcome.WAIVED, by=agent)
    assert not fresh(submission).waiting and paper(submission, asked.slot) is None
    assert TITLE not in follower.get(reverse("forms:follow")).content.decode()
    second = asking.ask(submission, TITLE, WHY, by=agent)
    asking.settle(second, Outcome.RECEIVED, by=agent)
    assert second.slot != asked.slot and not paper(submission, second.slot).awaited
    with pytest.raises(asking.NothingAwaited):
        asking.settle(second, Outcome.WAIVED, by=agent)


def test_a_yes_subject_to_documents_says_so_and_begins_nothing_yet(subject, follower, monkeypatch):
    assert subject.status == Status.ACCEPTED and subject.reason == SUBJECT
    page = follower.get(reverse("forms:follow"))
    assert page.context["label"] == GIVEN_BY_RULE[SUBJECT] and TITLE in page.content.decode()
    assert reverse("forms:late_slot", args=["identite"]) in page.content.decode()


def test_what_the_yes_begins_begins_with_the_last_document(subject, agent, monkeypatch):
    begun = []
    monkeypatch.setattr(owing, "carry_on", lambda submission, by: begun.append(submission.reference))
    sent(subject, "identite")
    assert fresh(subject).answers["documents"]["identite"] and not begun
    assert Errand.objects.get(done_at=None).kind == Errand.Kind.TO_CHECK
    reviewing.accept(subject, "identite", by=agent)
    assert not begun and fresh(subject).is_subject
    owing.settle(subject.asked_documents.get(outcome=""), Outcome.RECEIVED, by=agent)
    assert begun == [subject.reference] and fresh(subject).reason == ""
    assert not Errand.objects.filter(done_at=None).exists()
    assert Notification.objects.filter(event__startswith="forms.completed").exists()


def test_a_document_sent_back_stays_owed(subject, agent):
    sent(subject, "identite")
    reviewing.reject(subject, "identite", Flaw.OUTDATED, by=agent)
    assert paper(subject, "identite").awaited and fresh(subject).is_subject
    sent(subject, "identite")
    assert Errand.objects.filter(kind=Errand.Kind.TO_CHECK).count() == 2


@pytest.mark.parametrize(("days", "reminders", "tasks"), [(-8, 0, 0), (-7, 1, 0), (0, 1, 0), (1, 0, 1)])
def test_reminders_leave_by_themselves_and_past_the_day_people_decide(subject, days, reminders, tasks):
    DocumentRequest.objects.update(due_on=timezone.localdate() - timedelta(days=days))
    for _again in range(2):
        call_command("purge_expired")
    assert Notification.objects.filter(event__startswith="forms.owed:").count() == reminders
    assert Errand.objects.filter(kind=Errand.Kind.MISSED).count() == tasks
    assert fresh(subject).is_subject


def test_more_time_ends_the_task_and_reminds_again(subject, agent):
    DocumentRequest.objects.update(due_on=timezone.localdate() - timedelta(days=1))
    owing.watch(timezone.now())
    owing.give_more_time(subject, timezone.localdate() + timedelta(days=5), by=agent)
    assert not Errand.objects.filter(kind=Errand.Kind.MISSED, done_at=None).exists()
    assert owing.watch(timezone.now()) == 1
    for day in (timezone.localdate(), timezone.localdate() + timedelta(days=91)):
        with pytest.raises(owing.NotADay):
            owing.give_more_time(subject, day, by=agent)


def test_the_lead_takes_up_again_what_nothing_began_with(subject, lead, agent):
    reopened = reopening.reopen(subject, "mistake", by=lead)
    assert reopened.status == Status.IN_REVIEW and not reopened.asked_documents.filter(outcome="").exists()
    deciding.move(reopened, Status.ACCEPTED, by=agent)
    with pytest.raises(ForbiddenMove):
        reopening.reopen(subject, "mistake", by=lead)


def test_withdrawing_ends_what_was_owed(subject, follower):
    gone = answering.withdraw(subject)
    assert gone.reason == "" and follower.get(reverse("forms:late_slot", args=["identite"])).status_code == 409
    DocumentRequest.objects.update(due_on=timezone.localdate() - timedelta(days=1))
    assert owing.watch(timezone.now()) == 0


def test_a_household_is_never_kept_waiting_for_a_document(agent):
    alert = deciding.take(SubmissionFactory(intake="signalement"), by=agent)
    with pytest.raises(ForbiddenMove):
        owing.accept(alert, [], timezone.localdate() + timedelta(days=9), others={TITLE: ""}, by=agent)


def test_the_database_refuses_two_open_ones_in_a_slot_and_a_yes_that_is_none(subject):
    for change in (
        lambda: asking.add(subject, "identite", None, due_on=timezone.localdate()),
        lambda: Submission.objects.filter(pk=subject.pk).update(status=Status.REFUSED),
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            change()


@pytest.mark.parametrize(
    ("word", "typed", "becomes"),
    [
        ("demander-piece", {"title": TITLE, "why": WHY}, "in_review"),
        ("sous-reserve", {"slots": ["identite"], "other": TITLE, "due_on": "demain"}, "accepted"),
    ],
)
def test_agents_do_it_from_a_page_of_its_own(client, agent, submission, word, typed, becomes):
    client.force_login(agent)
    address = reverse("submissions:act", args=[submission.pk, word])
    assert client.get(address).status_code == 200
    if "due_on" in typed:
        assert client.post(address, typed).status_code == 200
        typed = typed | {"due_on": str(timezone.localdate() + timedelta(days=20))}
    posted = client.post(address, typed | {"seen": history.last_entry(submission)})
    assert posted.status_code == 302 and fresh(submission).status == becomes
    settle = reverse("submissions:act", args=[submission.pk, "piece-recue"])
    assert TITLE in client.get(settle).content.decode()
    for asked in fresh(submission).asked_documents.all():
        assert client.post(settle, {"asked": asked.pk, "outcome": "received"}).status_code == 302
    assert not fresh(submission).asked_documents.filter(outcome="").exists()
    assert client.get(settle).status_code == 404


def test_whoever_is_told_by_letter_reads_which_documents_and_by_when(submission, agent):
    submission.contact = {"address": ["Z. Canari", "1 rue"], "preference": "letter"}
    submission.save(update_fields=["contact"])
    owing.accept(submission, [], timezone.localdate() + timedelta(days=3), others={TITLE: ""}, by=agent)
    owing.watch(timezone.now())
    client = Client()
    client.force_login(agent)
    for errand in Errand.objects.filter(kind=Errand.Kind.LETTER):
        assert TITLE in client.get(reverse("submissions:errand", args=[errand.pk])).content.decode()
    assert Errand.objects.filter(kind=Errand.Kind.LETTER).count() == 2
