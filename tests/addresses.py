"""Every address of the URLconf, so that a new one is tested without anyone adding it to a list."""

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from django.urls import URLPattern, get_resolver

ARGUMENT = re.compile(r"<(?:(?P<kind>\w+):)?(?P<name>\w+)>")

PLAUSIBLE = {"uuid": "00000000-0000-4000-8000-000000000007", "slug": "colocation", "str": "1", "": "x"}
BY_NAME = {
    "app_label": "home",
    "app_name": "home",
    "content_type_app_name": "home",
    "content_type_model_name": "helpnumber",
    "model_name": "helpnumber",
    "step": "contact",
}


class Route(NamedTuple):
    """`template` is the address as the URLconf writes it, `/gestion/users/edit/<int:pk>/`; `name` has its namespaces,
    and is empty where it has none.
    """

    template: str
    name: str

    @property
    def is_plain(self) -> bool:
        """Written with `path`, not as a regular expression."""
        return not re.search(r"[\\^(*+]", self.template)


def routes() -> list[Route]:
    """Each once, in the order in which they are tried: of two with one address, the first answers."""
    return list({route.template: route for route in reversed(list(under(get_resolver(), "/", "")))}.values())[::-1]


def templates() -> list[str]:
    """Those that can be filled in; those made of regular expressions are left out."""
    return sorted(route.template for route in routes() if route.is_plain)


def under(resolver, start: str, space: str) -> Iterator[Route]:
    for entry in resolver.url_patterns:
        template = start + re.sub(r"^\^|\$$", "", str(entry.pattern))
        if isinstance(entry, URLPattern):
            yield Route(template, f"{space}{entry.name}" if entry.name else "")
        else:
            yield from under(entry, template, f"{space}{entry.namespace}:" if entry.namespace else space)


def filled(template: str, value: Callable[[str, str], str]) -> str:
    """The address with `value(kind, name)` in each place; kind is empty where the URLconf gives none."""
    return ARGUMENT.sub(lambda match: value(match["kind"] or "", match["name"]), template)


def everywhere(key: int) -> list[str]:
    """Every address that can be filled in, with the key of a row that exists wherever a number is asked for."""

    def value(kind: str, name: str) -> str:
        return BY_NAME.get(name) or (str(key) if kind == "int" else PLAUSIBLE[kind])

    return [filled(template, value) for template in templates()]
