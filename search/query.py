"""The one place that asks the search engine. What it returns does not depend on which engine answers."""

import re

from django.core.paginator import Page as ResultPage
from django.core.paginator import Paginator
from wagtail.models import Locale, Page

LONGEST = 200
PER_PAGE = 10


def clean(text: str) -> str:
    """A query as it can be shown and searched: printable, one space between words, no longer than a sentence."""
    printable = "".join(character if character.isprintable() else " " for character in text[: LONGEST * 2])
    return " ".join(printable.split())[:LONGEST].strip()


def find(text: str, *, language: str, number: str = "1") -> ResultPage:
    """The `number`th page of live public pages that hold all the words, or failing that, some of them."""
    locale = Locale.objects.get_for_language(language)
    pages = Page.objects.live().public().filter(locale=locale, depth__gt=2).specific()
    words = " ".join(re.findall(r"\w\w+", text))  # engines read marks as operators, and elisions as words
    results = pages.search(words, operator="and")
    if not results.count():
        results = pages.search(words, operator="or")
    return Paginator(results, PER_PAGE).get_page(number)
