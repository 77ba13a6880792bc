"""The one place that asks for pages. What it returns does not depend on which engine answers."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from django.core.paginator import Page as ResultPage
from django.core.paginator import Paginator
from django.db.models import Q
from django.utils.safestring import SafeString
from wagtail.models import Page

from search import answering, danger, indexing, labels, lexicon, passages
from search.engines.asking import FACETS, Found, Question
from search.models import Entry
from search.understanding import Understood, understand

LONGEST = 200
PER_PAGE = 10
LAST_PAGE = 1000
MOST_SUGGESTIONS = 8


class Hit(NamedTuple):
    """One result. `passage` is escaped text with the words that were found marked."""

    entry: Entry
    page: Page
    passage: SafeString

    @property
    def kind(self) -> str:
        return labels.of_value("kind", self.entry.kind)


@dataclass
class Results:
    """`page` is a paginator's page of hits. `from_database` is true when Elasticsearch should have answered."""

    words: str
    page: ResultPage
    counts: dict[str, dict[str, int]] = field(default_factory=dict)
    chosen: dict[str, str] = field(default_factory=dict)
    corrected: str = ""
    in_danger: bool = False
    from_database: bool = False

    @property
    def shows_help(self) -> bool:
        """Whether the help numbers come first: danger was spoken of, or the best answers are about it."""
        return self.in_danger or any(hit.entry.is_sensitive for hit in self.page[:3])

    @property
    def is_sensitive(self) -> bool:
        """Whether the page that shows this must leave no trace, not even a count."""
        return self.in_danger or any(hit.entry.is_sensitive for hit in self.page)


def clean(text: str) -> str:
    """A query as it can be shown and searched: printable, one space between words, no longer than a sentence."""
    printable = "".join(character if character.isprintable() else " " for character in text[: LONGEST * 2])
    return " ".join(printable.split())[:LONGEST].strip()


def find(text: str, *, language: str, number: str = "1", chosen: Mapping[str, str] | None = None) -> Results:
    """The `number`th page of public pages that answer `text`; those that editors or danger put first come first."""
    understood = understand(text, lexicon.current(language))
    kept = {name: value for name, value in (chosen or {}).items() if name in FACETS and value}
    first = [] if kept else first_pages(understood, language)
    question = Question(language, understood.groups, kept, tuple(first))
    answer, from_database, at = ask(question, first, page_number(number))
    start = (at - 1) * PER_PAGE
    ids = [*first[start : start + PER_PAGE], *answer.ids][:PER_PAGE]
    hits = shown(ids, understood)
    page = ResultPage(hits, at, _Paginator(hits, len(first) + answer.total))
    counts = {name: answer.counts[name] for name in FACETS if name in answer.counts}
    return Results(text, page, counts, kept, understood.corrected, bool(understood.danger), from_database)


def ask(question: Question, first: list[int], number: int) -> tuple[Found, bool, int]:
    """The slice of the ranking that this page shows below the first ones; of the last page, when there are fewer."""
    start = (number - 1) * PER_PAGE
    slice_of = max(0, start - len(first)), max(0, start + PER_PAGE - len(first))
    answer, from_database = answering.search(question, *slice_of)
    if answer.ids or number == 1:
        return answer, from_database, number
    answer, from_database = answering.search(question, 0, max(0, PER_PAGE - len(first)))
    last = max(1, -(-(answer.total + len(first)) // PER_PAGE))
    return (answer, from_database, 1) if last == 1 else ask(question, first, min(number - 1, last))


def page_number(text: str) -> int:
    """Whatever the address says, a page that could be there."""
    return min(max(1, int(text)), LAST_PAGE) if text.isascii() and text.isdigit() and len(text) < 12 else 1


def first_pages(understood: Understood, language: str) -> list[int]:
    """Pages shown before any ranking, each of them public: those for people in danger, then the editors'.

    Who speaks of violence sees the programme that shelters first, who speaks of another danger the help numbers.
    """
    if not understood.pins and not understood.danger:
        return []
    wanted = Q(pk__in=understood.pins) | Q(is_sensitive=True) if understood.danger else Q(pk__in=understood.pins)
    entries = Entry.objects.filter(wanted, language=language, page__live=True)

    def order(entry: Entry) -> tuple[bool, bool, float]:
        fits = (entry.kind == "programme") == (understood.danger == danger.VIOLENCE)
        return not (understood.danger and entry.is_sensitive), bool(understood.danger) and not fits, -entry.boost

    return [entry.pk for entry in sorted(entries, key=order)]


def shown(ids: list[int], understood: Understood) -> list[Hit]:
    """The entries of these pages in this order. One that is no longer public is left out, whatever an engine says."""
    pages = {page.pk: page for page in indexing.public().filter(pk__in=ids)}
    entries = Entry.objects.in_bulk([page_id for page_id in ids if page_id in pages])
    return [
        Hit(entries[page_id], pages[page_id], passages.best(entries[page_id], understood.stems))
        for page_id in ids
        if page_id in entries
    ]


def suggest(text: str, *, language: str) -> list[Entry]:
    """Titles of pages that begin to say what is typed. Nothing for those who may be in danger, no sensitive page."""
    held = lexicon.current(language)
    words = held.words_of(text)[:6]
    if not words or understand(text, held).danger:
        return []
    ids = answering.suggest(words, language, most=MOST_SUGGESTIONS)
    there = set(indexing.public().filter(pk__in=ids).values_list("pk", flat=True))
    entries = Entry.objects.select_related("page__locale").filter(is_sensitive=False, page_id__in=there).in_bulk()
    return [entries[page_id] for page_id in ids if page_id in entries]


class _Paginator(Paginator):
    """Numbers pages that an engine has already cut: it counts all of them, and holds one."""

    def __init__(self, hits: list[Hit], count: int) -> None:
        super().__init__(hits, PER_PAGE)
        self.count = count
