"""What the sweep found: one row a page, one column a check, and the words of each finding."""

from datetime import UTC, datetime
from pathlib import Path

from playwright.sync_api import Page, Response

from tests.browser.sweep import fields, keys, layout, rules, structure  # noqa: F401 – each registers its checks
from tests.browser.sweep.seen import CHECKS, Seen, Setting
from tests.browser.sweep.seen import look as run

BATCHES = ["unique title", "valid HTML", "PDF/UA"]


class Record:
    """Gathers findings, and keeps what the server sent for the checks that run once over all of it."""

    def __init__(self, folder: Path) -> None:
        self.rows: dict[str, dict[str, list[str]]] = {}
        self.titles: dict[str, str] = {}
        self.sources, self.papers = folder / "html", folder / "pdf"
        self.sources.mkdir()
        self.papers.mkdir()
        self.names: dict[str, str] = {}  # of files, by what they hold

    def look(self, page: Page, name: str, setting: Setting, state: str = "", *, staff: bool = False) -> None:
        page.wait_for_load_state()
        row = f"{name} [{setting.name}]"
        self.titles.setdefault(f"{name}", page.title())
        self.rows[row] = run(Seen(page, setting, state, staff))

    def keep(self, name: str, response: Response | None) -> None:
        """Keep the HTML as it was sent, once a page."""
        if response is None or name in self.names.values():
            return
        file = self.sources / f"{len(self.names):04}.html"
        file.write_bytes(response.body())
        self.names[file.name] = name

    def keep_paper(self, name: str, content: bytes) -> None:
        file = self.papers / f"{len(self.names):04}.pdf"
        file.write_bytes(content)
        self.names[file.name] = name

    def add(self, batch: str, found: dict[str, list[str]]) -> None:
        """The findings of a batch, by the name of the page or of its file."""
        for key, words in found.items():
            self.rows.setdefault(self.names.get(key, key), {})[batch] = words

    def faults(self, start: str = "") -> list[str]:
        return [
            f"{row}: {name}: {words}"
            for row, found in self.rows.items()
            for name, all_words in found.items()
            for words in all_words
            if row.startswith(start)
        ]

    def totals(self) -> list[tuple[str, int, int]]:
        """(check, pages looked at, findings) of each check."""
        names = [*CHECKS, *BATCHES]
        return [
            (
                name,
                sum(name in found for found in self.rows.values()),
                sum(len(found.get(name, [])) for found in self.rows.values()),
            )
            for name in names
        ]

    def table(self) -> str:
        """Page × check in Markdown: the number of findings, a dot where there is none, nothing where it did not run."""
        names = [*CHECKS, *BATCHES]
        lines = ["| Page | " + " | ".join(names) + " |", "|---" * (len(names) + 1) + "|"]
        for row, found in self.rows.items():
            cells = [str(len(found[name]) or "·") if name in found else "" for name in names]
            lines.append(f"| {row} | " + " | ".join(cells) + " |")
        return "\n".join(lines)

    def report(self, seed: str) -> str:
        when = datetime.now(tz=UTC)
        totals = "\n".join(f"| {name} | {pages} | {found} |" for name, pages, found in self.totals())
        return REPORT.format(day=f"{when:%Y-%m-%d}", rows=len(self.rows), seed=seed, totals=totals, table=self.table())


REPORT = """# Accessibility sweep

Written by `make sweep` on {day}: {rows} pages and settings. A dot is a check without a finding; an empty cell is a check that does not apply there.
This is a machine's word, not an audit: what only people can judge stands in the accessibility statement.

| Check | Pages | Findings |
|---|---|---|
{totals}

## Page by page
{table}
"""
