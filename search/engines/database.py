"""Search in the portal's own database: one ranking in SQL, over what full text each database is good at.

Each alternative of the question is one full-text query. The best of a group counts, the groups add up, the page's
boost multiplies; words kept as they are carry a mark, so that exact words and stems live in the same index.
"""

from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple, Protocol

from django.db import connection

from home.findable import Part
from search import analysis
from search.documents import Document
from search.engines.asking import NOTHING, Found, Group, Match, Question

EXACT_MARK = "="

TIERS = {1: 3.0, 2: 1.7, 4: 1.0}
"""How many parts of a page are looked at, from the title down, and what a word found there is worth."""

RANKED = """
WITH hits(id, idea, strong, score) AS MATERIALIZED ({hits}),
best AS (SELECT id, idea, MAX(strong) AS strong, MAX(score) AS score FROM hits GROUP BY id, idea),
met AS (
    SELECT best.id, SUM(best.score) * entry.boost * (1 + SUM(best.strong)) / %s AS score, SUM(best.strong) AS covered
    FROM best JOIN search_entry entry ON entry.page_id = best.id
    WHERE entry.language = %s{excluded}
    GROUP BY best.id, entry.boost
),
matched AS (
    SELECT id, score FROM met
    WHERE covered >= CASE WHEN (SELECT MAX(covered) FROM met) < %s THEN (SELECT MAX(covered) FROM met) ELSE %s END
)
"""
PAGE = """
SELECT id, COUNT(*) OVER () FROM matched WHERE {kept} ORDER BY score DESC, id LIMIT %s OFFSET %s
"""
COUNTS = """
SELECT facet.name, facet.value, COUNT(*) FROM matched JOIN search_facet facet ON facet.entry_id = matched.id
WHERE {kept} GROUP BY facet.name, facet.value
"""
HAS_FACET = """EXISTS (
    SELECT 1 FROM search_facet own WHERE own.entry_id = matched.id AND own.name = %s AND own.value = %s
)"""


class Sql(NamedTuple):
    text: str
    values: list[Any]


class Dialect(Protocol):
    """What differs between two databases: how one full-text query is written, and how a page's texts are kept."""

    def hits(self, options: Sequence[Sequence[str]], prefix: bool, parts: int) -> Sql:
        """Rows of page and score: pages that hold all words of an option, close together, in their first `parts`."""
        ...

    def titles(self, words: Sequence[str]) -> Sql: ...

    def put(self, page_id: int, parts: dict[Part, list[str]]) -> Sql: ...


class Database:
    """The engine of the embedded default, and the one that answers when Elasticsearch does not."""

    def __init__(self, dialect: Dialect) -> None:
        self.dialect = dialect

    def search(self, question: Question, *, start: int, stop: int) -> Found:
        if not question.groups:
            return NOTHING
        ranked = self.ranked(question)
        rows = fetched(self.page(ranked, question, start, stop))
        counts: dict[str, dict[str, int]] = {}
        if not rows and not question.facets:
            return NOTHING
        for name, value, count in fetched(self.counts(ranked, question)):
            counts.setdefault(name, {})[value] = count
        return Found([row[0] for row in rows], rows[0][1] if rows else 0, counts)

    def ranked(self, question: Question) -> Sql:
        hits = [sql for number, group in enumerate(question.groups) for sql in self.hits_of(number, group, question)]
        excluded = f" AND entry.page_id NOT IN ({marks(question.excluded)})" if question.excluded else ""
        text = RANKED.format(hits=" UNION ALL ".join(sql.text for sql in hits), excluded=excluded)
        values = [value for sql in hits for value in sql.values]
        return Sql(
            text,
            [*values, 1.0 + question.strong, question.language, *question.excluded, question.needed, question.needed],
        )

    def hits_of(self, number: int, group: Group, question: Question) -> Iterable[Sql]:
        """One query for each way to match and each place; a word in a title tells more than one far down."""
        for match in Match:
            options = [tokens_for(words, way, question.language) for words, way in group.alternatives if way is match]
            for parts, weight in TIERS.items() if options else ():
                hits = self.dialect.hits(options, match is Match.PREFIX, parts)
                text = (
                    f"SELECT id, {number}, {int(group.strong)}, score * {weight * match.value} FROM ({hits.text}) tier"  # noqa: S608
                )
                yield Sql(text, hits.values)

    def page(self, ranked: Sql, question: Question, start: int, stop: int) -> Sql:
        kept = " AND ".join([HAS_FACET] * len(question.facets)) or "1 = 1"
        chosen = [part for pair in question.facets.items() for part in pair]
        return Sql(ranked.text + PAGE.format(kept=kept), [*ranked.values, *chosen, stop - start, start])

    def counts(self, ranked: Sql, question: Question) -> Sql:
        """A facet is counted under the choices made in the others, so that another of its values can be chosen."""
        kept = " AND ".join([f"(facet.name = %s OR {HAS_FACET})"] * len(question.facets)) or "1 = 1"
        chosen = [part for name, value in question.facets.items() for part in (name, name, value)]
        return Sql(ranked.text + COUNTS.format(kept=kept), [*ranked.values, *chosen])

    def suggest(self, words: Sequence[str], language: str, *, most: int) -> list[int]:
        """Pages, none of them sensitive, whose title holds these words, the last one perhaps not typed to its end."""
        found = self.dialect.titles([EXACT_MARK + word for word in words])
        order = " AND NOT entry.is_sensitive AND entry.language = %s ORDER BY entry.boost DESC, entry.page_id LIMIT %s"
        return [row[0] for row in fetched(Sql(found.text + order, [*found.values, language, most]))]

    def put(self, document: Document) -> None:
        """Keep the texts of a page beside its entry, which is there."""
        parts = {part: tokens(document.words(part), document.language) for part in Part}
        text, values = self.dialect.put(document.page.pk, parts)
        with connection.cursor() as cursor:
            cursor.execute(text, values)


def tokens_for(words: Sequence[str], match: Match, language: str) -> list[str]:
    if match in (Match.EXACT, Match.PREFIX):
        return [EXACT_MARK + word for word in words]
    return [analysis.stem(word, language) for word in words]


def tokens(words: Iterable[str], language: str) -> list[str]:
    """Each word as it is, marked, and its stem."""
    return [token for word in words for token in (EXACT_MARK + word, analysis.stem(word, language))]


def marks(values: Sequence[Any]) -> str:
    return ", ".join(["%s"] * len(values))


def fetched(sql: Sql) -> list[tuple]:
    """The rows of a query. No transaction of its own: on SQLite that would take the lock of those who write."""
    with connection.cursor() as cursor:
        cursor.execute(sql.text, sql.values)
        return cursor.fetchall()
