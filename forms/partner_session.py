"""Who signed in at the network's door with this device: checked against the partner's own row at each request."""

import time

from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpRequest
from django.utils.crypto import constant_time_compare, salted_hmac

from forms.device import PARTNER
from forms.models import Partner
from home.records.hashing import email_digest

IDLE_SECONDS = 30 * 60
WHOLE_SECONDS = 8 * 60 * 60
NOTED_EVERY = 60  # reading page after page does not write the session each time


def sign_in(request: HttpRequest, partner: Partner) -> None:
    """Under a new session key. What the device held stays."""
    request.session.cycle_key()
    now = time.time()
    request.session[PARTNER] = {"id": str(partner.pk), "stamp": _stamp(partner), "since": now, "seen": now}


def sign_out(request: HttpRequest) -> None:
    request.session.pop(PARTNER, None)
    request.session.cycle_key()
    if settings.DEMO and request.user.is_authenticated:
        logout(request)


def current(request: HttpRequest) -> Partner | None:
    """The partner who is signed in, and still may be."""
    rows = Partner.objects.select_related("organisation")
    key = request.session.get(PARTNER, {}).get("id")
    partner = rows.filter(pk=key).first() if key else None
    if partner is None and (address := _demo_address(request)):
        partner = rows.filter(email_hash=address, active=True).first()
    return partner if partner and is_of(request, partner) else None


def is_of(request: HttpRequest, partner: Partner) -> bool:
    """Whether this session is the partner's, at this moment. Comes with their `organisation`."""
    if not partner.may_enter:
        return False
    kept, now = request.session.get(PARTNER), time.time()
    if not kept or not _lives(kept, partner, now):
        return partner.email_hash == _demo_address(request)
    if now - kept["seen"] > NOTED_EVERY:
        request.session[PARTNER] = kept | {"seen": now}
    return True


def _lives(kept: dict, partner: Partner, now: float) -> bool:
    in_time = now - kept["seen"] <= IDLE_SECONDS and now - kept["since"] <= WHOLE_SECONDS
    return in_time and kept["id"] == str(partner.pk) and constant_time_compare(kept["stamp"], _stamp(partner))


def _stamp(partner: Partner) -> str:
    """Changes with the personal code: renewing it ends every session opened with the former one."""
    return salted_hmac("forms.partner_session", partner.code_hash).hexdigest()


def _demo_address(request: HttpRequest) -> str | None:
    """The demonstration's account `partenaire` is its partner as well, without mail or code. Never outside it."""
    if not settings.DEMO or not request.user.is_authenticated:
        return None
    return email_digest(request.user.email) or None
