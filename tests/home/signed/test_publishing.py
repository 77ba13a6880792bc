"""From a film to the public: what is refused, who checks, what a failure leaves behind."""

import av
import pytest
from django.core.files.storage import storages
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction

from home.models import SignedMedia
from home.signed import clips, publishing, studio, targets
from tests.home.signed import people
from tests.home.signed.factories import CAPTIONS, SignedMediaFactory, SignedVersionFactory

pytestmark = pytest.mark.django_db
WORDS = {"title": "Bonjour", "captions": CAPTIONS, "transcript": "Bonjour à vous.", "signer": "Signe Exemple"}


def sent(content: bytes, name: str = "film.mp4") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content, content_type="video/mp4")


def stored(media) -> list[str]:
    try:
        return storages["signed"].listdir(str(media.pk))[1]
    except FileNotFoundError:
        return []


@pytest.fixture
def received(db):
    film = people.film(seconds=3)
    fields = WORDS | {"image_right_ends": "2036-01-01"}
    return publishing.receive(sent(film), fields, targets.CONTACT, by=people.editor("communication"))


def test_a_film_becomes_two_web_files_and_a_poster_without_what_it_told_of_itself(received):
    publishing.convert(received)
    media = SignedMedia.objects.get(pk=received.pk)
    assert (media.state, media.width, media.height, round(media.duration)) == ("ready", 640, 480, 3)
    names = [stored.name for stored in (media.file, media.low_file, media.poster)]
    assert all(storages["signed"].size(name) > 1000 for name in names) and not media.upload
    with av.open(media.file.path) as made:
        assert made.streams.video[0].codec.name == "h264" and not made.streams.audio
        assert b"43.6" not in media.file.read() and "title" not in made.metadata
    media.file.close()


@pytest.mark.parametrize(
    ("make", "name", "code"),
    [
        (lambda: b"", "film.mp4", "empty"),
        (lambda: b"Bonjour " * 100, "film.mp4", "unreadable"),
        (people.sound, "film.mp4", "no_video"),
        (lambda: people.film(size=(160, 120)), "film.mp4", "too_small"),
        (lambda: people.film(rate=10), "film.mp4", "too_slow"),
        (people.film, "film.exe", "extension"),
    ],
)
def test_what_is_no_film_for_signs_is_refused_with_the_reason(make, name, code):
    with pytest.raises(studio.Refusal) as refused:
        studio.look_at(sent(make(), name))
    assert refused.value.code == code


def test_a_film_beyond_the_limit_is_refused_before_it_is_read(settings):
    settings.SIGNED_FILM_MAX_SIZE = 10
    with pytest.raises(studio.Refusal) as refused:
        studio.look_at(sent(b"x" * 11))
    assert refused.value.code == "too_big"


def test_a_film_that_breaks_midway_leaves_no_file(received):
    with storages["signed"].open(received.upload.name, "wb") as film:
        film.write(b"\0" * 5000)
    before = stored(received)
    publishing.convert(received)
    media = SignedMedia.objects.get(pk=received.pk)
    assert (media.state, media.reason, media.upload, media.file) == ("failed", "unreadable", "", "")
    assert len(stored(media)) == len(before) - 1


def test_whoever_sent_it_cannot_check_it(received):
    publishing.convert(received)
    with pytest.raises(publishing.NotYet):
        publishing.check(received, by=received.uploaded_by)
    publishing.check(received, by=people.editor("redaction-chef"))
    assert SignedMedia.objects.get().state == "checked"


def test_the_database_refuses_a_check_by_the_sender():
    media = SignedMediaFactory(published=True)
    with pytest.raises(IntegrityError), transaction.atomic():
        SignedMedia.objects.filter(pk=media.pk).update(checked_by=media.uploaded_by)


@pytest.mark.parametrize("values", [{"captions": ""}, {"transcript": ""}, {"title": ""}, {"checked_by": None}])
def test_the_database_refuses_an_incomplete_published_clip(values):
    media = SignedMediaFactory(published=True)
    with pytest.raises(IntegrityError), transaction.atomic():
        SignedMedia.objects.filter(pk=media.pk).update(**values)


@pytest.mark.parametrize(
    ("values", "code"),
    [
        ({"captions": ""}, "captions"),
        ({"captions": CAPTIONS.replace("02.000", "09.000")}, "bad_captions"),
        ({"transcript": " "}, "transcript"),
        ({"title": ""}, "title"),
        ({"image_right_ends": None}, "image_right"),
    ],
)
def test_publishing_says_what_is_missing(values, code):
    media = SignedMediaFactory(ready=True, state="checked", checked_by=people.editor("redaction-chef"), **values)
    with pytest.raises(publishing.NotYet) as refused:
        publishing.publish(media, by=people.editor("communication"))
    assert code in refused.value.codes


def test_a_new_clip_takes_the_place_of_the_one_that_stood_there():
    old, new = SignedVersionFactory(), SignedVersionFactory(media__state="checked", media__published_at=None)
    publishing.publish(new.media, by=people.editor("communication"))
    assert clips.of_targets([targets.CONTACT])[targets.CONTACT].media == new.media
    assert not old.media.versions.exists()


def test_changed_words_are_checked_again_before_the_public_sees_them():
    version = SignedVersionFactory()
    publishing.describe(version.media, {"transcript": "Autre chose."}, by=people.editor("communication"))
    assert clips.of_targets([targets.CONTACT]) == {}
    assert SignedMedia.objects.get().checked_by is None


def test_a_deleted_clip_leaves_no_file():
    media = SignedMediaFactory(published=True)
    publishing.delete(media, by=people.editor("communication"))
    assert not any(storages["signed"].exists(stored.name) for stored in (media.file, media.low_file, media.poster))
