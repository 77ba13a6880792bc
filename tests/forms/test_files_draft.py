"""The documents of a draft: added, looked at, replaced, removed, promised; and never another person's."""

import re
from datetime import timedelta

import pytest
from django.core.files.storage import storages
from django.core.management import call_command
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from forms import drafts, uploads
from forms.files import keeping
from forms.files.words import REFUSALS
from forms.models import Draft, StoredFile, Submission
from forms.models.files import FileState
from forms.services import filing
from home.records.sealing import SealBroken
from tests.forms import nasty
from tests.forms.conftest import page_of
from tests.forms.factories import all_typed
from tests.forms.nasty import upload
from tests.forms.papers import kept, slot_of

pytestmark = pytest.mark.django_db

ID = "identite"


@pytest.fixture
def draft(held):
    return held(answers=all_typed("documents"), version=8)


def send(client, draft, *contents: bytes, slot: str = ID, action: str = "add"):
    files = [upload(content, f"photo-{rank}.jpg") for rank, content in enumerate(contents)]
    return client.post(slot_of(draft, slot), {"action": action, "files": files})


def lines(slot: str = ID) -> list[str]:
    return Draft.objects.get().answers.get("documents", {}).get("typed", {}).get(slot, [])


def test_a_photo_goes_through_the_real_converter_and_comes_back_to_its_owner_alone(client, draft):
    response = send(client, draft, nasty.photo_with_memory())
    assert response.url == slot_of(draft, ID)
    file = StoredFile.objects.get()
    assert lines() == [file.line]
    own = f"{slot_of(draft, ID)}{file.pk}/"
    answer = client.get(own)
    assert answer.content.startswith(b"\xff\xd8")
    assert b"canari" not in answer.content
    assert answer["Content-Disposition"] == f'attachment; filename="{draft.reference}-{ID}.jpg"'
    assert answer["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "no-store" in answer["Cache-Control"]
    assert Client().get(own).status_code == 404


def test_nothing_readable_lies_in_storage_or_in_the_row(client, draft, quick):
    send(client, draft, b"Canari " * 20_000)
    (path,) = kept()
    with storages["private"].open(path) as stored:
        assert b"Canari" not in stored.read()
    with connection.cursor() as cursor:
        cursor.execute("SELECT name, key FROM forms_storedfile")
        assert b"photo" not in b"".join(bytes(value) for value in cursor.fetchone())


def test_a_bad_file_is_named_with_what_to_do_and_the_good_ones_stay(client, draft):
    page = send(client, draft, nasty.photo(), nasty.locked_pdf(), b"")
    errors = str(page.context["form"].errors["files"])
    assert "photo-1.jpg" in errors
    assert str(REFUSALS["password"]) in errors
    assert str(REFUSALS["empty"]) in errors
    assert len(lines()) == 1


def test_nothing_chosen_is_said(client, draft):
    assert send(client, draft).context["form"].errors


def test_the_same_photo_sent_twice_is_kept_once(client, draft, quick, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        for _press in range(2):
            send(client, draft, b"one")
    assert len(lines()) == StoredFile.objects.count() == len(kept()) == 1


def test_replacing_and_removing_leave_nothing_behind(client, draft, quick, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        send(client, draft, b"one", b"two")
        send(client, draft, b"three", b"two", action="replace")
    contents = {keeping.read(file, file.path) for file in StoredFile.objects.all()}
    assert contents == {b"two", b"three"}
    assert len(kept()) == 2
    with django_capture_on_commit_callbacks(execute=True):
        for file in StoredFile.objects.all():
            client.post(slot_of(draft, ID), {"action": "remove", "file": file.pk})
    assert (lines(), kept()) == ([], set())


def test_what_is_not_there_yet_can_be_promised_and_taken_back(client, draft):
    day = timezone.localdate() + timedelta(days=40)
    parts = {"day_day": day.day, "day_month": day.month, "day_year": day.year}
    assert client.post(slot_of(draft, ID), {"action": "later"} | parts).url == page_of(draft, "documents")
    assert lines() == [f"later:{day}"]
    client.post(slot_of(draft, ID), {"action": "paper"})
    assert lines() == ["paper"]
    client.post(slot_of(draft, ID), {"action": "remove"})
    assert lines() == []


@pytest.mark.parametrize(
    ("day", "month", "year"), [("", "", ""), ("31", "2", "2027"), ("1", "1", "2020"), ("x", "1", "2027")]
)
def test_a_day_that_cannot_be_is_asked_again(client, draft, day, month, year):
    page = client.post(slot_of(draft, ID), {"action": "later", "day_day": day, "day_month": month, "day_year": year})
    assert page.context["form"].errors
    assert lines() == []


def test_a_promise_does_not_hide_a_file_that_is_there(client, draft, quick):
    send(client, draft, b"one")
    client.post(slot_of(draft, ID), {"action": "paper"})
    assert len(lines()) == 1
    assert lines()[0].startswith("file:")


def test_the_page_of_documents_leads_to_the_one_that_is_missing(client, draft, quick):
    page = client.post(page_of(draft, "documents"), {"action": "continue"})
    words = page.content.decode()
    assert re.findall(r'href="#id_(\w+)"', words) == [ID, "inscription"]
    assert f'id="id_{ID}" href="{slot_of(draft, ID)}"' in words
    send(client, draft, b"one")
    client.post(slot_of(draft, "inscription"), {"action": "paper"})
    assert client.post(page_of(draft, "documents"), {"action": "continue"}).url == page_of(draft, "verifier")


def test_a_question_that_happens_to_be_named_slots_is_asked(client, held):
    page = client.get(page_of(held(answers=all_typed("documents"), version=8), "heures"))
    assert 'name="slots"' in page.content.decode()


def test_a_window_left_open_loses_no_document(client, draft, quick):
    version = client.get(page_of(draft, "documents")).context["draft"].version
    send(client, draft, b"one")
    client.post(slot_of(draft, "inscription"), {"action": "paper"})
    response = client.post(page_of(draft, "documents"), {"action": "continue", "version": version})
    assert response.url == page_of(draft, "verifier")
    assert len(lines()) == 1


def test_twelve_files_are_enough(client, draft, quick):
    send(client, draft, *(str(number).encode() for number in range(13)))
    assert StoredFile.objects.count() == 12
    assert len(kept()) == 12


def test_a_hundred_megabytes_are_enough(client, draft, quick, monkeypatch):
    monkeypatch.setattr(filing, "MOST_BYTES", 5)
    page = send(client, draft, b"123456", b"7")
    assert str(REFUSALS["too_much"]) in str(page.context["form"].errors)
    assert StoredFile.objects.count() == 1


def test_a_flood_of_files_is_slowed_down(client, draft, quick, monkeypatch):
    monkeypatch.setattr(uploads, "FILES_PER_ADDRESS", 1)
    page = send(client, draft, b"one", b"two")
    assert str(REFUSALS["too_fast"]) in str(page.context["form"].errors)


def test_storage_that_is_away_refuses_the_file_and_keeps_the_draft(client, draft, quick, monkeypatch):
    def away(*args, **kwargs):
        raise OSError

    monkeypatch.setattr(type(storages["private"]), "save", away)
    page = send(client, draft, b"one")
    assert str(REFUSALS["unavailable"]) in str(page.context["form"].errors)
    assert not StoredFile.objects.exists()


@pytest.mark.parametrize(("address", "status"), [("plan", 404), ("identite/x", 404)])
def test_no_such_document_is_no_page(client, draft, address, status):
    assert client.get(slot_of(draft, ID).replace(ID, address)).status_code == status


def test_strangers_find_no_page_of_a_document(client, draft, quick):
    stranger = Client()
    assert stranger.get(slot_of(draft, ID)).status_code == 404
    assert send(stranger, draft, b"one").status_code == 404
    assert not StoredFile.objects.exists()


def test_a_body_of_25_mb_passes_here_only_and_a_longer_one_is_told_on_the_page(client, draft, settings):
    settings.UPLOAD_BODY_MAX_SIZE = 3_000_000
    response = send(client, draft, b"0" * 3_100_000)
    assert response.url == f"{slot_of(draft, ID)}?{uploads.TOO_HEAVY}"
    assert str(REFUSALS["too_big"]) in str(client.get(response.url).context["form"].errors)
    assert send(client, draft, b"0" * 2_600_000).context["form"].errors
    assert client.post(page_of(draft, "documents"), {"files": upload(b"0" * 2_600_000)}).status_code == 413


def test_a_file_that_was_changed_or_swapped_does_not_open(client, draft, quick):
    send(client, draft, b"one", b"two")
    one, two = StoredFile.objects.all()
    with pytest.raises(SealBroken):
        keeping.read(one, two.path)
    with pytest.raises(SealBroken):
        one.key = two.key
        keeping.read(one, one.path)


def test_a_file_belongs_to_a_draft_or_to_a_request(client, draft, quick):
    send(client, draft, b"one")
    with pytest.raises(IntegrityError), transaction.atomic():
        StoredFile.objects.update(draft=None)


def test_a_draft_takes_its_files_along_when_it_ends(client, draft, quick, django_capture_on_commit_callbacks):
    send(client, draft, b"one")
    Draft.objects.update(purge_on=timezone.localdate() - timedelta(days=1))
    with django_capture_on_commit_callbacks(execute=True):
        call_command("purge_drafts")
    assert not StoredFile.objects.exists()
    assert kept() == set()


def test_a_crash_after_the_file_is_written_leaves_an_orphan_that_is_swept(client, draft, quick, monkeypatch):
    def crash(*args):
        raise RuntimeError("crash")

    send(client, draft, b"kept")
    owned = kept()
    monkeypatch.setattr(filing, "_attach", crash)
    with pytest.raises(RuntimeError):
        send(client, draft, b"lost")
    assert len(kept()) == 2
    assert keeping.sweep() == 0
    assert keeping.sweep(timezone.now() + timedelta(hours=2)) == 1
    assert kept() == owned


def test_steps_that_are_let_go_take_their_files_along(client, draft, quick, rf):
    send(client, draft, b"one")
    storage = drafts.DraftStorage.__new__(drafts.DraftStorage)
    storage.draft = Draft.objects.get()
    storage.drop(["motivation"])
    assert StoredFile.objects.exists()
    storage.drop(["documents"])
    assert not StoredFile.objects.exists()


def test_sending_hands_the_files_over_in_its_transaction(client, draft, quick):
    send(client, draft, b"one")
    client.post(slot_of(draft, "inscription"), {"action": "paper"})
    receipt = client.post(page_of(draft, "verifier"), {"commitment": "on", "action": "continue"})
    file = StoredFile.objects.get()
    assert (file.draft, file.submission) == (None, Submission.objects.get())
    assert (
        "Justificatif" in client.get(receipt.url).content.decode()
        or "enrolment" in client.get(receipt.url).content.decode()
    )
    assert client.get(slot_of(draft, ID)).url == receipt.url
    assert send(client, draft, b"two").url == receipt.url
    assert StoredFile.objects.count() == 1


def test_pages_of_documents_stay_within_their_queries(client, draft, quick):
    send(client, draft, b"one", b"two")
    for address in (slot_of(draft, ID), page_of(draft, "documents")):
        with CaptureQueriesContext(connection) as queries:
            client.get(address)
        assert len(queries) <= 12
    with CaptureQueriesContext(connection) as queries:
        send(client, draft, b"three")
    assert len([query for query in queries if "SAVEPOINT" not in query["sql"]]) <= 15


def test_the_state_of_a_file_is_a_known_one(client, draft, quick):
    send(client, draft, b"one")
    assert StoredFile.objects.get().state == FileState.NOT_SCANNED
    with pytest.raises(IntegrityError), transaction.atomic():
        StoredFile.objects.update(state="perhaps")
