"""Drafts end: a word before, then nothing is left; what lives on is not touched."""

from datetime import timedelta
from io import StringIO

import pytest
import time_machine
from django.core import mail
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone

from forms.drafts import UnknownDraft
from forms.intakes import INTAKES
from forms.models import Draft, Submission
from forms.services import expiring
from home.records.models import Notification
from tests.forms.conftest import page_of
from tests.forms.factories import DraftFactory, SubmissionFactory, typed

pytestmark = pytest.mark.django_db


def purge() -> str:
    out = StringIO()
    call_command("purge_drafts", stdout=out)
    return out.getvalue()


def ends_in(days: int, **values) -> Draft:
    return DraftFactory(purge_on=timezone.localdate() + timedelta(days=days), **values)


def test_a_draft_is_kept_on_its_last_day_and_deleted_the_next():
    last_day, over = ends_in(0), ends_in(-1)
    purge()
    assert list(Draft.objects.all()) == [last_day]
    assert not Draft.objects.filter(pk=over.pk).exists()


def test_a_request_outlives_the_draft_it_came_from():
    submission = SubmissionFactory(draft=ends_in(-1))
    purge()
    assert not Draft.objects.exists()
    assert Submission.objects.get() == submission


def test_thirty_idle_days_end_a_draft_and_saving_starts_them_again(client):
    with time_machine.travel(timezone.now()) as clock:
        client.post(reverse("forms:start", args=["colocation"]))
        draft = Draft.objects.get()
        clock.shift(timedelta(days=20))
        client.post(page_of(draft, "situation"), typed("situation"))
        clock.shift(timedelta(days=30))
        purge()
        assert Draft.objects.exists()
        clock.shift(timedelta(days=1))
        assert "1/1 purged" in purge()
    assert not Draft.objects.exists()


@pytest.mark.parametrize(("days", "warned"), [(8, 0), (7, 1), (3, 1), (0, 1), (-1, 0)])
def test_people_are_warned_a_week_before(days, warned):
    ends_in(days, email="canari@exemple.fr")
    purge()
    assert Notification.objects.count() == warned


def test_one_warning_for_each_end_however_often_the_command_runs(django_capture_on_commit_callbacks):
    draft = ends_in(5, email="canari@exemple.fr")
    with django_capture_on_commit_callbacks(execute=True):
        purge()
        purge()
        [message] = Notification.objects.all()
        draft.purge_on += timedelta(days=1)
        draft.save()
        purge()
    assert Notification.objects.count() == 2
    assert len(mail.outbox) == 2
    assert message.to == "canari@exemple.fr"


def test_the_warning_says_until_when_and_nothing_of_the_person():
    draft = ends_in(5, complete=True, email="canari@exemple.fr")
    purge()
    text = Notification.objects.get().body
    assert draft.reference in text and "/demarches/reprendre/" in text
    assert f"{draft.purge_on.day}" in text
    assert not [word for word in ("Zéphyrine", "Canari", draft.code) if word in text]


def test_nobody_is_warned_without_an_address_or_once_sent():
    ends_in(5)
    SubmissionFactory(draft=ends_in(5, email="canari@exemple.fr"))
    assert "0 ending soon" in purge()
    assert not Notification.objects.exists()


def test_a_draft_that_lives_a_week_is_not_warned_of_its_end_on_its_first_day(monkeypatch):
    intake = INTAKES["colocation"]
    monkeypatch.setitem(INTAKES, "colocation", type(intake)(**vars(intake) | {"draft_days": 7}))
    ends_in(7, email="canari@exemple.fr")
    assert "0 ending soon" in purge()
    ends_in(2, email="canari@exemple.fr")
    assert "1 ending soon" in purge()


def test_a_draft_saved_while_the_purge_runs_is_kept():
    draft = ends_in(-1)
    [key] = expiring.ended()
    Draft.objects.update(purge_on=timezone.localdate() + timedelta(days=30))
    assert not expiring.purge(key, today=timezone.localdate())
    assert Draft.objects.get() == draft


def test_what_is_typed_while_the_draft_is_deleted_is_given_back(client, held, monkeypatch):
    draft = held(complete=True)
    monkeypatch.setattr("forms.drafts.locked", over)
    response = client.post(page_of(draft, "motivation"), {"motivation": "Mes raisons"})
    assert response.status_code == 404
    assert "Mes raisons" in response.content.decode()


def over(draft: Draft):
    raise UnknownDraft
