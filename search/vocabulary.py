"""On how many pages each word stands: kept with each entry, so that nothing has to be counted again."""

from django.db.models import F

from search.documents import Document
from search.models import Entry, Term

LONGEST = 80


def replace(known: Entry | None, document: Document | None) -> None:
    """Take the words of an entry away and count those of the page that takes its place."""
    old = set(known.words.split()) if known else set()
    new = document.vocabulary() if document else set()
    if known and (document is None or known.language != document.language):
        count(known.language, old, -1)
        old = set()
    if document:
        count(document.language, old - new, -1)
        add(document, new - old)


def add(document: Document, words: set[str]) -> None:
    spelled = document.spelled()
    terms = [
        Term(language=document.language, word=word, shown=spelled.get(word, word)[:LONGEST])
        for word in sorted(words)
        if len(word) <= LONGEST
    ]
    Term.objects.bulk_create(terms, ignore_conflicts=True)
    count(document.language, words, +1)


def count(language: str, words: set[str], by: int) -> None:
    ordered = sorted(words)
    for start in range(0, len(ordered), 400):
        part = Term.objects.filter(language=language, word__in=ordered[start : start + 400])
        (part if by > 0 else part.filter(pages__gt=0)).update(pages=F("pages") + by)
