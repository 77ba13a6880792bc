"""The words of a record as staff search keeps them and asks for them: as they are, folded, and by their stems."""

from collections.abc import Iterator
from copy import copy
from typing import Any

from wagtail.search.index import RelatedFields
from wagtail.search.query import And, Or, Phrase, PlainText, SearchQuery

from search import analysis

LANGUAGE = "fr"
"""Of the staff, and of most titles; English ones lose no more than some endings, on both sides alike."""


class Reading:
    """A record as its index entry reads it: the texts of its fields with their folded words and stems."""

    def __init__(self, record: Any) -> None:
        self.record, self.pk = record, record.pk

    def get_search_fields(self) -> list[Any]:
        return [read_by_words(field) for field in self.record.get_search_fields()]


def read_by_words(field: Any) -> Any:
    kept = copy(field)
    if isinstance(field, RelatedFields):
        kept.fields = [read_by_words(inner) for inner in field.fields]
        kept.get_value = lambda record: field.get_value(_itself(record))
    else:
        kept.get_value = lambda record: kept_words(" ".join(texts(field.get_value(_itself(record)))))
    return kept


def _itself(record: Any) -> Any:
    return record.record if isinstance(record, Reading) else record


def texts(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, list):
        for item in value:
            yield from texts(item)
    elif value is not None:
        yield str(value)


def kept_words(text: str) -> str:
    """The text itself, for alphabets that are not ours, then its words, then their stems."""
    words = analysis.words(text, LANGUAGE) + analysis.joined_words(text, LANGUAGE)
    return " ".join([text, *words, *stems(words)])


def stems(words: list[str]) -> list[str]:
    return [analysis.stem(word, LANGUAGE) for word in words]


def asked(query: SearchQuery) -> SearchQuery:
    """The same query over words as they are kept: by stem, or as typed so far."""
    if isinstance(query, And | Or):
        return type(query)([asked(part) for part in query.subqueries])
    if not isinstance(query, PlainText | Phrase):
        return query
    words = analysis.words(query.query_string, LANGUAGE)
    if isinstance(query, Phrase):
        return Phrase(" ".join(stems(words))) if words else query
    telling = [word for word in words if not analysis.is_stop(word, LANGUAGE)] or words
    if not telling:
        return query
    return Or([PlainText(" ".join(form), operator=query.operator) for form in (stems(telling), telling)])
