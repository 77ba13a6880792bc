"""By which way a person is told something: the one they asked for, else the next that there is.

Mail and text messages leave by themselves; a letter, a call and a video are tasks of the team. Nobody is left out:
who gave no way at all becomes a task as well.
"""

from enum import StrEnum
from typing import Any, NamedTuple

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from forms.intakes.fields import is_mobile
from forms.models import Errand, Submission
from forms.services.errands import owe_errand
from home import other_ways
from home.records import texting
from home.records.models import Channel
from home.records.notices import owe


class Way(StrEnum):
    EMAIL = "email"
    SMS = "sms"
    CALL = "call"
    VIDEO = "lsf"
    LETTER = "letter"
    NONE = "none"


WRITTEN = (Way.EMAIL, Way.SMS)
FALL_BACK = (Way.EMAIL, Way.SMS, Way.LETTER, Way.CALL)
TASKS = {
    Way.CALL: Errand.Kind.CALL,
    Way.VIDEO: Errand.Kind.VIDEO,
    Way.LETTER: Errand.Kind.LETTER,
    Way.NONE: Errand.Kind.OTHER_WAY,
}


class Message(NamedTuple):
    """What a mail says. It names a number, never a subject; a text message says less still."""

    about: Errand.About
    subject: str
    body: str


def is_not_phoned(contact: dict[str, Any]) -> bool:
    """Whether they asked for it, or sign: a number is for text messages then."""
    return bool(contact.get("no_calls")) or contact.get("preference") == Way.VIDEO


def there_are(contact: dict[str, Any]) -> set[Way]:
    """The ways that the person gave. Who asked not to be phoned, or signs, is not, whatever number they gave."""
    phone = contact.get("phone") or ""
    given = {
        Way.EMAIL: contact.get("email"),
        Way.SMS: phone and is_mobile(phone),
        Way.CALL: phone and not is_not_phoned(contact),
        Way.VIDEO: contact.get("preference") == Way.VIDEO,
        Way.LETTER: contact.get("address"),
    }
    return {way for way, there in given.items() if there}


def choose(contact: dict[str, Any], *, at_once: bool = False) -> Way:
    """The way for this person. `at_once` is for what only confirms: a mail or a text message does, if there is one."""
    preferred, possible = contact.get("preference") or "", there_are(contact)
    order = [Way(preferred)] if preferred in set(Way) else []
    if at_once and preferred not in WRITTEN:
        order = [*WRITTEN, *order]
    return next((way for way in (*order, *FALL_BACK) if way in possible), Way.NONE)


def reach(submission: Submission, event: str, message: Message, *, at_once: bool = False, timed: bool = False) -> None:
    """Owe the person this message, or the team the task of telling them, once an event; both for what is `timed`."""
    way = choose(submission.contact, at_once=at_once)
    if way in TASKS:
        owe_errand(submission, TASKS[way], message.about, event)
    if way == Way.VIDEO or (timed and way in TASKS):  # it takes days: until then, they know that there is something
        way = next((written for written in WRITTEN if written in there_are(submission.contact)), way)
    if way == Way.EMAIL:
        to = submission.contact["email"]
        owe(event=event, record=submission, to=to, subject=message.subject, body=message.body, in_turn=True)
    elif way == Way.SMS:
        owe(
            event=event,
            record=submission,
            to=submission.contact["phone"],
            subject="",
            body=short(submission.reference, message.about),
            channel=Channel.SMS.value,
            in_turn=True,
        )


def short(reference: str, about: Errand.About) -> str:
    """A text message: number and address, within one message of the phone networks."""
    names = {"reference": reference, "link": follow_link(), "contact": other_ways.contact_page()}
    received, code = Errand.About.RECEIVED, Errand.About.CODE
    if about == received:
        words = _("CCAS of Montpellier: we have your request %(reference)s. To follow it: %(link)s")
    elif about == code:
        words = _("CCAS of Montpellier: a new code was made for %(reference)s. It was not you? %(contact)s")
    else:
        words = _("CCAS of Montpellier: there is news about your request %(reference)s. To read it: %(link)s")
    text = texting.plain(words % names)
    return text if texting.fits(text) else texting.plain(f"CCAS {reference} {names['link']}")[: texting.LENGTH]


def follow_link() -> str:
    """The full address of the page where a request is followed, in the language of the moment."""
    return settings.SITE_URL + reverse("forms:follow")
