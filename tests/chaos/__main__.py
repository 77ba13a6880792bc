"""`make chaos`: the full fault, race and hostile sets on both databases, then one table. A missed bound is exit 1.

CHAOS_SCALE=0.05 tries it out; DATABASE_URL names the PostgreSQL to use, without it only SQLite is measured.
"""

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

SETS = [
    "tests/chaos",
    "tests/programmes/test_seats_race.py",
    "tests/forms/test_purge_clock.py",
    "tests/forms/test_desk_races.py",
]
HEAD = ("figure", "measured", "bound", "verdict")


def main() -> None:
    databases = {"SQLite": {}, "PostgreSQL": {"DATABASE_URL": os.environ.pop("DATABASE_URL", "")}}
    rows: list[tuple[str, str, str, str]] = []
    for name, environment in databases.items():
        if "" in environment.values():
            print("SKIPPED PostgreSQL: DATABASE_URL names none")  # noqa: T201 – this is a command
        else:
            rows += run(name, environment)
    print_table(rows)
    sys.exit(any(verdict != "holds" for *_, verdict in rows))


def run(name: str, environment: dict[str, str]) -> list[tuple[str, str, str, str]]:
    """The rows that the tests wrote, and one for each file that failed or is missing."""
    rows: list[tuple[str, str, str, str]] = []
    with tempfile.TemporaryDirectory() as folder:
        kept = Path(folder) / "rows"
        for part in filter(os.path.exists, SETS):
            command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-n", "2", part]
            failed = subprocess.run(
                command, env={**os.environ, **environment, "CHAOS": "1", "CHAOS_ROWS": str(kept)}, check=False
            ).returncode
            rows.append((f"{part}, {name}", f"pytest: {failed}", "0", "MISSED" if failed else "holds"))
        written = [json.loads(line) for line in kept.read_text().splitlines()] if kept.exists() else []
    return [(what, measured, bound, "holds" if holds else "MISSED") for what, measured, bound, holds in written] + rows


def print_table(rows: list[tuple[str, str, str, str]]) -> None:
    wide = [max(map(len, column)) for column in zip(HEAD, *rows, strict=True)]
    for row in (HEAD, *rows):
        print("  ".join(cell.ljust(width) for cell, width in zip(row, wide, strict=True)))  # noqa: T201


main()
