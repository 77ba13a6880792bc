"""A sign-up that looks like a robot's: no seat before an agent lets it in, and an honest word if none is left."""

import pytest
from django.utils import timezone
from wagtail.models import ModelLogEntry

from forms.intake import Journey, NotPossible
from forms.intakes import INTAKES
from forms.models import Submission
from forms.services import deciding, quarantine
from forms.services.submitting import submit
from forms.workflow import Status
from programmes.models import CourseSession, Enrolment
from tests.forms.factories import AgentFactory, DraftFactory, InboxFactory
from tests.forms.samples import unsent
from tests.forms.samples.ateliers import ALONE, SESSION

pytestmark = pytest.mark.django_db
ATELIERS = INTAKES["ateliers"]


@pytest.fixture(autouse=True)
def inbox():
    return InboxFactory(slug="ateliers")


def suspect() -> Submission:
    draft = DraftFactory(intake="ateliers", answers=unsent(ATELIERS, ALONE))
    return submit(draft, answers=Journey(ATELIERS, ALONE).answers, language="fr", suspicion="honeypot")


def test_a_robots_sign_up_takes_no_seat_until_it_is_released():
    submission = suspect()
    assert not Enrolment.objects.exists()
    quarantine.release(submission, by=AgentFactory())
    assert CourseSession.objects.get(pk=SESSION).taken == 1
    assert Submission.objects.get().status == Status.ACCEPTED


def test_who_is_released_too_late_is_let_in_without_a_seat_and_the_team_reads_it(client):
    submission, agent = suspect(), AgentFactory(inbox=InboxFactory(slug="ateliers"))
    CourseSession.objects.update(cancelled_at=timezone.now())
    quarantine.release(submission, by=agent)
    released = Submission.objects.get()
    assert (released.status, Enrolment.objects.count()) == (Status.RECEIVED, 0)
    assert ModelLogEntry.objects.filter(action="forms.not_begun", object_id=str(released.pk)).exists()
    deciding.take(released, by=agent)
    with pytest.raises(NotPossible):
        deciding.move(released, Status.ACCEPTED, by=agent)
