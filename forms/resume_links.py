"""The address that is mailed for a draft: signed, so that it cannot be guessed and a draft that ended can say so."""

from uuid import UUID

from django.conf import settings
from django.core.signing import BadSignature, Signer
from django.urls import reverse

from forms.models import Draft

signer = Signer(sep=".", salt="forms.resume")


def address(draft: Draft) -> str:
    """The full address, in the language of the moment. It opens nothing by itself: its page asks for the code."""
    return settings.SITE_URL + reverse("forms:resume_link", args=[signer.sign(str(draft.pk))])


def draft_of(token: str) -> UUID | None:
    """The key of the draft, which may be gone; None when we did not make this address."""
    try:
        return UUID(signer.unsign(token))
    except BadSignature:
        return None
