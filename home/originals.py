"""The French texts that sign-language and easy-to-read versions are bound to, and what tells that one has changed.

A version keeps the digest of the text it was made from. When the digest of the text as it stands now differs, the
version says so to its readers: the text remains what counts.
"""

import hashlib
import re
from collections.abc import Iterable, Iterator
from typing import Any

from home.sentences import texts_at

NO_SENTENCE = {"slug", "search_description"}
"""Read by machines and results pages: nobody translates them."""


def digest(sentences: Iterable[str]) -> str:
    """64 hexadecimal digits of the sentences in their order; spaces of any width count as one."""
    told = "\n".join(re.sub(r"\s+", " ", sentence).strip() for sentence in sentences)
    return hashlib.sha256(told.encode()).hexdigest()


def page_sentences(page: Any) -> list[str]:
    """What a page says, in the order that its type declares, then its figures and the help numbers that it shows.

    `page` is a `PortalPage`, specific.
    """
    declared = [(path, part) for path, part in page.findable.texts.items() if path not in NO_SENTENCE]
    running = (text for path, part in declared for text, _rank in texts_at(page, path, part))
    return [*running, *_figures(page), *_help_numbers(page)]


def _figures(page: Any) -> Iterator[str]:
    if hasattr(page, "starts"):
        yield page.starts
    if hasattr(page, "figures"):
        for figure in page.figures.all():
            yield f"{figure.value} {figure.unit} {figure.label} {figure.year}"


def _help_numbers(page: Any) -> Iterator[str]:
    if hasattr(page, "help_numbers") and getattr(page, "shows_help_numbers", True):
        for help_number in page.help_numbers:
            yield f"{help_number.number} {help_number.title} {help_number.text}"
