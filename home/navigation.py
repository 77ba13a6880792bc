"""The ways around the site: the sections under a language's home page, and each page in the other language."""

from typing import NamedTuple

from django.db import DatabaseError
from django.http import HttpRequest
from django.urls import reverse, translate_url
from django.utils.text import capfirst
from django.utils.translation import get_language, get_language_info, override
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from home.accessibility.mention import mention, newest_audit
from home.models.base import PortalPage
from home.serving import FIRST_LEVEL

SHORT_LABELS = {
    "programmeindexpage": _("Programmes"),
    "procedureindexpage": _("Requests"),
    "policypage": _("The policy"),
    "newsindexpage": _("News"),
}


STATEMENT = "accessibilitypage"
"""The page that every page names by what it states: compliant, in part, or not."""


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


def menu_of(request: HttpRequest | None) -> Menu:
    """The live pages under the home page of the current language: one query a request."""
    if request is None:
        return _menu(_first_level(None))
    if not hasattr(request, "_site_menu"):
        request._site_menu = _menu(_first_level(request))
    return request._site_menu


def _first_level(request: HttpRequest | None) -> list[MenuLink]:
    pages = getattr(request, "first_level", None)  # `home.serving` has read them with the page
    if pages is None:
        here = Page.objects.live().filter(depth=FIRST_LEVEL, locale__language_code=get_language())
        pages = here.filter(view_restrictions=None).annotate(audit=newest_audit()).order_by("path")
    try:
        return [_link(page, request) for page in pages]
    except DatabaseError:
        return []


def _link(page: Page, request: HttpRequest | None) -> MenuLink:
    url, kind, here = page.get_url(request) or "/", page.cached_content_type.model, getattr(request, "path", "")
    current = "page" if here == url else "true" if here.startswith(url) else ""
    title = mention(page.audit).label if kind == STATEMENT else page.title
    return MenuLink(title, url, kind, page.show_in_menus, current)


def _menu(links: list[MenuLink]) -> Menu:
    return Menu(
        [link._replace(title=SHORT_LABELS.get(link.kind, link.title)) for link in links if link.in_menus],
        [link for link in links if not link.in_menus and link.kind != "emergencypage"],
        {link.kind: link for link in links},
    )


def home_url(code: str = "") -> str:
    """The home page of a language, the current one unless told."""
    with override(code or get_language()):
        return reverse("wagtail_serve", args=[""])


def alternates_of(request: HttpRequest, page: object) -> list[Alternate]:
    """Every language, the current one included: one query for a page, none for a view."""
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
