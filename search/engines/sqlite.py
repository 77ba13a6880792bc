"""SQLite: FTS5 over words that Python has analysed, ranked by its BM25."""

from collections.abc import Sequence

from home.findable import Part
from search.engines.database import Sql

COLUMNS = {Part.TITLE: "title", Part.SUMMARY: "summary", Part.HEADINGS: "headings", Part.BODY: "body"}
WEIGHTS = "6.0, 4.0, 2.0, 1.0"


class Sqlite:
    """FTS5 takes query words in double quotes; ours are letters and digits, with one mark before some."""

    def hits(self, options: Sequence[Sequence[str]], prefix: bool, parts: int) -> Sql:
        columns = " ".join(list(COLUMNS.values())[:parts])
        text = f"SELECT rowid AS id, -bm25(search_fts, {WEIGHTS}) AS score FROM search_fts WHERE search_fts MATCH %s"  # noqa: S608
        return Sql(text, [f"{{{columns}}} : ({' OR '.join(expression(words, prefix) for words in options)})"])

    def titles(self, words: Sequence[str]) -> Sql:
        text = (
            "SELECT entry.page_id FROM search_fts JOIN search_entry entry ON entry.page_id = search_fts.rowid"
            " WHERE search_fts MATCH %s"
        )
        return Sql(text, [f"{{title}} : ({expression(words, True)})"])

    def put(self, page_id: int, parts: dict[Part, list[str]]) -> Sql:
        text = "INSERT OR REPLACE INTO search_fts (rowid, title, summary, headings, body) VALUES (%s, %s, %s, %s, %s)"
        return Sql(text, [page_id, *(" ".join(parts[part]) for part in COLUMNS)])


def expression(words: Sequence[str], prefix: bool) -> str:
    """All the words close together; of one that is typed, its beginning. Each is indexed twice, marked and stemmed."""
    quoted = [f'"{word}"' for word in words]
    if prefix:
        return " AND ".join([*quoted[:-1], f"{quoted[-1]} *"])
    return quoted[0] if len(quoted) == 1 else f"NEAR({' '.join(quoted)}, {2 * len(quoted)})"
