"""Documents of a request: what the antivirus says, what agents may open, and what the person is told."""

import logging

import pytest
from django.core.management import call_command
from django.urls import reverse

from forms import device
from forms.files import keeping, scanning
from forms.models import StoredFile
from forms.models.files import FileState
from forms.services import filing
from home.records.models import ReadEntry
from tests.forms import nasty
from tests.forms.factories import AgentFactory, DraftFactory, InboxFactory, SubmissionFactory, all_typed
from tests.forms.nasty import upload
from tests.forms.papers import as_it_is, kept

pytestmark = pytest.mark.django_db

ID = "identite"


@pytest.fixture
def scanner(settings, monkeypatch):
    """An antivirus that says what the test appends, and goes away when it has nothing to say."""
    settings.CLAMD_SOCKET = "/nowhere/clamd.sock"
    verdicts = []

    def is_clean(content):
        if not verdicts:
            raise scanning.NotScanned
        return verdicts.pop(0)

    monkeypatch.setattr(scanning, "is_clean", is_clean)
    return verdicts


def sent(*contents: bytes, slot: str = ID):
    """A request with these files in one slot."""
    draft, submission = DraftFactory(answers=all_typed("documents")), SubmissionFactory()
    for content in contents:
        filing.add(draft, slot, upload(content, "Zéphyrine Canari.jpg"))
    draft.refresh_from_db()
    submission.answers = {"documents": draft.answers["documents"]["typed"]}
    submission.save()
    filing.hand_over(draft, submission, submission.answers)
    return submission


def address(submission, slot: str = ID) -> str:
    return reverse("submissions:document", args=[submission.pk, slot])


@pytest.fixture
def agent(client):
    person = AgentFactory()
    client.force_login(person)
    return person


def test_an_agent_of_the_team_downloads_one_file_and_it_is_noted(client, agent, quick):
    submission = sent(b"one")
    answer = client.get(address(submission))
    assert (answer.status_code, answer.content) == (200, b"one")
    assert answer["Content-Disposition"] == f'attachment; filename="{submission.reference}-{ID}.jpg"'
    assert answer["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "no-store" in answer["Cache-Control"]
    assert list(ReadEntry.objects.values_list("user", "record_id", "what")) == [
        (agent.pk, submission.pk, f"document {ID}")
    ]


def test_several_photos_come_as_one_pdf(client, agent, monkeypatch):
    monkeypatch.setattr(filing, "receive", lambda file: as_it_is(file.read()))
    answer = client.get(address(sent(nasty.photo(), nasty.photo(90, 90))))
    assert answer["Content-Type"] == "application/pdf"
    assert answer.content.startswith(b"%PDF")


def test_strangers_get_the_answer_of_an_unknown_request_and_nothing_is_noted(client, quick):
    submission = sent(b"one")
    assert client.get(address(submission)).status_code == 302
    client.force_login(AgentFactory(inbox=InboxFactory(slug="slime")))
    assert client.get(address(submission)).status_code == 404
    assert not ReadEntry.objects.exists()


def test_the_page_of_a_request_lists_its_documents_without_their_names(client, agent, quick):
    submission = sent(b"one")
    page = client.get(reverse("submissions:detail", args=[submission.pk])).content.decode()
    assert address(submission) in page
    assert str(FileState.NOT_SCANNED.label) in page
    assert "Canari.jpg" not in page


def test_a_file_waits_for_the_antivirus_and_the_request_does_not(client, agent, quick, scanner, caplog):
    submission = sent(b"one")
    assert scanning.scan_due() == 0
    assert "does not answer" in caplog.text
    assert client.get(address(submission)).status_code == 404
    page = client.get(reverse("submissions:detail", args=[submission.pk])).content.decode()
    assert address(submission) not in page
    assert str(FileState.WAITING.label) in page


def test_a_clean_file_opens_and_what_was_received_goes(
    client, agent, quick, scanner, django_capture_on_commit_callbacks
):
    submission = sent(b"one")
    assert len(kept()) == 2
    scanner += [True]
    with django_capture_on_commit_callbacks(execute=True):
        call_command("scan_files")
    assert client.get(address(submission)).content == b"one"
    assert kept() == {StoredFile.objects.get().path}


def test_an_infected_file_is_destroyed_and_everyone_is_told(
    client, agent, quick, scanner, django_capture_on_commit_callbacks
):
    submission = sent(b"one")
    scanner += [False]
    with django_capture_on_commit_callbacks(execute=True):
        scanning.scan_due()
    assert kept() == set()
    assert client.get(address(submission)).status_code == 404
    page = client.get(reverse("submissions:detail", args=[submission.pk])).content.decode()
    assert str(FileState.INFECTED.label) in page
    session = client.session
    session[device.FOLLOWED] = {"id": str(submission.pk), "until": 9e12}
    session.save()
    assert client.get(reverse("forms:follow")).context["documents"][0].refused


def test_one_file_that_cannot_be_read_does_not_hold_up_the_others(quick, scanner, caplog):
    sent(b"one", b"two")
    first = StoredFile.objects.order_by("created_at").first()
    keeping.storages["private"].delete(first.received_path)
    scanner += [True]
    assert scanning.scan_due() == 1
    assert "cannot be scanned" in caplog.text


def test_files_do_not_wait_for_a_scanner_that_was_taken_away(quick, scanner, settings):
    sent(b"one")
    settings.CLAMD_SOCKET = ""
    assert scanning.scan_due() == 1
    assert StoredFile.objects.get().state == FileState.NOT_SCANNED


def test_what_waits_is_scanned_as_soon_as_it_is_kept(quick, scanner, django_capture_on_commit_callbacks):
    scanner += [True]
    with django_capture_on_commit_callbacks(execute=True):
        sent(b"one")
    assert StoredFile.objects.get().state == FileState.CLEAN


def test_a_scanner_that_breaks_is_no_verdict(settings):
    settings.CLAMD_SOCKET = "/nowhere/clamd.sock"
    with pytest.raises(scanning.NotScanned):
        scanning.is_clean(b"one")


def test_a_file_lost_from_storage_is_said_and_breaks_nothing(client, agent, quick, caplog):
    submission = sent(b"one")
    keeping.storages["private"].delete(StoredFile.objects.get().path)
    with caplog.at_level(logging.ERROR):
        assert client.get(address(submission)).url == reverse("submissions:detail", args=[submission.pk])
    assert "Canari" not in caplog.text


def test_a_request_that_goes_takes_its_files_along(quick, django_capture_on_commit_callbacks):
    submission = sent(b"one")
    with django_capture_on_commit_callbacks(execute=True):
        submission.delete()
    assert kept() == set()


def test_a_file_that_the_answers_do_not_name_is_not_handed_over(quick):
    draft = DraftFactory(answers=all_typed("documents"))
    filing.add(draft, ID, upload(b"one"))
    filing.hand_over(draft, SubmissionFactory(), {"documents": {ID: ["paper"]}})
    assert not StoredFile.objects.exists()
