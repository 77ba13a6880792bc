"""What stands beside a phone wherever no page's foot does: in mails, letters and sheets to keep."""

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from home.hours_in_words import in_words
from home.models import ContactDetails


def in_a_line() -> str:
    """How to reach us without a voice, for a text that says « call us »."""
    ways = _("You can also write to us, or reach us in French sign language (LSF) or through a relay service: %(link)s")
    return ways % {"link": contact_page()}


def contact_page() -> str:
    """The full address of the contact page, in the language of the moment."""
    return settings.SITE_URL + reverse("wagtail_serve", args=["contact/"])


def in_lines(contact: ContactDetails) -> list[str]:
    """The same for paper, with the relay service and the days of the desk as the city set them."""
    relay = _("Call us through %(name)s, free of charge: %(link)s")
    lines = [in_a_line()]
    if contact.relay_name:
        lines.append(relay % {"name": contact.relay_name, "link": contact.relay_link})
    if contact.lsf_desk:
        lines.append(f"{_('Front desk in LSF:')} {in_words(contact.lsf_desk_week)}")
    return lines
