"""From an alert to its household and back: what each starts and changes in the other, and who reads what."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from forms.intake import Journey
from forms.intakes import INTAKES
from forms.models import Submission
from forms.services import answering, deciding
from forms.services.submitting import submit
from forms.workflow import Status
from home.records.models import Notification
from programmes.household_states import State
from programmes.models import Alert, Household
from programmes.services import households
from tests.forms.factories import AgentFactory, DraftFactory, InboxFactory
from tests.forms.samples import signalement, unsent

pytestmark = pytest.mark.django_db

ALERT = INTAKES["signalement"]
MAY_FOLLOW = signalement.RELATIVE | {"accord": signalement.AGREED | {"may_follow": ["on"]}}


@pytest.fixture
def agent():
    return AgentFactory(inbox=InboxFactory(slug="slime"))


def sent(pages) -> Submission:
    InboxFactory(slug="slime")
    draft = DraftFactory(intake="signalement", answers=unsent(ALERT, pages))
    return submit(draft, answers=Journey(ALERT, pages).answers, language="fr")


def accepted(pages, agent) -> tuple[Submission, Household]:
    submission = deciding.take(sent(pages), by=agent)
    deciding.move(submission, Status.ACCEPTED, by=agent)
    Notification.objects.all().delete()
    submission.refresh_from_db()
    return submission, Household.objects.get(reference=submission.reference)


def read_by_writer(client, submission) -> str:
    client.post(reverse("forms:follow"), {"reference": submission.reference, "code": "K7M4QX"})
    return client.get(reverse("forms:follow")).content.decode()


def test_an_alert_starts_the_clock_and_only_a_yes_opens_a_household(agent):
    submission = sent(signalement.PROFESSIONAL)
    assert Alert.objects.get(reference=submission.reference).household is None
    submission = deciding.take(submission, by=agent)
    deciding.move(submission, Status.ACCEPTED, by=agent)
    household = Household.objects.get()
    assert (household.name, household.team.name) == ("Zéphyrine Canari", "slime")
    assert household.address == "3 rue du Canari\nBâtiment B\n34000 Montpellier"
    assert (household.priority, household.priority_reason) == ("urgent", "fragile_cold")
    assert household.told_at is None and household.to_tell_by > timezone.localdate()
    assert household.phone_digest and household.address_digest and household.name_digest


def test_whoever_writes_for_their_own_home_was_told_by_the_form(agent):
    _submission, household = accepted(signalement.OWN, agent)
    assert household.told_how == "form" and household.alerts.get().of_household


def test_two_alerts_on_one_home_open_two_households_that_nothing_merges(agent):
    accepted(signalement.OWN, agent)
    accepted(signalement.PROFESSIONAL, agent)
    assert Household.objects.filter(merged_into=None).count() == 2


@pytest.mark.parametrize("target", [State.WITHDRAWN, State.REFUSED])
def test_a_household_that_leaves_withdraws_its_request_and_shortens_its_life(agent, target):
    submission, household = accepted(MAY_FOLLOW, agent)
    households.leave(household, target, by=agent)
    submission.refresh_from_db()
    assert submission.status == Status.WITHDRAWN
    assert submission.purge_on == timezone.localdate() + timedelta(days=30)


@pytest.mark.parametrize("ending", ["withdrawn", "closed"])
def test_who_wrote_reads_closed_and_nothing_else_whatever_the_household_did(agent, client, ending):
    submission, household = accepted(MAY_FOLLOW, agent)
    if ending == "withdrawn":
        households.leave(household, State.WITHDRAWN, by=agent)
    else:
        Household.objects.update(state="plan")
        households.close(household, "works", by=agent)
    page = read_by_writer(client, submission)
    assert "Ce signalement est clos." in page or "This alert is closed." in page
    assert not any(words in page for words in ("Vous avez retiré", "You withdrew", "La réponse est oui"))
    assert Notification.objects.count() == 1


def test_who_may_not_follow_is_told_nothing_of_the_end(agent, client):
    pages = signalement.RELATIVE | {"accord": signalement.AGREED}
    submission, household = accepted(pages, agent)
    before = read_by_writer(client, submission)
    households.leave(household, State.WITHDRAWN, by=agent)
    after = read_by_writer(client, submission)
    assert ("clos" in after) == ("clos" in before)
    assert "This alert is closed." not in after
    assert not Notification.objects.exists()


def test_the_household_withdraws_from_its_own_page_and_its_follow_up_ends(agent):
    submission, household = accepted(signalement.OWN, agent)
    answering.withdraw(submission)
    household.refresh_from_db()
    submission.refresh_from_db()
    assert (household.state, submission.status) == (State.WITHDRAWN, Status.WITHDRAWN)
    assert submission.purge_on == household.purge_on == timezone.localdate() + timedelta(days=30)


def test_a_household_that_calls_back_has_its_request_followed_again(agent):
    submission, household = accepted(MAY_FOLLOW, agent)
    households.move(households.locked(household), State.UNREACHABLE, by=agent)
    submission.refresh_from_db()
    assert (submission.status, submission.reason) == (Status.ACCEPTED, "followed")
    households.note_attempt(household, "phone", "reached", by=agent)
    submission.refresh_from_db()
    assert (submission.status, submission.reason) == (Status.ACCEPTED, "")


def test_the_page_of_the_request_says_when_the_household_is_to_be_told(agent, client):
    client.force_login(agent)
    submission = sent(signalement.PROFESSIONAL)
    page = client.get(reverse("submissions:detail", args=[submission.pk])).content.decode()
    assert 'id="household"' in page
    _submission, household = accepted(signalement.PROFESSIONAL, agent)
    page = client.get(reverse("submissions:detail", args=[_submission.pk])).content.decode()
    assert household.get_priority_reason_display() in page
