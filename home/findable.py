"""How search finds a page, said once by each type of page as plain data. `search` reads it; so does Wagtail's admin."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import IntEnum

from wagtail.search import index

STOCK = {"title", "slug", "search_description"}
"""What Wagtail's own index of pages already holds, or never shows."""


class Part(IntEnum):
    """Where a text stands, most telling first."""

    TITLE = 0
    SUMMARY = 1
    HEADINGS = 2
    BODY = 3


@dataclass(frozen=True)
class Findable:
    """`texts` and `facets` name attributes of the page, or `relation.attribute` of its rows or of a linked live page.

    `boost` multiplies the score: a programme answers more people than a legal notice.
    """

    kind: str = "page"
    boost: float = 1.0
    texts: Mapping[str, Part] = field(default_factory=dict)
    facets: Mapping[str, str] = field(default_factory=dict)

    def extended(self, *, texts: Mapping[str, Part] | None = None, **changed) -> "Findable":
        """The declaration of a type that adds to this one."""
        return replace(self, texts={**self.texts, **(texts or {})}, **changed)

    def for_staff(self) -> list[index.BaseField]:
        """The same texts as fields of Wagtail's own index, which the admin searches."""
        plain = [index.SearchField(name) for name in self.texts if "." not in name and name not in STOCK]
        rows: dict[str, list[index.BaseField]] = {}
        for path in self.texts:
            relation, dot, name = path.partition(".")
            if dot and "." not in name:
                rows.setdefault(relation, []).append(index.SearchField(name))
        return [*plain, *(index.RelatedFields(relation, fields) for relation, fields in rows.items())]
