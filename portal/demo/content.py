"""Loads the pages of `portal/content/` into the page tree: French first, English as its translation.

A page that exists is left as it is, so that editors' work survives another start.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml
from django.apps import apps
from django.conf import settings
from django.core.management import call_command
from wagtail.models import Locale, Page, Site

from home.models import ContactDetails, HelpNumber, HomePage
from home.models.base import PortalPage

CONTENT = settings.BASE_DIR / "portal" / "content"
PAGE_LINKS = {"target", "programme"}
"""Fields that name another page: filled in once every page exists."""


class PageFile:
    """One page in one language, as its file says it. `name` is the file's name: other files refer to it."""

    def __init__(self, path: Path) -> None:
        self.name = path.stem
        self.data: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))

    @property
    def parent(self) -> str:
        return self.data["parent"]

    def values(self) -> dict[str, Any]:
        """Field values of the page itself, links to other pages left out."""
        data = self.data
        plain = {name: value for name, value in data.get("fields", {}).items() if name not in PAGE_LINKS}
        own = {name: data[name] for name in ("title", "summary", "slug") if name in data}
        optional = ("seo_title", "search_description", "show_in_menus", "quick_exit")
        own |= {name: data[name] for name in optional if name in data}
        return own | plain | {"body": data.get("body", [])}


def load() -> None:
    """Make whatever is missing: languages, site, pages, contact block, help numbers."""
    french, _made = Locale.objects.get_or_create(language_code="fr")
    english, _made = Locale.objects.get_or_create(language_code="en")
    home = HomePage.objects.filter(locale=french).first()
    if home is not None:
        _point_site_at(home)
        return
    Page.objects.filter(depth=2).delete()
    pages = _load_language(french, originals={})
    _point_site_at(pages["accueil"])
    _load_language(english, originals=pages)
    _load_contact(french, english)
    call_command("update_index", verbosity=0)


def _load_language(locale: Locale, originals: dict[str, PortalPage]) -> dict[str, PortalPage]:
    files = {path.stem: PageFile(path) for path in sorted((CONTENT / locale.language_code).glob("*.yaml"))}
    root = Page.get_first_root_node()
    made: dict[str, Any] = {"root": root}
    for file in _parents_first(files):
        original = originals.get(file.name)
        page = _build(file, locale, original)
        made[file.parent].add_child(instance=page)
        made[file.name] = page
    for name, file in files.items():
        _link(made[name], file, made, originals.get(name))
        made[name].save_revision().publish()
    return made


def _parents_first(files: dict[str, PageFile]) -> Iterator[PageFile]:
    """Files in tree order: a parent before its children, siblings by `order`."""

    def below(parent: str) -> Iterator[PageFile]:
        children = [file for file in files.values() if file.parent == parent]
        for file in sorted(children, key=lambda file: file.data.get("order", 0)):
            yield file
            yield from below(file.name)

    return below("root")


def _build(file: PageFile, locale: Locale, original: PortalPage | None) -> PortalPage:
    page = apps.get_model(file.data["type"])(locale=locale, **file.values())
    if original is not None:
        page.translation_key = original.translation_key
    for relation, rows in file.data.get("rows", {}).items():
        if not any(PAGE_LINKS & row.keys() for row in rows):
            setattr(page, relation, _rows(page, relation, rows, original))
    return page


def _rows(page: PortalPage, relation: str, rows: list[dict], original: PortalPage | None) -> list:
    """Child rows of a page; those of a translation carry the keys of the rows they translate."""
    model = page._meta.get_field(relation).related_model
    made = [model(locale=page.locale, sort_order=rank, **row) for rank, row in enumerate(rows)]
    if original is not None:
        for row, source in zip(made, getattr(original, relation).all(), strict=True):
            row.translation_key = source.translation_key
    return made


def _link(page: PortalPage, file: PageFile, pages: dict[str, Any], original: PortalPage | None) -> None:
    """Fill the fields and rows that name other pages."""
    for name, target in file.data.get("fields", {}).items():
        if name in PAGE_LINKS:
            setattr(page, name, pages[target] if target else None)
    for relation, rows in file.data.get("rows", {}).items():
        if any(PAGE_LINKS & row.keys() for row in rows):
            linked = [row | {name: pages[row[name]].page_ptr for name in PAGE_LINKS & row.keys()} for row in rows]
            setattr(page, relation, _rows(page, relation, linked, original))
    page.save()


def _point_site_at(home: PortalPage) -> None:
    host, _slashes, port = settings.SITE_URL.partition("://")[2].partition(":")
    Site.objects.update_or_create(
        is_default_site=True,
        defaults={
            "hostname": host,
            "port": int(port or 443),
            "root_page": home,
            "site_name": settings.WAGTAIL_SITE_NAME,
        },
    )


def _load_contact(french: Locale, english: Locale) -> None:
    data = yaml.safe_load((CONTENT / "contact.yaml").read_text(encoding="utf-8"))
    numbers = data.pop("help_numbers")
    opening = [("hours", value) for value in data.pop("opening")]
    stops = [("stop", value) for value in data.pop("stops")]
    site = Site.objects.get(is_default_site=True)
    ContactDetails.objects.update_or_create(site=site, defaults={**data, "opening": opening, "stops": stops})
    for number in numbers:
        words = {locale: number.pop(locale.language_code) for locale in (french, english)}
        original = HelpNumber.objects.create(locale=french, **number, **words[french])
        key = original.translation_key
        HelpNumber.objects.create(locale=english, translation_key=key, **number, **words[english])
