"""Private storage that does not answer, with errors of every kind: said in words, never a 500, never a lost draft."""

import pytest
from django.core.files.storage import storages
from django.urls import reverse

from forms import uploads
from forms.files.words import REFUSALS
from forms.models import StoredFile
from tests.forms.papers import slot_of
from tests.forms.test_files_draft import ID, draft, send
from tests.forms.test_files_late import late, opened, submission
from tests.forms.test_files_late import send as send_late

__all__ = ["draft", "opened", "submission"]
pytestmark = pytest.mark.django_db


class RemoteError(Exception):
    """What the library of a remote storage raises: no OSError."""


@pytest.fixture(params=[OSError, RemoteError])
def away(request, monkeypatch):
    """Call it with the name of a method that fails from then on."""

    def fail(*args, **kwargs):
        raise request.param

    return lambda name: monkeypatch.setattr(type(storages["private"]), name, fail)


def test_a_file_is_not_taken_and_the_draft_stays(client, draft, quick, away):
    away("save")
    page = send(client, draft, b"one")
    assert str(REFUSALS["unavailable"]) in str(page.context["form"].errors)
    assert not StoredFile.objects.exists()
    assert client.get(slot_of(draft, ID)).status_code == 200


def test_a_late_file_is_not_taken_and_is_still_awaited(client, opened, quick, away):
    away("save")
    page = send_late(client, b"one")
    assert str(REFUSALS["unavailable"]) in str(page.context["form"].errors)
    assert client.get(late()).status_code == 200


def test_a_file_that_storage_does_not_give_back_is_said_on_its_page(client, draft, quick, away):
    send(client, draft, b"one")
    away("open")
    address = reverse("forms:own_file", args=[draft.intake, draft.pk, ID, StoredFile.objects.get().pk])
    page = client.get(address, follow=True)
    assert (page.status_code, StoredFile.objects.count()) == (200, 1)
    assert page.context["form"].errors["files"] == [str(uploads.NOT_READ)]


def test_removing_a_file_works_all_the_same(client, draft, quick, away, django_capture_on_commit_callbacks):
    send(client, draft, b"one")
    away("delete")
    with django_capture_on_commit_callbacks(execute=True):
        asked = {"action": "remove", "file": StoredFile.objects.get().pk}
        assert client.post(slot_of(draft, ID), asked).status_code == 302
    assert not StoredFile.objects.exists()
