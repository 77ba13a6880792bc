"""Clips are given out a span at a time, to everybody, as long as they are published."""

import datetime

import pytest
from django.utils import timezone

from home.signed import clips
from tests.home.signed.factories import CAPTIONS, FILM, SignedMediaFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def media():
    return SignedMediaFactory(published=True)


def body(response) -> bytes:
    content = b"".join(response.streaming_content) if response.streaming else response.content
    return content


@pytest.mark.parametrize(
    ("span", "first", "last"),
    [
        ("bytes=0-9", 0, 9),
        ("bytes=100-", 100, len(FILM) - 1),
        ("bytes=-10", len(FILM) - 10, len(FILM) - 1),
        ("bytes=0-999999", 0, len(FILM) - 1),
        ("bytes=-999999", 0, len(FILM) - 1),
    ],
)
def test_a_span_is_answered_by_206_and_exactly_its_bytes(client, media, span, first, last):
    response = client.get(clips.address(media, "file"), headers={"range": span})
    assert response.status_code == 206
    assert response["Content-Range"] == f"bytes {first}-{last}/{len(FILM)}"
    assert body(response) == FILM[first : last + 1]
    assert int(response["Content-Length"]) == last + 1 - first


@pytest.mark.parametrize("span", ["bytes=999999-", "bytes=-0"])
def test_a_span_outside_the_file_is_answered_by_416(client, media, span):
    response = client.get(clips.address(media, "file"), headers={"range": span})
    assert (response.status_code, response["Content-Range"]) == (416, f"bytes */{len(FILM)}")


@pytest.mark.parametrize("span", ["", "bytes=-", "bytes=5-2", "bytes=0-1,3-4", "lines=0-1", "bytes=" + "9" * 40])
def test_what_is_no_single_span_gets_the_whole_file(client, media, span):
    response = client.get(clips.address(media, "file"), headers={"range": span} if span else {})
    assert (response.status_code, body(response)) == (200, FILM)
    assert response["Accept-Ranges"] == "bytes"


def test_a_span_of_another_file_than_the_one_begun_gets_the_whole(client, media):
    address = clips.address(media, "file")
    etag = client.head(address)["ETag"]
    for known, length in (('"old"', len(FILM)), (etag, 2)):
        response = client.get(address, headers={"range": "bytes=0-1", "if-range": known})
        assert len(body(response)) == length
    assert client.get(address, headers={"if-none-match": etag}).status_code == 304


def test_it_is_kept_long_and_leaves_no_cookie(client, media):
    response = client.get(clips.address(media, "low_file"))
    assert "immutable" in response["Cache-Control"] and "public" in response["Cache-Control"]
    assert not response.cookies and not response.wsgi_request.session.accessed
    assert body(response) == FILM[: len(FILM) // 2]


def test_captions_come_as_webvtt(client, media):
    response = client.get(clips.address(media, "captions"))
    assert response["Content-Type"].startswith("text/vtt")
    assert response.content.decode() == CAPTIONS


@pytest.mark.parametrize("values", [{"state": "checked"}, {"image_right_ends": datetime.date(2020, 1, 1)}])
def test_what_is_not_published_or_not_any_more_is_unknown(client, media, values):
    address = clips.address(media, "file")
    type(media).objects.filter(pk=media.pk).update(**values)
    assert client.get(address).status_code == 404


def test_no_cache_keeps_it_beyond_the_image_right(client):
    media = SignedMediaFactory(published=True, image_right_ends=timezone.localdate())
    age = client.head(clips.address(media, "file"))["Cache-Control"].partition("max-age=")[2].partition(",")[0]
    assert 0 <= int(age) <= 24 * 60 * 60


def test_another_name_is_unknown(client, media):
    assert client.get(f"/lsf/{media.pk}/autre-720.mp4").status_code == 404
    assert client.get(f"/lsf/{media.pk + 1}/aa-720.mp4").status_code == 404
