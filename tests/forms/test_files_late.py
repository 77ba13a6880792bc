"""Documents sent after the request: promised for later or on paper, or refused by the antivirus; nothing else.

Those that came late and are replaced: see test_files_replaced.
"""

from datetime import timedelta

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from forms import uploads
from forms.files import scanning
from forms.files.words import REFUSALS
from forms.models import StoredFile, Submission
from forms.models.files import FileState
from forms.services import deciding, filing, history
from forms.services.deciding import StalePage
from tests.forms import nasty
from tests.forms.factories import PAGES, AgentFactory, SubmissionFactory
from tests.forms.nasty import upload
from tests.forms.papers import kept

pytestmark = pytest.mark.django_db

FOLLOW = reverse("forms:follow")
PROMISED = PAGES["documents"]
PAPER, DAY = "identite", "inscription"


def late(slot: str = PAPER) -> str:
    return reverse("forms:late_slot", args=[slot])


def unlock(client, submission) -> None:
    assert client.post(FOLLOW, {"reference": submission.reference, "code": "K7M4QX"}).status_code == 302


def send(client, *contents: bytes, slot: str = PAPER):
    return client.post(late(slot), {"files": [upload(content, f"{n}.jpg") for n, content in enumerate(contents)]})


def lines(slot: str = PAPER) -> list[str]:
    return Submission.objects.get().answers["documents"][slot]


def words(response) -> str:
    return response.content.decode()


@pytest.fixture
def submission():
    return SubmissionFactory(answers={"documents": PROMISED, "motivation": {"why": "Canari"}})


@pytest.fixture
def opened(client, submission):
    unlock(client, submission)
    return submission


@pytest.fixture
def refused(opened, quick, client):
    """What was sent for the first document was refused by the antivirus."""
    send(client, b"bad")
    StoredFile.objects.update(state=FileState.INFECTED)
    return opened


def test_a_promised_photo_goes_through_the_real_converter_and_reaches_the_agent(client, opened):
    assert late() in words(client.get(FOLLOW))
    assert late(DAY) in words(client.get(FOLLOW))
    assert send(client, nasty.photo_with_memory()).url == f"{FOLLOW}#documents"
    file = StoredFile.objects.get()
    assert (file.submission, file.draft, lines()) == (opened, None, [file.line])
    assert Submission.objects.get().answers == opened.answers | {"documents": PROMISED | {PAPER: [file.line]}}
    agent = Client()
    agent.force_login(AgentFactory())
    detail = words(agent.get(reverse("submissions:detail", args=[opened.pk])))
    document = agent.get(reverse("submissions:document", args=[opened.pk, PAPER]))
    assert reverse("submissions:document", args=[opened.pk, PAPER]) in detail
    assert document.content.startswith(b"\xff\xd8")
    assert b"canari" not in document.content
    page = words(client.get(FOLLOW))
    assert late() not in page
    assert late(DAY) in page


def test_the_page_says_what_is_asked_and_what_was_promised(client, opened):
    page = client.get(late(DAY))
    assert str(page.context["document"].slot.help_text) in words(page)
    assert page.context["document"].words in words(page)
    assert "multiple" in words(page)
    assert "no-store" in page["Cache-Control"]
    assert page["X-Robots-Tag"] == "noindex"


def test_the_history_says_it_without_naming_the_file_and_open_staff_pages_are_stale(client, opened, quick):
    agent = AgentFactory()
    seen = history.last_entry(deciding.take(opened, by=agent))
    send(client, b"one")
    entry = history.entries(opened)[0]
    assert (entry.action, entry.data, entry.user) == ("forms.document_added", {"slot": PAPER}, None)
    with pytest.raises(StalePage):
        deciding.move(opened, "accepted", by=agent, seen=seen)


def test_several_pages_come_together_and_the_same_one_once(client, opened, quick, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        send(client, b"one", b"two", b"one")
    assert lines() == [file.line for file in StoredFile.objects.order_by("position")]
    assert len(lines()) == len(kept()) == 2


def test_a_button_pressed_twice_keeps_one_file_and_alarms_nobody(
    client, opened, quick, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        assert [send(client, b"one").status_code for _press in range(2)] == [302, 302]
    assert len(lines()) == StoredFile.objects.count() == len(kept()) == 1
    assert history.entries(opened).filter(action="forms.document_added").count() == 1


def test_what_the_antivirus_refused_is_replaced(client, refused, django_capture_on_commit_callbacks):
    assert client.get(FOLLOW).context["documents"][0].refused
    assert late() in words(client.get(FOLLOW))
    assert client.get(late()).status_code == 200
    with django_capture_on_commit_callbacks(execute=True):
        assert send(client, b"good").status_code == 302
    file = StoredFile.objects.get()
    assert (file.state, lines(), kept()) == (FileState.NOT_SCANNED, [file.line], {file.path})


def test_one_good_file_beside_a_refused_one_is_enough_to_close_the_door(client, refused):
    StoredFile.objects.create(
        submission=refused,
        slot=PAPER,
        position=2,
        name="x",
        received_size=1,
        kind="jpg",
        size=1,
        pages=1,
        state=FileState.WAITING,
    )
    assert late() not in words(client.get(FOLLOW))
    assert send(client, b"good").status_code == 409


def test_it_is_scanned_like_the_others(
    client, opened, quick, settings, monkeypatch, django_capture_on_commit_callbacks
):
    settings.CLAMD_SOCKET = "/nowhere/clamd.sock"
    monkeypatch.setattr(scanning, "is_clean", lambda content: content != b"bad")
    with django_capture_on_commit_callbacks(execute=True):
        send(client, b"good")
        send(client, b"bad", slot=DAY)
    assert dict(StoredFile.objects.values_list("slot", "state")) == {PAPER: FileState.CLEAN, DAY: FileState.INFECTED}


@pytest.mark.parametrize("state", [FileState.WAITING, FileState.CLEAN, FileState.NOT_SCANNED])
def test_a_document_that_is_there_takes_nothing_more(client, opened, quick, state, django_capture_on_commit_callbacks):
    send(client, b"one")
    StoredFile.objects.update(state=state, is_late=False)  # sent with the request itself
    before = kept()
    assert client.get(late()).status_code == 409
    with django_capture_on_commit_callbacks(execute=True):
        response = send(client, b"two")
    assert (response.status_code, StoredFile.objects.count(), kept()) == (409, 1, before)
    assert len(lines()) == 1


@pytest.mark.parametrize("slot", ["ressources", "garant"])
def test_a_document_that_nobody_promised_is_not_taken(client, opened, quick, slot):
    assert client.get(late(slot)).status_code == 409
    assert send(client, b"one", slot=slot).status_code == 409
    assert not StoredFile.objects.exists()


@pytest.mark.parametrize("slot", ["plan", "x" * 60, "motivation", "documents"])
def test_no_such_document_is_no_page(client, opened, quick, slot):
    assert client.get(late(slot)).status_code == send(client, b"one", slot=slot).status_code == 404


@pytest.mark.parametrize("trait", ["accepted", "refused", "withdrawn"])
def test_a_decided_request_takes_nothing_more(client, quick, trait):
    unlock(client, SubmissionFactory(answers={"documents": PROMISED}, **{trait: True}))
    assert late() not in words(client.get(FOLLOW))
    assert client.get(late()).status_code == send(client, b"one").status_code == 409
    assert not StoredFile.objects.exists()


def test_a_request_decided_or_gone_while_the_file_travels_takes_nothing(opened, quick):
    file = filing.store(PAPER, upload(b"one"))
    Submission.objects.update(status="accepted", closed_at=timezone.now(), purge_on=timezone.localdate())
    with pytest.raises(filing.NotAwaited):
        filing.add_late(opened, PAPER, [file])
    Submission.objects.all().delete()
    with pytest.raises(filing.NotAwaited):
        filing.add_late(opened, PAPER, [filing.store(PAPER, upload(b"one"))])
    assert not StoredFile.objects.exists()


def test_strangers_are_sent_to_number_and_code(client, submission, quick):
    for response in (client.get(late()), send(client, b"one"), client.get(late("plan"))):
        assert response.status_code == 404
        assert f'href="{FOLLOW}"' in words(response)
    assert not StoredFile.objects.exists()


def test_each_device_adds_to_the_request_that_it_has_open(client, opened, quick):
    other = SubmissionFactory(answers={"documents": PROMISED})
    neighbour = Client()
    unlock(neighbour, other)
    send(neighbour, b"one")
    assert StoredFile.objects.get().submission == other
    opened.refresh_from_db()
    assert opened.answers["documents"] == PROMISED


def test_after_a_quarter_of_an_hour_or_without_its_token_the_page_says_to_open_again(opened, client, quick):
    strict = Client(enforce_csrf_checks=True)
    strict.cookies = client.cookies
    response = send(strict, b"one")
    assert (response.status_code, f'href="{FOLLOW}"' in words(response)) == (403, True)
    with time_machine.travel(timezone.now() + timedelta(minutes=16)):
        assert send(client, b"one").status_code == 404
    assert not StoredFile.objects.exists()


def test_a_bad_file_is_named_and_nothing_is_kept(client, opened, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        page = send(client, nasty.photo(), nasty.locked_pdf())
    errors = str(page.context["form"].errors["files"])
    assert "1.jpg" in errors
    assert "0.jpg" not in errors
    assert str(REFUSALS["password"]) in errors
    assert (lines(), kept(), StoredFile.objects.count()) == (["paper"], set(), 0)


def test_nothing_chosen_is_said(client, opened):
    assert client.post(late()).context["form"].errors["files"]
    assert client.post(late(), {"files": "text"}).context["form"].errors["files"]


def test_limits_are_those_of_drafts(client, opened, quick, monkeypatch):
    assert str(REFUSALS["too_many"]) in words(send(client, *(str(n).encode() for n in range(13))))
    monkeypatch.setattr(filing, "MOST_BYTES", 5)
    assert str(REFUSALS["too_much"]) in words(send(client, b"123456"))
    monkeypatch.setattr(uploads, "FILES_PER_ADDRESS", 0)
    assert str(REFUSALS["too_fast"]) in words(send(client, b"1"))
    assert (lines(), StoredFile.objects.count()) == (["paper"], 0)


def test_twelve_files_are_enough_for_all_documents_together(client, opened, quick):
    send(client, *(str(n).encode() for n in range(11)))
    assert str(REFUSALS["too_many"]) in words(send(client, b"a", b"b", slot=DAY))
    assert send(client, b"a", slot=DAY).status_code == 302
    assert StoredFile.objects.count() == 12


def test_a_long_body_passes_and_a_longer_one_is_told_on_the_page(client, opened, settings):
    settings.UPLOAD_BODY_MAX_SIZE = 3_000_000
    response = send(client, b"0" * 3_100_000)
    assert response.url == f"{late()}?{uploads.TOO_HEAVY}"
    assert str(REFUSALS["too_big"]) in words(client.get(response.url))
    assert send(client, b"0" * 2_600_000).context["form"].errors


def test_pages_stay_within_their_queries(client, opened, quick):
    with CaptureQueriesContext(connection) as queries:
        client.get(late())
    assert len(queries) <= 12
    with CaptureQueriesContext(connection) as queries:
        assert send(client, b"one").status_code == 302
    assert len([query for query in queries if "SAVEPOINT" not in query["sql"]]) <= 15
