"""The household's leaflet: who holds what, from whom, why, and how to refuse. In plain French and in easy French.

Both say the same. `EASY_OF` is the digest of the plain text that the easy one was written from: a test says when the
plain one has changed, so that somebody reads the easy one again.
"""

from typing import NamedTuple

from django.utils.translation import gettext as _

from home import other_ways
from home.models import ContactDetails

EASY_OF = "5677ac4d9f506a875fd58630a93a60c3ae8744090fd4f9f4c2c5fd88618bbc61"


class Section(NamedTuple):
    title: str
    lines: list[str]


def plain(contact: ContactDetails) -> list[Section]:
    return [*_plain(), Section(_("To ask for it yourself, to ask a question, or to say no"), _ways(contact))]


def _plain() -> list[Section]:
    return [
        Section(
            _("Who comes"),
            [
                _(
                    "First, the CCAS contacts you, your way and at your moments. Then, if you agree, two of its "
                    "social workers come to your home: one to three visits, on days chosen with you. Nobody "
                    "comes without having agreed on it with you."
                ),
                _(
                    "They look at the home and the bills with you, then propose what can help: small equipment, "
                    "advice, a talk with the landlord, works."
                ),
            ],
        ),
        Section(
            _("What is told, and to whom"),
            [
                _(
                    "To the CCAS: your name, your address, how to reach you, and what is hard in your home. "
                    "Nothing before your yes."
                ),
                _(
                    "To the professional who gives you this leaflet: that their message arrived. If you agree to "
                    "it, also that someone follows it, and when it is closed. Never what is said or seen in your "
                    "home, nor anything about money or health."
                ),
                _("To your landlord or your energy supplier: nothing without your agreement."),
            ],
        ),
        Section(
            _("Who holds what, from whom, and why"),
            [
                _(
                    "The CCAS holds what was flagged, from whoever flagged your home, to propose help with "
                    "energy. It tells you so at the first contact, and one month after the alert at most. When a "
                    "cut-off is near, or someone fragile lives in the cold, it contacts you within two working "
                    "days; otherwise within ten."
                ),
                _(
                    "You withdraw by phone, by letter, by mail or at the reception. The alert closes, and all "
                    "that says who you are is deleted a month later. Whoever flagged your home reads only that "
                    "it is closed."
                ),
            ],
        ),
        Section(
            _("Your rights"),
            [
                _("You can say no, now or at any time, without a reason."),
                _("You can see what was written about you, have it corrected, or have it deleted."),
                _("You can be helped by someone you trust, or by an interpreter, in sign language (LSF) too."),
            ],
        ),
    ]


def easy(contact: ContactDetails) -> list[Section]:
    """One idea a line; words that are not everybody's are explained."""
    return [
        Section(
            _("What is this paper?"),
            [
                _("Is your home cold? Are your energy bills too high?"),
                _("The CCAS can help you. The CCAS is the social service of the City of Montpellier."),
                _("It is free."),
                _("You choose: yes or no."),
            ],
        ),
        Section(
            _("What happens if you say yes?"),
            [
                _("Someone from the CCAS talks with you first."),
                _("Then two people from the CCAS come to your home."),
                _("You choose the day with them."),
                _("They come one, two or three times."),
                _("They look at your home and your bills with you."),
                _("They tell you what can help you."),
            ],
        ),
        Section(
            _("What does the CCAS know about you?"),
            [
                _("Someone told the CCAS that your home is hard to heat."),
                _("The CCAS writes down your name and your address."),
                _("The CCAS writes down what is hard in your home."),
                _("Why? To help you."),
                _("The CCAS tells nothing to your landlord without your yes."),
            ],
        ),
        Section(
            _("What does the person who told the CCAS know?"),
            [
                _("This person knows that the CCAS received the message."),
                _("This person reads one word at the end: closed."),
                _("This person does not know if you said yes or no."),
                _("This person does not know what is said in your home."),
            ],
        ),
        Section(
            _("You can say no"),
            [
                _("You can say no today. You can say no later."),
                _("You do not have to say why."),
                _("If you say no, the CCAS stops."),
                _("One month later, the CCAS deletes your name and your address."),
            ],
        ),
        Section(
            _("Your rights"),
            [
                _("You can read what the CCAS wrote about you."),
                _("You can ask for a change."),
                _("You can ask the CCAS to delete it."),
                _("Someone you trust can help you."),
            ],
        ),
        Section(_("How to talk with the CCAS?"), _ways(contact)),
    ]


def _ways(contact: ContactDetails) -> list[str]:
    place = {"street": contact.street, "postcode": contact.postcode, "city": contact.city}
    phone = [f"{_('By phone:')} {contact.phone}"] if contact.phone else []
    reception = _("By letter, or at the reception: %(street)s, %(postcode)s %(city)s") % place
    return [
        *phone,
        reception if contact.phone else _("By phone, by letter or at the reception of the CCAS"),
        _("In sign language (LSF): at the reception, or by video when you ask for it in writing"),
        *other_ways.in_lines(contact),
    ]


def bound() -> list[str]:
    """The sentences that the easy text was written from."""
    return [part for section in _plain() for part in (section.title, *section.lines)]


def title(*, in_easy_words: bool) -> str:
    return _("Is your home cold?") if in_easy_words else _("Cold at home, or energy bills too heavy?")
