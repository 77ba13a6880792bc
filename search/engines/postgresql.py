"""PostgreSQL: a tsvector over words that Python has analysed, ranked by `ts_rank` times how rare the words are."""

from collections.abc import Sequence

from home.findable import Part
from search.engines.database import Sql

LETTERS = {Part.TITLE: "A", Part.SUMMARY: "B", Part.HEADINGS: "C", Part.BODY: "D"}
WEIGHTS = "{0.1, 0.3, 0.5, 1.0}"
LENGTH_COUNTS = 1  # divided by 1 + the logarithm of the document's length
LAST_POSITION = 16_000  # a tsvector's own bound is 16,383


class Postgresql:
    """No parser of PostgreSQL's: lexemes are written as they are, letters and digits in single quotes."""

    def hits(self, options: Sequence[Sequence[str]], prefix: bool, parts: int) -> Sql:
        text = (
            "SELECT rowid AS id, ts_rank(%s::real[], vector, query, %s) * rarity AS score"
            " FROM search_fts, (SELECT %s::tsquery AS query) asked,"
            " (SELECT ln(1 + (SELECT count(*) FROM search_entry)::float8"
            " / (0.5 + (SELECT count(*) FROM search_fts WHERE vector @@ %s::tsquery))) AS rarity) rare"
            " WHERE vector @@ query"
        )
        letters = "".join(list(LETTERS.values())[:parts])
        query = " | ".join(f"({expression(words, prefix, letters)})" for words in options)
        return Sql(text, [WEIGHTS, LENGTH_COUNTS, query, query])

    def titles(self, words: Sequence[str]) -> Sql:
        text = (
            "SELECT entry.page_id FROM search_fts JOIN search_entry entry ON entry.page_id = search_fts.rowid"
            " WHERE vector @@ %s::tsquery"
        )
        return Sql(text, [expression(words, True, LETTERS[Part.TITLE])])

    def put(self, page_id: int, parts: dict[Part, list[str]]) -> Sql:
        text = (
            "INSERT INTO search_fts (rowid, vector) VALUES (%s, %s::tsvector)"
            " ON CONFLICT (rowid) DO UPDATE SET vector = EXCLUDED.vector"
        )
        placed = [(word, LETTERS[part]) for part in Part for word in parts[part]][:LAST_POSITION]
        return Sql(text, [page_id, " ".join(f"'{word}':{at}{letter}" for at, (word, letter) in enumerate(placed, 1))])


def expression(words: Sequence[str], prefix: bool, letters: str) -> str:
    """All the words in these parts, one after the other; each is indexed twice, marked and stemmed."""
    quoted = [f"'{word}':{letters}" for word in words]
    if prefix:
        return " & ".join([*quoted[:-1], f"'{words[-1]}':*{letters}"])
    return " <2> ".join(quoted)
