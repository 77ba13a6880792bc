"""A film is ready within twice its own length, on two cores. CHAOS=1 takes a minute of it, CI some seconds."""

import time

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from home.models import SignedMedia
from home.signed import publishing, targets
from tests.chaos import size
from tests.home.signed import people

STARTING = 30
"""Seconds in which even a short film may be read, on a machine that does other things."""

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


def test_a_film_in_1080p_is_converted_within_twice_its_length():
    seconds = size(6, 60)
    film = SimpleUploadedFile("film.mp4", people.film(seconds=seconds, size=(1920, 1080)))
    media = publishing.receive(film, {"title": "Long"}, targets.CONTACT, by=people.editor("communication"))
    began = time.monotonic()
    publishing.convert(media)
    assert SignedMedia.objects.get().state == "ready"
    assert time.monotonic() - began < max(2 * seconds, STARTING)
