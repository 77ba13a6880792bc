"""The texts that can be signed, by key. Each kind of text has a source, registered by the app that knows it.

A key reads `kind:rest`: `page:<translation key>`, `step:<request>/<step>`, `choice:<request>/<step>/<field>/<key>`,
`contact:details`, `message:<name>`, `term:<translation key>/sign` (of the word itself) and `term:<…>/definition`.
"""

from collections.abc import Callable, Iterable
from typing import NamedTuple
from uuid import UUID

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page, Site

from home import hours_in_words, originals
from home.models.base import PortalPage
from home.models.contact import ContactDetails
from home.models.glossary import GlossaryTerm

KINDS = {
    "page": _("pages"),
    "step": _("steps of requests"),
    "choice": _("answers to choose"),
    "help": _("help texts"),
    "leaflet": _("leaflets"),
    "contact": _("contact"),
    "message": _("messages"),
    "term": _("words explained"),
}
CONTACT = "contact:details"


class Target(NamedTuple):
    """A text that can be signed. `part_of` says where it stands, `address` where one reads it ('' where one cannot)."""

    key: str
    title: str
    part_of: str = ""
    address: str = ""

    @property
    def kind(self) -> str:
        return self.key.partition(":")[0]


class Source(NamedTuple):
    """`every` lists the texts of a kind cheaply; `sentences` gives what one of them says, None when there is none."""

    every: Callable[[], Iterable[Target]]
    sentences: Callable[[str], list[str] | None]


SOURCES: dict[str, Source] = {}


def register(kind: str, every: Callable[[], Iterable[Target]], sentences: Callable[[str], list[str] | None]) -> None:
    """`sentences` gets what follows `kind:`, and is asked in French."""
    if kind not in KINDS:
        raise LookupError(kind)
    SOURCES[kind] = Source(every, sentences)


def every() -> list[Target]:
    """All texts that can be signed, in the order of their kinds."""
    with translation.override(settings.LANGUAGE_CODE):
        return [target for kind in KINDS if kind in SOURCES for target in SOURCES[kind].every()]


def find(key: str) -> Target | None:
    kind = key.partition(":")[0]
    if kind not in SOURCES:
        return None
    with translation.override(settings.LANGUAGE_CODE):
        return next((target for target in SOURCES[kind].every() if target.key == key), None)


def text_hash(key: str) -> str | None:
    """The digest of the French text as it stands now; None for a text that there is not, or not any more."""
    kind, _colon, rest = key.partition(":")
    if kind not in SOURCES:
        return None
    with translation.override(settings.LANGUAGE_CODE):
        sentences = SOURCES[kind].sentences(rest)
    return None if sentences is None else originals.digest(sentences)


def page_key(key: str) -> UUID | None:
    """The translation key of a page's text; None for another kind, or for no key at all."""
    kind, _colon, rest = key.partition(":")
    try:
        return UUID(rest) if kind == "page" else None
    except ValueError:
        return None


def of_page(page: Page) -> str:
    return f"page:{page.translation_key}"


def _french() -> "Iterable[Page]":
    return Page.objects.live().public().filter(locale__language_code=settings.LANGUAGE_CODE, depth__gt=1)


def _pages() -> Iterable[Target]:
    for page in _french().order_by("path"):
        if issubclass(page.specific_class or Page, PortalPage):
            yield Target(of_page(page), page.title, address=page.get_url() or "")


def _page_sentences(rest: str) -> list[str] | None:
    key = page_key(f"page:{rest}")
    page = _french().filter(translation_key=key).first() if key else None
    return originals.page_sentences(page.specific) if page and isinstance(page.specific, PortalPage) else None


def _contacts() -> Iterable[Target]:
    return [Target(CONTACT, str(ContactDetails._meta.verbose_name).capitalize())]


def _contact_sentences(rest: str) -> list[str] | None:
    site = Site.objects.filter(is_default_site=True).first()
    details = ContactDetails.objects.filter(site=site).first() if rest == "details" else None
    if details is None:
        return None
    weeks = (details.week, details.relay_week, details.lsf_desk_week)
    place = f"{details.name}, {details.street}, {details.postcode} {details.city}"
    return [place, details.phone, details.relay_name, *(hours_in_words.in_words(week) for week in weeks)]


def _terms() -> Iterable[Target]:
    for term in GlossaryTerm.objects.filter(locale__language_code=settings.LANGUAGE_CODE):
        yield Target(term.signed("sign"), term.name, str(_("sign of the word")), term.get_absolute_url())
        yield Target(term.signed("definition"), term.name, str(_("definition")), term.get_absolute_url())


def _term_sentences(rest: str) -> list[str] | None:
    key, _slash, part = rest.partition("/")
    try:
        term = GlossaryTerm.objects.filter(
            locale__language_code=settings.LANGUAGE_CODE, translation_key=UUID(key)
        ).first()
    except ValueError:
        return None
    said = {"sign": [term.name, term.expansion], "definition": [term.definition]} if term else {}
    return said.get(part)


register("page", _pages, _page_sentences)
register("contact", _contacts, _contact_sentences)
register("term", _terms, _term_sentences)
