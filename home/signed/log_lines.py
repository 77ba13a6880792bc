"""The lines that the history of sign-language videos is made of."""

from django.utils.translation import gettext_lazy as _

LINES = {
    "received": _("Sign-language film received"),
    "retried": _("Sign-language film converted again"),
    "described": _("Words of a sign-language video changed"),
    "checked": _("Sign-language video checked"),
    "published": _("Sign-language video published"),
    "withdrawn": _("Sign-language video taken off the site"),
    "confirmed": _("Signs confirmed after a change of the text"),
    "deleted": _("Sign-language video deleted"),
}


def register(actions) -> None:
    for action, line in LINES.items():
        actions.register_action(f"signed.{action}", line, line)
