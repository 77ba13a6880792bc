"""What is done with the network: organisations and partners approved or closed by staff, and partners signing in."""

from typing import Any
from uuid import uuid4

from django.contrib.auth.hashers import make_password
from django.contrib.auth.models import User
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from forms import partner_links
from forms.models import Organisation, Partner
from forms.reference import new_code
from home import other_ways
from home.records.hashing import email_digest
from home.records.notices import owe


class AddressTaken(Exception):
    """Another active partner has this address."""


@transaction.atomic
def save_organisation(organisation: Organisation, *, by: User) -> None:
    """Add or change one that a form checked."""
    action = "forms.organisation_added" if organisation._state.adding else "forms.organisation_changed"
    organisation.save()
    log(organisation, action, user=by, data={"active": organisation.active})


def approve(*, by: User, **details: Any) -> tuple[Partner, str]:
    """A new partner, and the personal code to tell them: nobody can read it again. Raises AddressTaken."""
    code = new_code()
    partner = Partner(**details, code_hash=make_password(code))
    _save(partner, "forms.partner_approved", by)
    return partner, code


def correct(partner: Partner, *, by: User, **details: Any) -> None:
    """Raises AddressTaken."""
    for name, value in details.items():
        setattr(partner, name, value)
    _save(partner, "forms.partner_corrected", by, *details, "email_hash")


def renew_code(partner: Partner, *, by: User) -> str:
    """A new personal code. The former one, and what was opened with it, ends at once."""
    code = new_code()
    partner.code_hash = make_password(code)
    _save(partner, "forms.partner_code_renewed", by, "code_hash")
    return code


def close(partner: Partner, *, by: User) -> None:
    """Their sessions end at once; their alerts stay; their row is kept a year."""
    partner.active = False
    _save(partner, "forms.partner_closed", by, "active", "purge_on")


def reopen(partner: Partner, *, by: User) -> None:
    """Raises AddressTaken."""
    partner.active = True
    _save(partner, "forms.partner_reopened", by, "active", "purge_on")


def _save(partner: Partner, action: str, by: User, *fields: str) -> None:
    """Write these fields only, or a new row: a sign-in meanwhile is not undone."""
    try:
        with transaction.atomic():
            partner.save(update_fields=fields or None)
            log(partner, action, user=by)
    except IntegrityError as refusal:
        raise AddressTaken from refusal


@transaction.atomic
def mail_link(email: str) -> None:
    """Mail the partner who has this address a link to sign in. Any other address takes the same work, undone.

    The mail goes to the address that we have, not to the one typed: two writings may fold into one.
    """
    rows = Partner.objects.select_related("organisation").filter(email_hash=email_digest(email), active=True)
    partner = rows.filter(organisation__active=True).first()
    subject, body = _link_mail(partner or Partner())
    event = f"forms.partner_link:{uuid4()}"
    owe(event=event, record=partner or Partner(), to=partner.email if partner else email, subject=subject, body=body)
    if partner is None:
        transaction.set_rollback(True)


def _link_mail(partner: Partner) -> tuple[str, str]:
    """A mailbox may be shared: no name, no organisation, nothing of an alert."""
    lines = [
        _("Hello,"),
        _("Here is the link that you asked for. It works for 20 minutes, once, and asks for your personal code:"),
        partner_links.address(partner),
        _("You do not have your personal code any more? Call us: we give you a new one."),
        other_ways.in_a_line(),
        _("You asked for nothing? Then delete this message: without the code, the link opens nothing."),
        _("This message was sent by itself: please do not answer it. The page above says how to write or talk to us."),
        _("CCAS of Montpellier"),
    ]
    return _("Your link to sign in"), "\n\n".join(lines) + "\n"


@transaction.atomic
def enter(partner: Partner) -> bool:
    """Use up the links of this partner. False when the link was used meanwhile."""
    unused = Partner.objects.filter(pk=partner.pk, signed_in_at=partner.signed_in_at, active=True)
    if not unused.update(signed_in_at=timezone.now()):
        return False
    log(partner, "forms.partner_signed_in")
    return True
