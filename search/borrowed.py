"""What a page shows or leads to that is kept elsewhere: sessions, help numbers, contact details, its easy text.

Each gives texts with the part they stand in; `lines` are sentences that a passage may quote.
"""

from collections.abc import Iterator
from typing import NamedTuple

from django.utils import translation
from django.utils.text import capfirst

from home import hours_in_words
from home.findable import Part
from home.models import ContactDetails, ContactPage, EasyRead, EmergencyPage, HomeDoor
from home.models.base import PortalPage
from programmes.models import CourseSession, ProcedurePage, ProgrammePage
from programmes.models.courses import SIGN_UP

MOST_SESSIONS = 50


class Borrowed(NamedTuple):
    text: str
    part: Part
    may_be_quoted: bool = True


def texts_of(page: PortalPage) -> Iterator[Borrowed]:
    with translation.override(page.locale.language_code):
        yield from residents_words(page)
        yield from easy_text(page)
        if isinstance(page, ProcedurePage):
            yield from sessions(page)
        if isinstance(page, EmergencyPage) or getattr(page, "shows_help_numbers", False):
            yield from help_numbers(page)
        if isinstance(page, ContactPage):
            yield from contact_details(page)


def residents_words(page: PortalPage) -> Iterator[Borrowed]:
    """How someone would say what leads here: the need that the programme answers, the home page's doors."""
    programme = page.programme if isinstance(page, ProcedurePage) else page
    if isinstance(programme, ProgrammePage):
        yield Borrowed(programme.get_need_display(), Part.SUMMARY, may_be_quoted=False)
    for door in HomeDoor.objects.filter(target=page.pk, page__live=True):
        yield Borrowed(f"{door.sentence} {door.label}", Part.SUMMARY, may_be_quoted=False)


def easy_text(page: PortalPage) -> Iterator[Borrowed]:
    """The plain words of its twin find the page. Nothing of it is quoted under the page's own title."""
    easy = EasyRead.objects.published().filter(page=page.pk).first()
    if easy:
        yield Borrowed(easy.title, Part.HEADINGS, may_be_quoted=False)
        yield from (Borrowed(line, Part.BODY, may_be_quoted=False) for line in easy.text.splitlines()[1:])


def sessions(page: ProcedurePage) -> Iterator[Borrowed]:
    for session in open_sessions(page):
        yield Borrowed(f"{session.title}, {session.when}, {session.where}.", Part.HEADINGS)
        if session.description:
            yield Borrowed(session.description, Part.BODY)


def open_sessions(page: PortalPage) -> list[CourseSession]:
    """Those that the page lists: soonest first, none that has started."""
    if not isinstance(page, ProcedurePage) or page.intake != SIGN_UP:
        return []
    return list(CourseSession.objects.open()[:MOST_SESSIONS])


def help_numbers(page) -> Iterator[Borrowed]:
    for one in page.help_numbers:
        yield Borrowed(f"{one.number} – {one.title}", Part.HEADINGS)
        yield Borrowed(one.text, Part.BODY)


def contact_details(page: ContactPage) -> Iterator[Borrowed]:
    """Of the site that the page stands in, or of the only one."""
    site = page.get_site()
    details = ContactDetails.objects.filter(site=site).first() if site else None
    if details is None:
        return
    yield Borrowed(f"{details.name}, {details.street}, {details.postcode} {details.city}", Part.HEADINGS)
    yield Borrowed(f"{named('phone')} : {details.phone}", Part.HEADINGS)
    yield Borrowed(f"{named('stops')} : {', '.join(str(stop.value['name']) for stop in details.stops)}", Part.HEADINGS)
    weeks = {"opening": details.week, "relay_opening": details.relay_week, "lsf_desk": details.lsf_desk_week}
    for name, week in weeks.items():
        if week:
            yield Borrowed(f"{named(name)} : {' '.join(hours_in_words.in_words(week).splitlines())}", Part.HEADINGS)


def named(field: str) -> str:
    """What a field of the contact details is called on screen."""
    return capfirst(str(ContactDetails._meta.get_field(field).verbose_name))  # type: ignore[union-attr]
