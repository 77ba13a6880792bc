"""Tables that people take away, as French spreadsheets read them."""

import csv
from collections.abc import Iterable
from io import TextIOWrapper
from typing import BinaryIO

DANGEROUS = ("=", "+", "-", "@", "\t", "\r", "\n")
"""What a spreadsheet takes for a formula when a cell begins with it."""


def safe(cell: str) -> str:
    """The same, never a formula: an apostrophe goes before what could be one."""
    return f"'{cell}" if cell.startswith(DANGEROUS) else cell


def write_csv(lines: Iterable[list[str]], out: BinaryIO) -> None:
    """Semicolons, and a mark that says UTF-8. Cells are as given: see `safe`."""
    text = TextIOWrapper(out, encoding="utf-8-sig", newline="")
    csv.writer(text, delimiter=";").writerows(lines)
    text.flush()
    text.detach()
