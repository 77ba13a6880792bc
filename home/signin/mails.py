"""Mails to members of staff about their own account. A mail server that is down undoes nothing."""

import logging

from django.contrib.auth.models import User
from django.core.mail import EmailMessage
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

logger = logging.getLogger(__name__)

CHANGES = {
    "mfa/email/totp_activated": gettext_lazy("An authenticator application was added to your account."),
    "mfa/email/totp_deactivated": gettext_lazy("The authenticator application was removed from your account."),
    "mfa/email/webauthn_added": gettext_lazy("A passkey was added to your account."),
    "mfa/email/webauthn_removed": gettext_lazy("A passkey was removed from your account."),
    "mfa/email/recovery_codes_generated": gettext_lazy("New recovery codes were made for your account."),
    "account/email/password_changed": gettext_lazy("The password of your account was changed."),
    "account/email/password_reset": gettext_lazy("The password of your account was changed."),
}
"""What django-allauth tells of, by the name of its mail."""


def tell(user: User, event: str) -> None:
    """Tell someone of a change to their account, in case it was not them."""
    alarm = _("Was it not you? Call your information systems department at once.")
    send(user, _("Your account has changed"), f"{CHANGES[event]}\n\n{alarm}")


def send_link(user: User, address: str, *, new: bool = False) -> None:
    send(user, *link(user, address, new=new))


def link(user: User, address: str, *, new: bool = False) -> tuple[str, str]:
    """Subject and text of the link by which someone chooses a password. It works once, for three days."""
    why = _("An account was made for you.") if new else _("You asked for a new password.")
    what = _("Choose your password here:")
    name = _("Your user name: %(name)s") % {"name": user.get_username()}
    nothing = "" if new else _("You asked for nothing? Do nothing: your password stays as it is.")
    subject = _("Your account on Solidarités Montpellier") if new else _("A new password for your account")
    return str(subject), "\n\n".join(filter(None, [why, f"{what}\n{address}", name, nothing]))


def send(user: User, subject: str, body: str) -> None:
    if not user.email:
        return
    try:
        EmailMessage(subject, body, to=[user.email]).send()
    except OSError as error:
        logger.warning("A mail to account %s did not leave (%s).", user.pk, type(error).__name__)
