"""The sentences of a page, read where its type says in `findable` that its texts stand."""

import re
from collections.abc import Iterable, Iterator
from typing import Any

from django.db import models
from wagtail.blocks import StreamValue

from home.findable import Part


def texts_at(page: Any, path: str, part: Part) -> Iterator[tuple[str, Part]]:
    """Each text under a path with the part it belongs to: titles inside running text count as headings."""
    for value in values_at(page, path):
        if isinstance(value, StreamValue):
            yield from stream_texts(value, part)
        elif value:
            yield tidy(str(value)), part


def values_at(page: Any, path: str) -> list[Any]:
    """The value of an attribute, of a linked page's, or of each row's."""
    first, dot, rest = path.partition(".")
    value = getattr(page, first, None)
    if not dot:
        return [value]
    if isinstance(value, models.Manager):
        return [found for row in value.all() for found in values_at(row, rest)]
    return values_at(value, rest) if value is not None and value.live else []


def stream_texts(value: StreamValue, part: Part) -> Iterator[tuple[str, Part]]:
    for block in value:
        title = block.value.get("title") if hasattr(block.value, "get") else None
        for text in block.block.get_searchable_content(block.value):
            for line in sentences(str(text)):
                yield line, Part.HEADINGS if line == title else part


def sentences(text: str) -> Iterable[str]:
    return filter(None, map(tidy, re.split(r"[\n\r]+", text)))


def tidy(text: str) -> str:
    return " ".join(text.split())
