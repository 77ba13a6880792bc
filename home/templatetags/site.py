"""What every page shows around its content: menu, way back, languages, ways to reach us, opening hours in words."""

from collections.abc import Iterable
from typing import NamedTuple

from django import template
from django.db import DatabaseError
from django.http import HttpRequest
from django.urls import reverse, translate_url
from django.utils.dateformat import time_format
from django.utils.text import capfirst
from django.utils.translation import get_language, get_language_info, gettext_lazy, ngettext, override, pgettext
from django.utils.translation import gettext as _
from wagtail.models import Page, Site

from home import hours
from home.models import ContactDetails
from home.models.base import PortalPage
from home.serving import FIRST_LEVEL

register = template.Library()

SHORT_LABELS = {
    "programmeindexpage": gettext_lazy("Programmes"),
    "procedureindexpage": gettext_lazy("Requests"),
    "policypage": gettext_lazy("The policy"),
    "newsindexpage": gettext_lazy("News"),
}
NUMBER_WORDS = [
    gettext_lazy("Two"),
    gettext_lazy("Three"),
    gettext_lazy("Four"),
    gettext_lazy("Five"),
    gettext_lazy("Six"),
    gettext_lazy("Seven"),
    gettext_lazy("Eight"),
    gettext_lazy("Nine"),
]


class MenuLink(NamedTuple):
    """A page of the first level. `kind` is its model, `current` an `aria-current` value or nothing."""

    title: str
    url: str
    kind: str
    in_menus: bool
    current: str


class Menu(NamedTuple):
    """`main` leads to the sections, `fixed` to the pages that the law or habit asks for, `by_kind` to one of a kind."""

    main: list[MenuLink]
    fixed: list[MenuLink]
    by_kind: dict[str, MenuLink]


class Alternate(NamedTuple):
    """A language. `url` is this page in it or, where it has none (`is_same` false), that language's home page."""

    code: str
    name: str
    url: str
    address: str
    is_current: bool
    is_same: bool


@register.simple_tag
def home_url(code: str = "") -> str:
    """The home page of a language, the current one unless told."""
    with override(code or get_language()):
        return reverse("wagtail_serve", args=[""])


@register.simple_tag(takes_context=True)
def site_menu(context) -> Menu:
    """The live pages under the home page of the current language: one query a request."""
    request = context.get("request")
    if not hasattr(request, "_site_menu"):
        links = _first_level(request)
        if request is None:
            return _menu(links)
        request._site_menu = _menu(links)
    return request._site_menu


def _first_level(request: HttpRequest | None) -> list[MenuLink]:
    pages = getattr(request, "first_level", None)  # `home.serving` has read them with the page
    if pages is None:
        here = Page.objects.live().filter(depth=FIRST_LEVEL, locale__language_code=get_language())
        pages = here.filter(view_restrictions=None).order_by("path")
    try:
        return [_link(page, request) for page in pages]
    except DatabaseError:
        return []


def _link(page: Page, request: HttpRequest | None) -> MenuLink:
    url, kind, here = page.get_url(request) or "/", page.cached_content_type.model, getattr(request, "path", "")
    current = "page" if here == url else "true" if here.startswith(url) else ""
    return MenuLink(page.title, url, kind, page.show_in_menus, current)


def _menu(links: list[MenuLink]) -> Menu:
    return Menu(
        [link._replace(title=SHORT_LABELS.get(link.kind, link.title)) for link in links if link.in_menus],
        [link for link in links if not link.in_menus and link.kind != "emergencypage"],
        {link.kind: link for link in links},
    )


@register.simple_tag(takes_context=True)
def breadcrumb(context) -> list[MenuLink]:
    """The sections above this page, by their addresses: no query of its own."""
    return [link for link in site_menu(context).by_kind.values() if link.current == "true"]


@register.simple_tag(takes_context=True)
def alternates(context) -> list[Alternate]:
    """Every language, the current one included: one query for a page, none for a view."""
    request, page = context.get("request"), context.get("page")
    if request is None:
        return []
    translations = _translations(page, request) if isinstance(page, PortalPage) and page.pk else None
    return [_alternate(code, request, translations) for code in ("fr", "en")]


def _translations(page: PortalPage, request: HttpRequest) -> dict[str, tuple[str, str]]:
    """By language: path and full address of each live translation."""
    try:
        return {
            twin.locale.language_code: (twin.get_url(request), twin.get_full_url(request)) for twin in page.versions
        }
    except DatabaseError:
        return {}


def _alternate(code: str, request: HttpRequest, translations: dict | None) -> Alternate:
    if translations is None:
        url, is_same = _translated_view(code, request)
        address = request.build_absolute_uri(url)
    else:
        is_same = code in translations
        url, address = translations.get(code) or (home_url(code), "")
    name = capfirst(get_language_info(code)["name_local"])
    return Alternate(code, name, url, address, code == get_language(), is_same)


def _translated_view(code: str, request: HttpRequest) -> tuple[str, bool]:
    """The same view in another language; for an address that leads nowhere, that language's home page."""
    match = request.resolver_match
    if match is None or match.url_name == "wagtail_serve":
        return home_url(code), False
    return translate_url(request.get_full_path(), code), True


@register.simple_tag(takes_context=True)
def contact_details(context) -> ContactDetails | None:
    """The contact block of the current site: one query a request, shared with `settings.home.ContactDetails`."""
    request = context.get("request")
    try:
        if request is None or Site.find_for_request(request) is None:
            return None
        return ContactDetails.for_request(request)
    except DatabaseError:
        return None


@register.filter
def corrections(form) -> str:
    """How many answers to correct, in words up to nine: the title of the error summary."""
    count = sum(len(errors) for errors in form.errors.values())
    if count == 1:
        return _("One answer to correct")
    words = NUMBER_WORDS[count - 2] if 2 <= count <= 9 else count
    return ngettext("%(number)s answer to correct", "%(number)s answers to correct", count) % {"number": words}


@register.filter
def weekly_hours(week: Iterable[hours.Opening]) -> str:
    """A week of openings in words: one line, one sentence for each set of hours."""
    return "\n".join(_sentence(same) for same in hours.group(week))


def _sentence(same: hours.SameHours) -> str:
    days = _enumerate([words for run in same.runs for words in _days(run)])
    spans = [
        pgettext("hours", "%(opens)s to %(closes)s") % {"opens": _hour(opens), "closes": _hour(closes)}
        for opens, closes in same.openings
    ]
    return pgettext("opening hours", "%(days)s: %(hours)s.") % {"days": capfirst(days), "hours": _enumerate(spans)}


def _days(run: hours.DayRun) -> list[str]:
    """« du lundi au mercredi » from three days on, else each day by itself."""
    names = [str(hours.DAY_NAMES[day]) for day in range(run.first, run.last + 1)]
    if len(names) > 2:
        return [pgettext("days", "%(first)s to %(last)s") % {"first": names[0], "last": names[-1]}]
    return [pgettext("day of the week", "%(day)s") % {"day": name} for name in names]


def _hour(moment) -> str:
    return time_format(moment, pgettext("minutes", "G:i") if moment.minute else pgettext("whole hour", "G:i"))


def _enumerate(parts: list[str]) -> str:
    if len(parts) < 2:
        return "".join(parts)
    return pgettext("list", "%(start)s and %(end)s") % {"start": ", ".join(parts[:-1]), "end": parts[-1]}
