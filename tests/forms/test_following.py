"""What the follow-up of a request changes in it, and what the person is told of it."""

import pytest

from home.records.models import Notification
from programmes import events
from tests.forms.factories import SubmissionFactory

pytestmark = pytest.mark.django_db


def send(submission, **kwargs):
    events.followup_changed.send(None, reference=submission.reference, event=events.WAITING, by=None, **kwargs)


def test_news_of_the_followup_is_owed_once_when_it_is_to_be_told():
    submission = SubmissionFactory()
    Notification.objects.all().delete()

    send(submission, tell="offered:1")
    send(submission, tell="offered:1")

    assert [notice.record_id for notice in Notification.objects.all()] == [submission.pk]


def test_an_event_of_the_desk_alone_tells_nobody():
    submission = SubmissionFactory()
    Notification.objects.all().delete()

    send(submission)

    assert not Notification.objects.exists()
