"""The screens: a film sent, its words, a second person's check, publication; to others they do not open."""

import pytest
from django.contrib.auth.models import User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from home.models import SignedMedia
from home.signed import clips, coverage, targets
from tests.home.signed import people
from tests.home.signed.factories import CAPTIONS, SignedMediaFactory, SignedVersionFactory

pytestmark = pytest.mark.django_db
WORDS = {
    "title": "Bonjour",
    "sign_language": "fsl",
    "register": "translation",
    "signer": "Signe Exemple",
    "image_right_ends": "2036-01-01",
    "captions": CAPTIONS,
    "transcript": "Bonjour à vous.",
}


@pytest.fixture
def sender(client):
    client.force_login(people.editor("communication"))
    return client


def send(client, content, **values):
    film = SimpleUploadedFile("film.mp4", content, content_type="video/mp4")
    posted = WORDS | {"target": targets.CONTACT, "film": film} | values
    return client.post(reverse("signed_desk:add"), posted)


def test_a_film_goes_from_its_sender_to_the_public_through_a_second_person(
    sender, client, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        sent = send(sender, people.film(seconds=2))
    media = SignedMedia.objects.get()
    assert sent.headers["Location"] == reverse("signed_desk:clip", args=[media.pk])
    check, publish = (reverse("signed_desk:act", args=[media.pk, verb]) for verb in ("verifier", "publier"))
    client.post(check)
    assert SignedMedia.objects.get().state == "ready"
    client.force_login(people.editor("redaction-chef"))
    client.post(check)
    client.post(publish)
    assert SignedMedia.objects.get().state == "published"
    assert targets.CONTACT in clips.of_targets([targets.CONTACT])


@pytest.mark.parametrize(
    ("content", "values"),
    [
        (b"", {}),
        (b"Bonjour", {}),
        (None, {"captions": "WEBVTT\n\n00:00.000 --> 00:59.000\nTrop tard"}),
        (None, {"captions": "Bonjour"}),
        (None, {"target": "page:rien"}),
        (None, {"title": ""}),
        (None, {"image_right_ends": "hier"}),
        (None, {"captions_file": SimpleUploadedFile("s.vtt", b"\xff\xfe\x00")}),
    ],
)
def test_what_cannot_be_taken_is_refused_with_a_reason_and_leaves_nothing(sender, content, values):
    response = send(sender, people.film() if content is None else content, **values)
    assert response.status_code == 200 and "error-message" in response.content.decode()
    assert not SignedMedia.objects.exists()


def test_a_body_beyond_the_limit_is_turned_away_with_the_reason(sender, settings):
    settings.SIGNED_FILM_MAX_SIZE = settings.STAFF_BODY_MAX_SIZE
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 1000
    response = send(sender, bytes(settings.STAFF_BODY_MAX_SIZE + 2000))
    assert response.headers["Location"].endswith("?trop-lourd")
    assert 'role="alert"' in sender.get(response.headers["Location"]).content.decode()


def test_nobody_else_may_fill_the_disk(client, settings):
    settings.STAFF_BODY_MAX_SIZE = 1000
    client.force_login(User.objects.create_user("quelqu’un"))
    assert send(client, bytes(2000)).status_code == 413
    client.logout()
    assert send(client, bytes(2000)).status_code == 413


def test_a_placeholder_shows_nothing_to_correct_and_every_screen_opens(sender):
    version = SignedVersionFactory(media__is_placeholder=True)
    names = ("list", "add", "report", "sheet")
    assert [sender.get(reverse(f"signed_desk:{name}")).status_code for name in names] == [200] * 4
    assert sender.get(reverse("signed_desk:clip", args=[version.media_id])).status_code == 200


def test_what_is_not_published_is_seen_by_editors_only(sender, client):
    media = SignedMediaFactory(ready=True)
    address = reverse("signed_desk:file", args=[media.pk, clips.captions_name(media)])
    assert sender.get(address).content.decode() == CAPTIONS
    client.logout()
    assert client.get(address).status_code == 302
    assert client.get(clips.address(media, "captions")).status_code == 404


def test_the_sheet_cannot_run_formulas():
    assert coverage.harmless("=1+1") == "'=1+1"
