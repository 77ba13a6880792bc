"""Run against the data of the portal that is visited: prints its live pages, its page types, and its addresses."""

import json
import os

import django

OURS = ("home.", "programmes.", "forms.", "search.", "portal.")
NO_PAGES = ("/gestion/", "/documents/", "/sante/", "/en/", "/sitemap.xml", "/robots.txt")


def main() -> None:
    os.environ["DJANGO_SETTINGS_MODULE"] = "portal.settings"
    django.setup()
    from tests.addresses import templates

    plain = [address for address in templates() if "<" not in address]
    found = pages() | {
        "public": [address for address in plain if not address.startswith(NO_PAGES)],
        "staff": [address for address in plain if address.startswith("/gestion/") and is_ours(address)],
    }
    print(json.dumps(found))  # noqa: T201


def pages() -> dict[str, list]:
    from wagtail.models import Page, get_page_models

    from home.models import EasyRead

    live = Page.objects.live().public().filter(depth__gt=1).select_related("locale").specific().order_by("path")
    types = [model._meta.label for model in get_page_models() if model.is_creatable and model is not Page]
    easy = [("EasyRead", "fr", f"{text.page.url}facile/") for text in EasyRead.objects.published()]
    words = [("GlossaryTerm", term.locale.language_code, term.get_absolute_url()) for term in first_words()]
    types = [*types, "EasyRead", "GlossaryTerm"]
    return {
        "pages": [(page.specific_class._meta.label, page.locale.language_code, page.url) for page in live]
        + easy
        + words,
        "types": types,
    }


def first_words() -> list:
    """One acronym and one word: the others are made alike."""
    from home.models import GlossaryTerm

    french = GlossaryTerm.objects.filter(locale__language_code="fr").select_related("locale")
    return [french.exclude(expansion="").first(), french.filter(expansion="").first()]


def is_ours(address: str) -> bool:
    from django.urls import resolve

    view = resolve(address).func
    return getattr(view, "view_class", view).__module__.startswith(OURS)


if __name__ == "__main__":
    main()
