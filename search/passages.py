"""The lines of a page that speak of what was asked, with the words marked. Everything is escaped here."""

import re
from collections.abc import Iterator
from itertools import groupby

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from search import analysis
from search.models import Entry

LONGEST = 240
BEFORE = 60
PIECE = re.compile(r"\w+|\W+")


def best(entry: Entry, stems: frozenset[str]) -> SafeString:
    """The line that holds most of the stems; the summary where none holds any."""
    lines = [entry.summary, *entry.lines.split("\n")]
    scored = [(len(met(line, stems, entry.language)), line) for line in lines if line]
    score, line = max(scored, key=lambda found: found[0], default=(0, ""))
    return marked(cut(line, stems, entry.language) if score else entry.summary, stems, entry.language)


def met(text: str, stems: frozenset[str], language: str) -> set[str]:
    return {stem for word in analysis.words(text, language) if (stem := analysis.stem(word, language)) in stems}


def cut(line: str, stems: frozenset[str], language: str) -> str:
    """A line that is too long, around the first word that was found."""
    if len(line) <= LONGEST:
        return line
    first = next((at for at, piece in pieces(line) if is_met(piece, stems, language)), 0)
    start = line.rfind(" ", 0, max(0, first - BEFORE)) + 1 if first > BEFORE else 0
    end = line.rfind(" ", start, start + LONGEST)
    return ("… " if start else "") + line[start : end if end > start else start + LONGEST] + " …"


def pieces(line: str) -> Iterator[tuple[int, str]]:
    return ((found.start(), found.group()) for found in PIECE.finditer(line))


def is_met(piece: str, stems: frozenset[str], language: str) -> bool:
    return any(analysis.stem(word, language) in stems for word in analysis.words(piece, language))


def marked(line: str, stems: frozenset[str], language: str) -> SafeString:
    parts = [(is_met(piece, stems, language), piece) for _at, piece in pieces(line)]
    runs = [(found, "".join(piece for _met, piece in run)) for found, run in groupby(parts, key=lambda part: part[0])]
    return format_html_join("", "{}", ((format_html("<mark>{}</mark>", run) if found else run,) for found, run in runs))
