"""The address mailed to a partner: signed, for twenty minutes, until the next sign-in. Alone it opens nothing."""

from uuid import UUID

from django.conf import settings
from django.core.signing import BadSignature, TimestampSigner
from django.urls import reverse

from forms.models import Partner

LASTS_SECONDS = 20 * 60
signer = TimestampSigner(sep=".", salt="forms.partner_link")


def address(partner: Partner) -> str:
    """The full address, in the language of the moment."""
    return settings.SITE_URL + reverse("forms:partner_link", args=[signer.sign(f"{partner.pk}_{_state(partner)}")])


def find(token: str) -> Partner | None:
    """Whose link it is; None when it is not ours, over, used, or when its owner may not enter any more."""
    try:
        pk, _sign, state = signer.unsign(token, max_age=LASTS_SECONDS).partition("_")
    except BadSignature:
        return None
    partner = Partner.objects.select_related("organisation").filter(pk=UUID(pk)).first()
    return partner if partner and partner.may_enter and _state(partner) == state else None


def _state(partner: Partner) -> str:
    """Changes at each sign-in: a link that was used, and those mailed before it, are over."""
    return str(int(partner.signed_in_at.timestamp() * 1_000_000)) if partner.signed_in_at else "0"
