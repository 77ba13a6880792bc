"""What a change of words would do to the results, before it is published."""

from typing import NamedTuple

from search import answering, lexicon
from search.engines.asking import Question
from search.models import Entry
from search.understanding import understand

MOST_EXPRESSIONS, MOST_TITLES = 5, 5


class Trial(NamedTuple):
    """The first titles for one expression, without and with the change."""

    words: str
    before: list[str]
    after: list[str]


def trials(changed) -> list[Trial]:
    """`changed` is a Synonym or a Pin as it stands in the form, saved or not."""
    without = lexicon.read(changed.language, leaving_out=changed)
    having = lexicon.read(changed.language, leaving_out=changed)
    changed.teach(having)
    return [
        Trial(words, titles(words, without), titles(words, having)) for words in changed.expressions[:MOST_EXPRESSIONS]
    ]


def titles(words: str, known: lexicon.Lexicon) -> list[str]:
    understood = understand(words, known)
    question = Question(known.language, understood.groups, excluded=understood.pins)
    found, _from_database = answering.search(question, 0, MOST_TITLES)
    entries = Entry.objects.in_bulk([*understood.pins, *found.ids])
    return [entries[page_id].title for page_id in (*understood.pins, *found.ids) if page_id in entries][:MOST_TITLES]
