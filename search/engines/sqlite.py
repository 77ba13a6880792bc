"""SQLite: FTS5 over words that Python has analysed, ranked by its BM25."""

from collections.abc import Sequence

from home.findable import Part
from search.engines.database import Sql

COLUMNS = {Part.TITLE: "title", Part.SUMMARY: "summary", Part.HEADINGS: "headings", Part.BODY: "body"}
WEIGHTS = "10.0, 5.0, 3.0, 1.0"


class Sqlite:
    """FTS5 takes query words in double quotes; ours are letters and digits, with one mark before some."""

    def hits(self, group: int, strong: bool, words: Sequence[str], prefix: bool, weight: float) -> Sql:
        text = f"SELECT rowid, %s, %s, -bm25(search_fts, {WEIGHTS}) * %s FROM search_fts WHERE search_fts MATCH %s"  # noqa: S608
        return Sql(text, [group, int(strong), weight, expression(words, prefix)])

    def titles(self, words: Sequence[str]) -> Sql:
        text = (
            "SELECT entry.page_id FROM search_fts JOIN search_entry entry ON entry.page_id = search_fts.rowid"
            " WHERE search_fts MATCH %s"
        )
        return Sql(text, [f"{{title}} : ({expression(words, prefix=True)})"])

    def put(self, page_id: int, parts: dict[Part, list[str]]) -> Sql:
        text = "INSERT OR REPLACE INTO search_fts (rowid, title, summary, headings, body) VALUES (%s, %s, %s, %s, %s)"
        return Sql(text, [page_id, *(" ".join(parts[part]) for part in COLUMNS)])


def expression(words: Sequence[str], prefix: bool) -> str:
    return " AND ".join(f'"{word}"' for word in words) + (" *" if prefix else "")
