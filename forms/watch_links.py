"""The addresses that are mailed to people who wait for news: signed, so that they cannot be guessed."""

from uuid import UUID

from django.conf import settings
from django.core.signing import BadSignature, Signer
from django.urls import reverse

from forms.models import IntakeWatch

signer = Signer(sep=".", salt="forms.watch")


def token(watch: IntakeWatch) -> str:
    return signer.sign(str(watch.pk))


def confirm(watch: IntakeWatch) -> str:
    """The full address of the page that confirms, in the language of the moment. Opening it changes nothing."""
    return settings.SITE_URL + reverse("forms:watch_confirm", args=[token(watch)])


def stop(watch: IntakeWatch) -> str:
    """The full address that takes one off the list, by one POST."""
    return settings.SITE_URL + reverse("forms:watch_stop", args=[token(watch)])


def key_in(signed: str) -> UUID | None:
    """The key of the row, which may be gone; None when we did not make this address."""
    try:
        return UUID(signer.unsign(signed))
    except BadSignature:
        return None
