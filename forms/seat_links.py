"""The address by which a seat is given back without an account: signed, mailed with the reminder."""

from uuid import UUID

from django.conf import settings
from django.core.signing import BadSignature, Signer
from django.urls import reverse

signer = Signer(sep=".", salt="forms.seat")


def token(enrolment: UUID) -> str:
    return signer.sign(str(enrolment))


def give_back(enrolment: UUID) -> str:
    """The full address, in the language of the moment. Opening it changes nothing: its button does."""
    return settings.SITE_URL + reverse("forms:seat_back", args=[token(enrolment)])


def key_in(signed: str) -> UUID | None:
    """The key of the enrolment, which may be gone; None when we did not make this address."""
    try:
        return UUID(signer.unsign(signed))
    except BadSignature:
        return None
