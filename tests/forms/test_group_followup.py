"""From a request to join to the waiting list and back: what a decision begins, and what the person reads."""

import pytest
from django.urls import reverse

from forms.intake import Journey
from forms.intakes import INTAKES
from forms.models import Submission
from forms.services import deciding
from forms.services.submitting import submit
from forms.workflow import Status
from home.records.models import Notification
from programmes.models import CohortMember
from programmes.services import insertion
from tests.forms.factories import AgentFactory, DraftFactory, InboxFactory
from tests.forms.samples import unsent
from tests.forms.samples.univers import sample
from tests.programmes.insertion_factories import CohortFactory, today

pytestmark = pytest.mark.django_db

JOIN = INTAKES["univers"]


@pytest.fixture
def agent():
    return AgentFactory(inbox=InboxFactory(slug="univers"))


def decided(agent, target=Status.ACCEPTED, way="for myself") -> Submission:
    InboxFactory(slug="univers")
    pages = sample.ways[way]
    sent = submit(
        DraftFactory(intake="univers", answers=unsent(JOIN, pages)), answers=Journey(JOIN, pages).answers, language="fr"
    )
    submission = deciding.take(sent, by=agent)
    deciding.move(submission, target, by=agent, message="" if target == Status.ACCEPTED else "Voyez la mission locale.")
    submission.refresh_from_db()
    return submission


@pytest.mark.parametrize("way", ["for myself", "a professional, answered first"])
def test_a_yes_puts_the_person_who_joins_on_the_list(agent, way):
    submission = decided(agent, way=way)
    member = CohortMember.objects.get(reference=submission.reference)
    assert (member.name, member.state, member.team.name) == ("Zéphyrine Canari", "waiting", "univers")
    assert member.spaces == ["rights", "mobility"]


def test_anything_but_a_yes_puts_nobody_there(agent):
    decided(agent, target=Status.OUT_OF_SCOPE)
    assert not CohortMember.objects.exists()


def test_the_person_is_told_of_their_place_once_and_reads_it_with_their_code(agent, client):
    submission = decided(agent)
    Notification.objects.all().delete()
    cohort = CohortFactory(name="Groupe Olivier")
    member = CohortMember.objects.get()
    insertion.admit_member(member, cohort, referrer=agent, agreed_on=today(), by=agent)
    assert Notification.objects.count() == 1
    client.post(reverse("forms:follow"), {"reference": submission.reference, "code": "K7M4QX"})
    assert "Groupe Olivier" in client.get(reverse("forms:follow")).content.decode()


def test_the_page_of_the_request_leads_to_the_follow_up(agent, client):
    submission = decided(agent)
    client.force_login(agent)
    page = client.get(reverse("submissions:detail", args=[submission.pk])).content.decode()
    assert reverse("groups_desk:member", args=[CohortMember.objects.get().pk]) in page


def test_a_request_that_ends_otherwise_takes_its_person_off_the_list(agent):
    submission = decided(agent)
    insertion.end(submission.reference, by=agent)
    insertion.end(submission.reference, by=agent)
    assert CohortMember.objects.get().state == "left"
