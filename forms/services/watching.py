"""Telling people when a request opens: an address is confirmed from its own mailbox, then gets one mail and goes."""

from collections.abc import Iterable
from datetime import timedelta
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from forms import watch_links
from forms.intake import Intake
from forms.intakes import INTAKES
from forms.models import IntakeSettings, IntakeWatch
from forms.services.keeping import WATCHES
from home.records import terms
from home.records.hashing import email_digest
from home.records.notices import owe

UNCONFIRMED = timedelta(days=7)


@transaction.atomic
def ask(intake: str, email: str, *, language: str) -> None:
    """Note an address and mail it the link that confirms, once a day at most; nothing more for one confirmed before."""
    today = timezone.localdate()
    watch, _new = IntakeWatch.objects.get_or_create(
        intake=intake,
        email_hash=email_digest(email),
        defaults={"email": email, "language": language, "purge_on": today + UNCONFIRMED},
    )
    if watch.confirmed_at is None:
        _owe(watch, f"forms.watch_asked:{watch.pk}:{today}", *confirmation(watch))


@transaction.atomic
def confirm(key: UUID) -> bool:
    """Whether the address is on the list now. Again changes nothing."""
    watch = IntakeWatch.objects.select_for_update().filter(pk=key).first()
    if watch and watch.confirmed_at is None:
        watch.confirmed_at, watch.purge_on = timezone.now(), timezone.localdate() + terms.lasts(WATCHES)
        watch.save(update_fields=["confirmed_at", "purge_on"])
    return bool(watch)


def stop(key: UUID) -> None:
    IntakeWatch.objects.filter(pk=key).delete()


def tell_openings() -> int:
    """Tell all who wait for a request that is open by now, or has news since they asked; return how many.

    Safe to run again, or twice at once: each is told once.
    """
    return sum(_tell(key) for intake in INTAKES.values() for key in list(_due(intake)))


def _due(intake: Intake) -> Iterable[UUID]:
    waiting = IntakeWatch.objects.filter(intake=intake.slug, confirmed_at__isnull=False)
    if not IntakeSettings.of(intake.slug).opening.is_open():
        return []
    if intake.announces:
        latest = intake.announces()
        waiting = waiting.filter(confirmed_at__lt=latest) if latest else waiting.none()
    return waiting.values_list("pk", flat=True)


@transaction.atomic
def _tell(key: UUID) -> bool:
    watch = IntakeWatch.objects.select_for_update().filter(pk=key).first()
    if watch is None:
        return False
    _owe(watch, f"forms.opened:{watch.pk}", *news(watch))
    watch.delete()
    return True


def _owe(watch: IntakeWatch, event: str, subject: str, body: str) -> None:
    owe(event=event, record=watch, to=watch.email, subject=subject, body=body, stop_url=watch_links.stop(watch))


def confirmation(watch: IntakeWatch) -> tuple[str, str]:
    """Subject and text of the first mail. A mailbox may be shared: the request is named only where it may be."""
    with override(watch.language):
        named = _("Someone, probably you, asked us to write to this address when there is news of “%(service)s”.")
        unnamed = _("Someone, probably you, asked us to write to this address when a request opens on our site.")
        return _("Confirm your address"), _text(
            _named(watch, named, unnamed),
            _("To confirm, open this page and press the button:"),
            watch_links.confirm(watch),
            _("Without your confirmation we write nothing more, and delete your address after a week."),
            _("Not you, or not any more? One press on this page takes your address off the list:"),
            watch_links.stop(watch),
        )


def news(watch: IntakeWatch) -> tuple[str, str]:
    """Subject and text of the one mail that people asked for."""
    intake = INTAKES[watch.intake]
    with override(watch.language):
        named = _("There is news of “%(service)s”: you can start now.")
        unnamed = _("The request that you asked about is open on our site: you can start now.")
        start = reverse("forms:start", args=[intake.slug])
        return _("You can start now"), _text(
            _named(watch, named, unnamed),
            settings.SITE_URL + (start if intake.names_service_in_mail else reverse("wagtail_serve", args=[""])),
            _("We told you once, as you asked. Your address is not on our list any more."),
        )


def _named(watch: IntakeWatch, named: str, unnamed: str) -> str:
    intake = INTAKES[watch.intake]
    return (named if intake.names_service_in_mail else unnamed) % {"service": intake.title}


def _text(*paragraphs: str) -> str:
    lines = [
        _("Hello,"),
        *paragraphs,
        _("This message was sent by itself: please do not answer it. The page above says how to write or talk to us."),
        _("CCAS of Montpellier"),
    ]
    return "\n\n".join(lines) + "\n"
