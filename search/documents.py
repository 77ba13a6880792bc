"""A page as search reads it: what its type declares in `findable`, collected from the live page and its rows."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from wagtail.models import Page

from home.findable import Part
from home.models.base import PortalPage
from home.sentences import texts_at, values_at
from search import analysis, borrowed, standing

STATED_IN_ONE_PLACE = {"slug"}
"""Read for its words only: nobody reads a slug as a sentence."""


@dataclass
class Document:
    """`texts` holds the sentences of each part; `facets` are pairs of name and value."""

    page: PortalPage
    language: str
    texts: dict[Part, list[str]] = field(default_factory=lambda: {part: [] for part in Part})
    lines: list[str] = field(default_factory=list)
    facets: set[tuple[str, str]] = field(default_factory=set)

    def words(self, part: Part) -> list[str]:
        """The folded words of a part, without empty ones, each joined form beside its pieces."""
        found = []
        for text in self.texts[part]:
            found += analysis.words(text, self.language) + analysis.joined_words(text, self.language)
        return [word for word in found if not analysis.is_stop(word, self.language)]

    def vocabulary(self) -> set[str]:
        return {word for part in Part for word in self.words(part) if not word.isdigit()}

    def spelled(self) -> dict[str, str]:
        """How the words of the vocabulary are written on the page."""
        return {
            word: shown for part in Part for text in self.texts[part] for word, shown in analysis.spelled(text).items()
        }


def read(page: PortalPage) -> Document:
    """What search may know of this page. `page` is its live version, in its own type."""
    document = Document(page, page.locale.language_code)
    for path, part in page.findable.texts.items():
        for text, rank in texts_at(page, path, part):
            document.texts[rank].append(text)
            if path not in STATED_IN_ONE_PLACE and rank is not Part.TITLE and text not in document.lines:
                document.lines.append(text)
    for one in borrowed.texts_of(page):
        document.texts[one.part].append(one.text)
        if one.may_be_quoted:
            document.lines.append(one.text)
    if not page.quick_exit:  # sensitive pages are found by words alone
        document.facets = set(facets_of(page))
    return document


def facets_of(page: PortalPage) -> Iterator[tuple[str, str]]:
    yield "kind", page.findable.kind
    for name, path in page.findable.facets.items():
        yield from ((name, value[:120]) for value in values_at(page, path) if value)
    yield from (("place", session.place) for session in borrowed.open_sessions(page))
    yield from ((name, value) for _page, name, value in standing.of_pages(Page.objects.filter(pk=page.pk)))
