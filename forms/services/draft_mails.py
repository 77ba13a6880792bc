"""Mails about a draft, in its language. A mailbox may be shared, or not be theirs: no answer, no name, no code."""

from datetime import date
from typing import cast

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import override

from forms import resume_links
from forms.intakes import INTAKES
from forms.models import Draft
from home import other_ways


def way_back(draft: Draft) -> tuple[str, str]:
    """Subject and text of the mail that brings the link."""
    with override(draft.language):
        subject = _("To go on with your draft %(reference)s") % {"reference": draft.reference}
        return subject, _text(draft, _what_was_started(draft))


def ending(draft: Draft) -> tuple[str, str]:
    """Subject and text of the warning before a draft is deleted."""
    with override(draft.language):
        subject = _("Your draft %(reference)s ends soon") % {"reference": draft.reference}
        return subject, _text(draft, _what_was_started(draft), _("When this time is over, we delete your answers."))


def _what_was_started(draft: Draft) -> str:
    intake = INTAKES[draft.intake]
    named = _("You started “%(service)s” on our site. Nothing is sent yet.")
    unnamed = _("You started a request on our site. Nothing is sent yet.")
    return (named if intake.names_service_in_mail else unnamed) % {"service": intake.title}


def _text(draft: Draft, *paragraphs: str) -> str:
    day = date_format(cast(date, draft.purge_on), "DATE_FORMAT")  # a constraint says that there is one
    lines = [
        _("Hello,"),
        *paragraphs,
        _("We keep your answers until %(day)s, and longer each time you save.") % {"day": day},
        _("To go on, open this page and type the code of draft %(reference)s:") % {"reference": draft.reference},
        resume_links.address(draft),
        _("You did not note the code? On the device where you started, this page opens without it. Or call us."),
        other_ways.in_a_line(),
        _("You started nothing? Then someone mistook your address for theirs: you can delete this message."),
        _("This message was sent by itself: please do not answer it. The page above says how to write or talk to us."),
        _("CCAS of Montpellier"),
    ]
    return "\n\n".join(lines) + "\n"
