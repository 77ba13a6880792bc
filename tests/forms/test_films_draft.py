"""Answering in sign language: a film instead of words, made harmless, sealed, one's own, and gone when it is let go."""

from io import BytesIO

import av
import pytest
from django.core.files.storage import storages
from django.core.management import call_command
from django.db import connection
from django.test import Client

from forms.files import filming as remaking
from forms.files.refusal import Refusal
from forms.files.words import REFUSALS
from forms.models import Draft, StoredFile, Submission
from forms.models.files import FileState
from tests.forms import films
from tests.forms.conftest import page_of, press
from tests.forms.factories import InboxFactory, all_typed
from tests.forms.films import page_of_film
from tests.forms.papers import kept

pytestmark = pytest.mark.django_db

STEP, QUESTION = "motivation", "motivation"


@pytest.fixture
def draft(held):
    return held(answers=all_typed("motivation"), version=8)


@pytest.fixture
def at_once(django_capture_on_commit_callbacks):
    return lambda: django_capture_on_commit_callbacks(execute=True)


def send(client, draft, content: bytes, name: str = "reponse.mp4"):
    return client.post(page_of_film(draft, STEP, QUESTION), {"action": "add", "film": films.upload(content, name)})


def own(draft) -> str:
    return f"{page_of_film(draft, STEP, QUESTION)}voir/{StoredFile.objects.get().pk}/"


@pytest.mark.parametrize("kind", ["mp4", "mov", "webm"])
def test_a_film_answers_instead_of_words_and_the_check_page_says_how_long_it_is(client, draft, kind, at_once):
    assert press(client, draft, STEP, {QUESTION: ""}).context["form"].errors
    with at_once():
        assert send(client, draft, films.film(kind=kind), f"film.{kind}").url == page_of_film(draft, STEP, QUESTION)
    file = StoredFile.objects.get()
    assert (file.received_as, file.kind, file.seconds, file.state) == (kind, "mp4", 2, FileState.NOT_SCANNED)
    assert press(client, draft, STEP, {QUESTION: ""}).status_code == 302
    cards = [card for _url, card in client.get(page_of(draft, "verifier")).context["cards"]]
    (answer,) = [lines for card in cards if card.step == STEP for _label, lines in card.rows]
    assert len(answer) == 1 and "(0:02)" in answer[0]


def test_what_the_device_wrote_beside_the_images_is_gone_and_nothing_lies_readable(client, draft, at_once):
    with at_once():
        send(client, draft, films.film())
    (path,) = kept()
    with storages["private"].open(path) as stored:
        assert b"ftyp" not in stored.read(64)
    whole = b"".join(client.get(own(draft)))
    assert b"ftyp" in whole[:16] and b"canari" not in whole and b"43.6109" not in whole
    with connection.cursor() as cursor:
        cursor.execute("SELECT name, key FROM forms_storedfile")
        assert b"reponse" not in b"".join(bytes(value) for value in cursor.fetchone())


def test_any_span_of_a_film_is_given_and_only_to_whose_draft_it_is(client, draft, at_once):
    with at_once():
        send(client, draft, films.film())
    whole = b"".join(client.get(own(draft)))
    part = client.get(own(draft), headers={"Range": "bytes=100-199"})
    assert (part.status_code, b"".join(part)) == (206, whole[100:200])
    assert part["Content-Range"] == f"bytes 100-199/{len(whole)}"
    assert "no-store" in part["Cache-Control"]
    assert client.get(own(draft), headers={"Range": f"bytes={len(whole)}-"}).status_code == 416
    assert Client().get(own(draft)).status_code == 404
    with av.open(BytesIO(whole)) as made:
        assert [stream.type for stream in made.streams] == ["video"]


@pytest.mark.parametrize(
    ("content", "name", "why"),
    [
        (b"", "film.mp4", "film_empty"),
        (b"%PDF-1.7 nothing of a film", "film.mp4", "film_kind"),
        (b"\x00\x00\x00\x18ftypmp42" + b"nothing that opens" * 40, "film.mp4", "film_unreadable"),
        (films.film(), "film.pdf", "film_kind"),
        (films.sound_only(), "film.mp4", "film_no_video"),
        (films.film(1)[:600], "film.mp4", "film_unreadable"),
    ],
    ids=["empty", "no film", "broken", "wrong name", "no image", "cut short"],
)
def test_what_is_no_film_is_refused_with_the_reason_and_leaves_nothing(client, draft, content, name, why, at_once):
    with at_once():
        page = send(client, draft, content, name)
    assert page.context["form"].errors["film"] == [str(REFUSALS[why])]
    assert "Erreur" in page.content.decode()
    assert not StoredFile.objects.exists() and not kept()
    assert QUESTION + "_lsf" not in Draft.objects.get().answers.get(STEP, {}).get("typed", {})


def test_a_film_that_lasts_too_long_is_refused(client, draft):
    page = send(client, draft, films.film(190, rate=1, size=(128, 128)))
    assert page.context["form"].errors["film"] == [str(REFUSALS["film_too_long"])]


def test_two_gigabytes_are_refused_before_they_are_read_and_the_page_says_why(client, draft, monkeypatch):
    monkeypatch.setattr("portal.middleware.READ_AND_FORGOTTEN", 0)
    address = page_of_film(draft, STEP, QUESTION)
    answer = client.generic("POST", address, b"", "multipart/form-data; boundary=x", CONTENT_LENGTH=str(2_000_000_000))
    assert answer.url == f"{address}?trop-lourd"
    assert str(REFUSALS["film_too_big"]) in client.get(answer.url).content.decode()
    assert not kept()


def test_a_film_taken_away_or_replaced_is_deleted_and_the_question_is_asked_again(client, draft, at_once):
    with at_once():
        send(client, draft, films.film())
    with at_once():
        send(client, draft, films.film(3))
    assert len(kept()) == 1 and StoredFile.objects.get().seconds == 3
    with at_once():
        client.post(page_of_film(draft, STEP, QUESTION), {"action": "remove"})
    assert not kept() and not StoredFile.objects.exists()
    assert press(client, draft, STEP, {QUESTION: ""}).context["form"].errors


def test_nobody_can_name_a_film_that_they_did_not_send(client, draft, at_once):
    forged = {QUESTION: "", QUESTION + "_lsf": "file:00000000-0000-4000-8000-000000000000"}
    assert press(client, draft, STEP, forged).context["form"].errors


def test_a_film_of_a_branch_that_is_not_taken_is_dropped_at_the_sending(client, held, at_once):
    InboxFactory(slug="contact")
    draft = held(intake="contact", answers={}, version=1)
    press(client, draft, "motif", {"reason": "question"})
    address = page_of_film(draft, "message", "message")
    with at_once():
        client.post(address, {"action": "add", "film": films.upload(films.film())})
    press(client, draft, "motif", {"reason": "page"})
    press(client, draft, "page", {"page": "Accueil"})
    press(client, draft, "joindre", {"name": "Canari", "email": "canari@example.org", "preference": "email"})
    with at_once():
        press(client, draft, "verifier", {})
    assert Submission.objects.get().interpreter == ""
    assert not StoredFile.objects.exists() and not kept()


def test_the_button_of_a_question_saves_the_page_and_leads_to_its_film(client, draft):
    answer = press(client, draft, STEP, {QUESTION: "Un début"}, action=f"film:{QUESTION}")
    assert answer.url == page_of_film(draft, STEP, QUESTION)
    assert Draft.objects.get().answers[STEP]["typed"] == {QUESTION: ["Un début"]}
    assert client.get(page_of_film(draft, STEP, "nimporte")).status_code == 404
    assert client.get(page_of_film(draft, "documents", QUESTION)).status_code == 404


def test_only_the_page_that_films_may_ask_for_the_camera(client, draft):
    filming, step = client.get(page_of_film(draft, STEP, QUESTION)), client.get(page_of(draft, STEP))
    assert "camera=(self)" in filming["Permissions-Policy"] and "microphone=()" in filming["Permissions-Policy"]
    assert "camera=()" in step["Permissions-Policy"]
    assert "media-src 'self' blob:" in filming["Content-Security-Policy"]
    assert "blob:" not in step["Content-Security-Policy"]
    assert 'accept="video/*"' in filming.content.decode() and 'capture="user"' in filming.content.decode()


def test_a_film_that_breaks_while_it_is_made_again_says_so_and_keeps_nothing(client, draft, monkeypatch, at_once):
    def broken(*arguments):
        raise Refusal("film_unreadable")

    with at_once():
        send(client, draft, films.film())
        monkeypatch.setattr(remaking, "_remade", broken)
    assert StoredFile.objects.get().state == FileState.BROKEN
    assert not kept()
    assert client.get(page_of_film(draft, STEP, QUESTION)).context["gone"]


def test_a_film_waits_for_the_antivirus_before_any_agent_sees_it(client, draft, settings, monkeypatch, at_once):
    settings.CLAMD_SOCKET = "/nowhere"
    with at_once():
        send(client, draft, films.film())
    assert StoredFile.objects.get().state == FileState.WAITING
    monkeypatch.setattr("forms.files.scanning.is_clean", lambda content: b"ftyp" in content[:16])
    call_command("scan_files")
    assert StoredFile.objects.get().state == FileState.CLEAN
    assert len(kept()) == 1


def test_what_came_without_an_antivirus_is_scanned_once_there_is_one(client, draft, settings, monkeypatch, at_once):
    with at_once():
        send(client, draft, films.film())
    assert StoredFile.objects.get().state == FileState.NOT_SCANNED
    settings.CLAMD_SOCKET = "/run/clamd"
    monkeypatch.setattr("forms.files.scanning.is_clean", lambda content: False)
    with at_once():
        call_command("scan_files")
    assert StoredFile.objects.get().state == FileState.INFECTED
    assert not kept()


def test_a_question_that_may_be_signed_offers_it_beside_its_box(client, draft):
    page = client.get(page_of(draft, STEP)).content.decode()
    assert f'value="film:{QUESTION}"' in page
    assert f'name="{QUESTION}_lsf"' not in page
