"""What a first visit to a programme page downloads, compressed as the server sends it."""

import gzip
import re
from collections.abc import Iterator
from pathlib import Path

from django.contrib.staticfiles import finders
from django.test import Client

PAGE = "/dispositifs/colocations-etudiantes/"
ALREADY_COMPRESSED = {".woff2"}


def measure() -> Iterator[tuple[str, str, str]]:
    """One row a kind of file, in kB, then their sum against its bound."""
    html = Client().get(PAGE).content
    parts = {"HTML": compressed(html)}
    for path in files_of(html.decode()):
        kind = {".css": "CSS", ".js": "JS", ".woff2": "fonts"}.get(path.suffix, "images")
        content = path.read_bytes()
        parts[kind] = parts.get(kind, 0) + (len(content) if path.suffix in ALREADY_COMPRESSED else compressed(content))
    for kind, size in parts.items():
        yield f"kB, programme page, {kind}", f"{size / 1000:.1f}", ""
    yield "kB, programme page, first view", f"{sum(parts.values()) / 1000:.1f}", "≤ 150"


def files_of(html: str) -> list[Path]:
    """The static files that the page names, the modules that its scripts import, and the font of Latin text."""
    named = re.findall(r'(?:href|src)="/static/([^"]+\.(?:css|js|svg))"', html)
    imported = ["portal/library.js", "portal/fonts/atkinson-latin.woff2"]
    return [Path(found) for name in dict.fromkeys([*named, *imported]) if (found := finders.find(name))]


def compressed(content: bytes) -> int:
    return len(gzip.compress(content, compresslevel=6))
