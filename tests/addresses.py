"""Every address of the URLconf, so that a new one is tested without anyone adding it to a list."""

import re
from collections.abc import Callable, Iterator

from django.urls import URLPattern, get_resolver

ARGUMENT = re.compile(r"<(?:(?P<kind>\w+):)?(?P<name>\w+)>")


def templates() -> list[str]:
    """As the URLconf writes them, `/gestion/users/edit/<str:pk>/`; those made of regular expressions are left out."""
    return sorted({template for template in under(get_resolver(), "/") if not re.search(r"[\\^(*]", template)})


def under(resolver, start: str) -> Iterator[str]:
    for entry in resolver.url_patterns:
        template = start + re.sub(r"^\^|\$$", "", str(entry.pattern))
        if isinstance(entry, URLPattern):
            yield template
        else:
            yield from under(entry, template)


def filled(template: str, value: Callable[[str, str], str]) -> str:
    """The address with `value(kind, name)` in each place; kind is empty where the URLconf gives none."""
    return ARGUMENT.sub(lambda match: value(match["kind"] or "", match["name"]), template)
