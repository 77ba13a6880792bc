"""What agents do together: give, pass on, note, merge, check a document, record an agreement, take up again."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import Permission
from django.db import IntegrityError
from django.utils import timezone
from wagtail.models import ModelLogEntry

from forms import refusals, working_days
from forms.models import Mention, Note
from forms.models.casework import Flaw
from forms.services import (
    agreeing,
    clock,
    deciding,
    filing,
    history,
    in_bulk,
    lapsing,
    merging,
    noting,
    passing,
    refusing,
    reopening,
    reviewing,
)
from forms.workflow import CLOSED, OPEN, REOPENED_FROM, ForbiddenMove, Status
from home.records.models import Notification
from tests.forms.factories import PAGES, AgentFactory, InboxFactory, SubmissionFactory
from tests.forms.nasty import upload

pytestmark = pytest.mark.django_db


@pytest.fixture
def agent():
    return AgentFactory()


@pytest.fixture
def submission():
    return SubmissionFactory(in_review=True)


@pytest.fixture
def lead():
    person = AgentFactory()
    person.user_permissions.add(Permission.objects.get(codename="lead_requests"))
    return person


def actions(submission) -> list[str]:
    return [entry.action for entry in history.entries(submission)]


def closed_as(status: Status):
    trait = {"decided": True, "status": status.value}
    return SubmissionFactory(**trait, reason="no_room" if status == Status.REFUSED else "")


def test_a_request_is_given_to_a_colleague_whoever_had_it(submission, agent):
    deciding.take(submission, by=agent)
    colleague = AgentFactory()
    assert passing.assign(submission, colleague, by=agent).assignee == colleague
    assert "forms.assigned" in actions(submission)


def test_a_request_is_given_to_nobody_of_another_team_or_gone(submission, agent):
    for colleague in (AgentFactory(inbox=InboxFactory(slug="slime")), AgentFactory(is_active=False)):
        with pytest.raises(passing.NotOfTheTeam):
            passing.assign(submission, colleague, by=agent)


def test_passing_a_request_on_starts_the_clock_of_the_team_that_gets_it(submission, agent):
    deciding.take(submission, by=agent)
    clock.set_level("ateliers", 2, by=agent)
    moved = passing.reroute(submission, InboxFactory(slug="ateliers"), "Il s’agit d’un atelier.", by=agent)
    assert (moved.team, moved.assignee, moved.news) == (InboxFactory(slug="ateliers").team, None, "rerouted")
    assert moved.due_on == working_days.after(timezone.localdate(), 2)
    assert Note.objects.get().text == "Il s’agit d’un atelier."
    entry = ModelLogEntry.objects.get(action="forms.rerouted")
    assert entry.data == {"from": "colocation", "to": "ateliers"}


def test_a_note_is_kept_whatever_happened_meanwhile_and_mentions_the_team_alone(submission, agent):
    colleague = AgentFactory()
    deciding.move(submission, Status.ACCEPTED, by=colleague)
    noting.note(submission, "À rappeler.", by=agent, mentioned=[colleague])
    assert Mention.objects.get().user == colleague and Mention.objects.get().told_at is None
    with pytest.raises(passing.NotOfTheTeam):
        noting.note(submission, "Non.", by=agent, mentioned=[AgentFactory(inbox=InboxFactory(slug="slime"))])
    assert Note.objects.count() == 1


@pytest.mark.parametrize("status", sorted(Status))
def test_the_lead_reopens_what_is_decided_and_nothing_else(lead, status):
    submission = SubmissionFactory(status=status.value) if status in OPEN else closed_as(status)
    if status not in REOPENED_FROM:
        with pytest.raises(ForbiddenMove):
            reopening.reopen(submission, "contested", by=lead)
        return
    again = reopening.reopen(submission, "contested", by=lead)
    assert (again.status, again.purge_on, again.closed_at, again.reason, again.news) == (
        *("in_review", None, None, "", "reopened"),
    )
    assert again.due_on > timezone.localdate()


def test_only_the_lead_reopens_and_says_why(agent, lead):
    submission = closed_as(Status.REFUSED)
    with pytest.raises(reopening.LeadOnly):
        reopening.reopen(submission, "contested", by=agent)
    with pytest.raises(deciding.ReasonMissing):
        reopening.reopen(submission, "because", by=lead)
    submission.refresh_from_db()
    assert submission.status in CLOSED


def test_a_merge_closes_one_request_names_the_other_and_can_be_undone(submission, agent):
    kept = SubmissionFactory(in_review=True)
    merged = merging.merge(submission, kept, by=agent)
    assert (merged.status, merged.merged_into) == ("duplicate", kept)
    assert merged.purge_on and "forms.took_in" in actions(kept)
    back = merging.unmerge(merged, by=agent)
    assert (back.status, back.merged_into, back.purge_on) == ("in_review", None, None)
    assert actions(kept)[0] == "forms.gave_back"
    with pytest.raises(merging.NotMerged):
        merging.unmerge(back, by=agent)


@pytest.mark.parametrize("other", ["itself", "a duplicate", "another team's", "another kind"])
def test_some_requests_cannot_be_one(submission, agent, other):
    kept = {
        "itself": lambda: submission,
        "a duplicate": lambda: closed_as(Status.DUPLICATE),
        "another team's": lambda: SubmissionFactory(team=InboxFactory(slug="slime").team),
        "another kind": lambda: SubmissionFactory(intake="contact"),
    }[other]()
    with pytest.raises(merging.NotTwoOfOne):
        merging.merge(submission, kept, by=agent)


def test_the_database_refuses_a_merged_request_that_is_no_duplicate(submission):
    with pytest.raises(IntegrityError):
        SubmissionFactory(merged_into=submission)


@pytest.fixture
def with_document(quick, agent):
    submission = SubmissionFactory(in_review=True, answers={"documents": PAGES["documents"]})
    filing.add_late(submission, "identite", [filing.store("identite", upload(b"one"))])
    return submission


def test_a_rejected_document_stops_the_clock_until_another_one_comes(with_document, agent):
    reviewing.reject(with_document, "identite", Flaw.UNREADABLE, "La photo est floue.", by=agent)
    with_document.refresh_from_db()
    assert with_document.waiting
    mail = Notification.objects.get(event__startswith="forms.document_rejected")
    assert "floue" not in mail.body
    filing.add_late(with_document, "identite", [filing.store("identite", upload(b"two"))])
    with_document.refresh_from_db()
    assert (with_document.waiting, with_document.news) == (False, "document")
    assert with_document.files.count() == 1 and not with_document.reviews.exists()


def test_an_accepted_document_takes_no_other_in_its_place(with_document, agent):
    reviewing.accept(with_document, "identite", by=agent)
    with pytest.raises(filing.NotAwaited):
        filing.add_late(with_document, "identite", [filing.store("identite", upload(b"two"))])
    assert with_document.reviews.get().accepted


def test_there_is_no_word_on_a_document_that_did_not_come(submission, agent):
    with pytest.raises(reviewing.NothingToCheck):
        reviewing.accept(submission, "identite", by=agent)


@pytest.fixture
def alert():
    team = InboxFactory(slug="slime").team
    answers = {"accord": {"agreement": "call_first", "may_follow": False}}
    return SubmissionFactory(intake="signalement", team=team, answers=answers)


def test_an_agreement_given_by_phone_keeps_the_alert_open(alert):
    agent = AgentFactory(inbox=InboxFactory(slug="slime"), first_name="Camille", last_name="Roux")
    assert lapsing.last_day(alert)
    agreed = agreeing.record(alert, timezone.localdate(), may_follow=True, by=agent)
    assert lapsing.last_day(agreed) is None
    said = agreed.answers["accord"]
    assert (said["agreement"], said["agreed_with"], said["may_follow"]) == ("said", "Camille Roux", True)
    with pytest.raises(agreeing.NothingMissing):
        agreeing.record(alert, timezone.localdate(), may_follow=True, by=agent)


@pytest.mark.parametrize("days", [-1, 1])
def test_an_agreement_is_neither_older_than_the_alert_nor_to_come(alert, agent, days):
    with pytest.raises(agreeing.NotYet):
        agreeing.record(alert, timezone.localdate() + timedelta(days=days), may_follow=False, by=agent)


def test_the_lead_words_adds_and_hides_reasons(lead, submission):
    refusing.reword("no_room", {"fr": "Tout est pris."}, by=lead)
    added = refusing.add({"fr": "Hors délai.", "en": "Too late."}, by=lead)
    refusing.reword("incomplete", {}, hidden=True, by=lead)
    offered = dict(refusals.choices())
    assert offered["no_room"] == "Tout est pris." and offered[added.code] == "Hors délai."
    assert "incomplete" not in offered and list(offered)[-1] == "other"
    assert deciding.move(submission, Status.REFUSED, reason=added.code, by=lead).reason == added.code
    with pytest.raises(deciding.ReasonMissing):
        deciding.move(SubmissionFactory(in_review=True), Status.REFUSED, reason="incomplete", by=lead)
    with pytest.raises(refusing.AlwaysOffered):
        refusing.reword("other", {}, hidden=True, by=lead)


def test_a_rehearsal_says_what_would_happen_and_changes_nothing(agent):
    rows = [SubmissionFactory(), SubmissionFactory(accepted=True), SubmissionFactory(suspect=True, due_on=None)]

    def give(row):
        return passing.assign(row, agent, by=agent)

    refused = (ForbiddenMove, deciding.Quarantined)
    told = in_bulk.rehearse(rows, give, refused)
    assert told.done == rows[:1] and [row for row, _why in told.refused] == rows[1:]
    assert not ModelLogEntry.objects.filter(action="forms.assigned").exists()
    assert in_bulk.act(rows, give, refused).done == told.done
    rows[0].refresh_from_db()
    assert rows[0].assignee == agent
