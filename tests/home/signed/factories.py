"""Clips without a film unless a test makes one; `published` ones are whole."""

import datetime

import factory
from django.core.files.base import ContentFile
from django.utils import timezone
from factory.django import DjangoModelFactory

from home.models import SignedMedia, SignedVersion
from home.signed import targets
from tests.home.signed import people

CAPTIONS = "WEBVTT\n\n00:00.000 --> 00:02.000\nBonjour à vous\n"
FILM = bytes(range(256)) * 40


class SignedMediaFactory(DjangoModelFactory):
    class Meta:
        model = SignedMedia

    class Params:
        ready = factory.Trait(
            state="ready",
            duration=4.0,
            width=640,
            height=480,
            fps=25.0,
            size=len(FILM),
            low_size=len(FILM) // 2,
            file=factory.LazyFunction(lambda: ContentFile(FILM, "aa-720.mp4")),
            low_file=factory.LazyFunction(lambda: ContentFile(FILM[: len(FILM) // 2], "bb-480.mp4")),
            poster=factory.LazyFunction(lambda: ContentFile(b"\xff\xd8", "cc-poster.jpg")),
        )
        published = factory.Trait(
            ready=True,
            state="published",
            checked_by=factory.LazyFunction(lambda: people.editor("redaction-chef")),
            checked_at=factory.LazyFunction(timezone.now),
            published_at=factory.LazyFunction(timezone.now),
        )

    title = "Vos droits en LSF"
    captions = CAPTIONS
    transcript = "Bonjour à vous."
    signer = "Signe Exemple"
    image_right_ends = datetime.date(2036, 1, 1)
    uploaded_by = factory.LazyFunction(lambda: people.editor("communication"))


class SignedVersionFactory(DjangoModelFactory):
    """Current, unless the text changes: it is read when the factory runs."""

    class Meta:
        model = SignedVersion

    media = factory.SubFactory(SignedMediaFactory, published=True)
    target = targets.CONTACT
    page_key = factory.LazyAttribute(lambda own: targets.page_key(own.target))
    source_hash = factory.LazyAttribute(lambda own: targets.text_hash(own.target) or "0" * 64)
    text_hash = factory.SelfAttribute("source_hash")
