"""The words that search knows in one language: those of the pages, the editors' synonyms and pins.

Held in memory, and read again when `Marker` says that they changed: one small query a search.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple
from uuid import uuid4

from rapidfuzz import process
from rapidfuzz.distance import OSA

from home.models import GlossaryTerm
from search import analysis, danger
from search.models import Entry, Marker, Pin, Synonym, Term
from search.sounds import sound

CURRENT = "lexicon"
SHORTEST_CORRECTED = 4
SHORTEST_APART, SHORTEST_JOINED = 3, 4
ELIDED_BARE = re.compile(r"(?:[cdjlmnst]|qu)((?=[aeiouyh]).+)")
AUXILIARIES = {"ai", "as", "a", "est", "es", "etait", "etais", "ont", "avait", "avais", "aurais", "aurait"}
"""Forms that tell nothing, and that people write in one with « j’ », « c’ », « n’ »."""
COMMON_SHARE = 0.5  # of the pages: a word that most of them hold tells nothing of what is looked for

Stems = tuple[str, ...]


class Pinned(NamedTuple):
    stems: frozenset[str]
    page_id: int


@dataclass
class Lexicon:
    """`known` gives each word's spelling and number of pages; `alike` each expression's stems with its synonyms'."""

    language: str
    known: dict[str, tuple[str, int]] = field(default_factory=dict)
    stems: dict[str, int] = field(default_factory=dict)
    alike: dict[Stems, list[tuple[str, ...]]] = field(default_factory=dict)
    alike_as_written: dict[tuple[str, ...], list[tuple[str, ...]]] = field(default_factory=dict)
    pins: list[Pinned] = field(default_factory=list)
    spelling: dict[str, str] = field(default_factory=dict)
    spelled_stems: set[str] = field(default_factory=set)
    pages: int = 0

    def stems_of(self, words: Iterable[str]) -> Stems:
        return tuple(analysis.stem(word, self.language) for word in words)

    def words_of(self, expression: str) -> tuple[str, ...]:
        """The words of an expression that tell something; all of them when none does."""
        words = analysis.words(expression, self.language)
        return tuple(word for word in words if not analysis.is_stop(word, self.language)) or tuple(words)

    def knows(self, word: str) -> bool:
        return word in self.spelling or analysis.stem(word, self.language) in self.spelled_stems

    def tells_little(self, word: str) -> bool:
        """A word that most pages hold, or that belongs to any question."""
        return (
            analysis.is_weak(word, self.language)
            or self.stems.get(analysis.stem(word, self.language), 0) > self.pages * COMMON_SHARE > 1
        )

    def correct(self, word: str) -> str | None:
        """The known word nearest to one that is not known: said alike, else one letter off, two in longer words."""
        if len(word) < SHORTEST_CORRECTED or word.isdigit() or self.knows(word):
            return None
        return self.heard.get(sound(word, self.language)) or self.spelled_nearly(word)

    def spelled_nearly(self, word: str) -> str | None:
        most = 1 if len(word) < 7 else 2
        near = process.extract(word, self.spelling.keys(), scorer=OSA.distance, score_cutoff=most, limit=20)
        best = min(near, key=lambda found: (found[1], found[0][0] != word[0], -self.weight(found[0])), default=None)
        return best[0] if best else None

    @cached_property
    def heard(self) -> dict[str, str]:
        """Of the words that sound alike, the most common one. Made when the first mistake is met."""
        by_weight = sorted(self.spelling, key=self.weight)
        return {heard: word for word in by_weight if (heard := sound(word, self.language))}

    def apart(self, word: str) -> tuple[str, ...]:
        """An unknown word without the article that lost its apostrophe, or as the two known words that it joins."""
        if len(word) < SHORTEST_APART or word.isdigit() or self.knows(word):
            return (word,)
        rest = ELIDED_BARE.match(word) if self.language == "fr" else None
        if rest and (rest[1] in AUXILIARIES or (rest[1] in self.known and len(rest[1]) > 3)):
            return () if rest[1] in AUXILIARIES else (rest[1],)
        cuts = range(SHORTEST_JOINED, len(word) - SHORTEST_JOINED + 1)
        return next(((word[:at], word[at:]) for at in cuts if {word[:at], word[at:]} <= self.known.keys()), (word,))

    def weight(self, word: str) -> int:
        return self.known.get(word, ("", 0))[1]

    def add_synonyms(self, expressions: Sequence[str]) -> None:
        words = [found for expression in expressions if (found := self.words_of(expression))]
        for own in words:
            others = [other for other in words if other != own]
            self.alike.setdefault(self.stems_of(own), []).extend(others)
            self.alike_as_written.setdefault(own, []).extend(others)
        for expression in expressions:
            self.spell(expression)

    def synonyms(self, words: Sequence[str]) -> list[tuple[str, ...]]:
        """Those of the expression as it is written, else of its stems: isolement is no isolation."""
        written = self.alike_as_written.get(tuple(words))
        return written or self.alike.get(self.stems_of(words), [])

    def add_pin(self, expressions: Iterable[str], page_id: int) -> None:
        for expression in expressions:
            self.pins.append(Pinned(frozenset(self.stems_of(self.words_of(expression))), page_id))
            self.spell(expression)

    def spell(self, text: str) -> None:
        shown = analysis.spelled(text)
        for word in self.words_of(text):
            self.spelling.setdefault(word, shown.get(word, word))
            self.spelled_stems.add(analysis.stem(word, self.language))


_held: dict[str, tuple[str, Lexicon]] = {}


def current(language: str) -> Lexicon:
    stamp = Marker.objects.filter(pk=CURRENT).values_list("value", flat=True).first() or ""
    held = _held.get(language)
    if held is None or held[0] != stamp or not stamp:
        held = _held[language] = (stamp, read(language))
    return held[1]


def read(language: str, *, leaving_out: Synonym | Pin | None = None) -> Lexicon:
    """All of it from the database, in five queries; without one snippet that is being changed."""
    lexicon = Lexicon(language, pages=Entry.objects.filter(language=language).count())
    for word, shown, pages in Term.objects.filter(language=language, pages__gt=0).values_list("word", "shown", "pages"):
        lexicon.known[word] = (shown, pages)
        lexicon.spelling[word] = shown
        stem = analysis.stem(word, language)
        lexicon.spelled_stems.add(stem)
        lexicon.stems[stem] = max(pages, lexicon.stems.get(stem, 0))
    for snippet in (*Synonym.objects.filter(language=language), *Pin.objects.filter(language=language)):
        if snippet != leaving_out:
            snippet.teach(lexicon)
    for term in GlossaryTerm.objects.filter(locale__language_code=language).exclude(expansion=""):
        lexicon.add_synonyms([term.name, term.expansion])
    lexicon.spell(danger.SPELLED[language if language in danger.SPELLED else "fr"])
    return lexicon


def changed(**kwargs) -> None:
    """Have every process read the words again."""
    Marker.objects.update_or_create(pk=CURRENT, defaults={"value": uuid4().hex})
