"""A minute of 1080p is ready within two minutes on two cores. Long: only with CHAOS=1."""

import os
import time

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from home.models import SignedMedia
from home.signed import publishing, targets
from tests.home.signed import people

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


@pytest.mark.skipif(not os.environ.get("CHAOS"), reason="long: CHAOS=1 runs it")
def test_a_minute_of_1080p_is_converted_within_two_minutes():
    film = SimpleUploadedFile("film.mp4", people.film(seconds=60, size=(1920, 1080)))
    media = publishing.receive(film, {"title": "Long"}, targets.CONTACT, by=people.editor("communication"))
    began = time.monotonic()
    publishing.convert(media)
    assert SignedMedia.objects.get().state == "ready"
    assert time.monotonic() - began < 120
