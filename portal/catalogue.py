"""Catalogues of words without GNU gettext: polib reads, merges and compiles them, Babel finds the words in the code.

Msgids are English, so the English catalogue needs no entries; the French one must hold them all.
"""

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import NamedTuple

import polib
from django.conf import settings

SOURCES = ("portal", "home", "programmes", "forms", "search")
KEYWORDS = {
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "_": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
}


class Message(NamedTuple):
    """One text to translate: its context and plural are '' when it has none."""

    context: str
    text: str
    plural: str


def path_of(language: str) -> Path:
    return Path(settings.LOCALE_PATHS[0]) / language / "LC_MESSAGES" / "django.po"


def compile_all() -> list[Path]:
    """Write the compiled catalogue of each language beside its source, only where it is older."""
    written = []
    for language, _name in settings.LANGUAGES:
        source = path_of(language)
        target = source.with_suffix(".mo")
        if not target.exists() or target.stat().st_mtime < source.stat().st_mtime:
            polib.pofile(str(source)).save_as_mofile(str(target))
            written.append(target)
    return written


def wanted() -> set[Message]:
    """Every text that the code and the templates ask for."""
    return {message for folder in SOURCES for message in _in_folder(settings.BASE_DIR / folder)}


def missing(language: str = "fr") -> list[str]:
    """What keeps a catalogue from being complete: absent, empty, fuzzy or unused entries, each in words."""
    entries = {_key(entry): entry for entry in polib.pofile(str(path_of(language)))}
    asked = wanted()
    absent = [f"absent: {message.text!r}" for message in sorted(asked - entries.keys())]
    unused = [f"unused: {message.text!r}" for message in sorted(entries.keys() - asked)]
    unready = [f"not translated: {entry.msgid!r}" for entry in entries.values() if not entry.translated()]
    return absent + unready + unused


def merge(language: str = "fr") -> polib.POFile:
    """Add what the code asks for, drop what it no longer does, keep the rest; sorted, so that diffs are short."""
    path = path_of(language)
    catalogue = polib.pofile(str(path), wrapwidth=120)
    kept = {_key(entry): entry for entry in catalogue}
    catalogue.clear()
    for message in sorted(wanted(), key=lambda message: (message.text.casefold(), message)):
        catalogue.append(kept.get(message) or _entry(message))
    catalogue.save(str(path))
    return catalogue


def _key(entry: polib.POEntry) -> Message:
    return Message(entry.msgctxt or "", entry.msgid, entry.msgid_plural or "")


def _entry(message: Message) -> polib.POEntry:
    plural = {"msgid_plural": message.plural, "msgstr_plural": {0: "", 1: ""}} if message.plural else {}
    return polib.POEntry(msgid=message.text, msgctxt=message.context or None, **plural)


def _in_folder(folder: Path) -> Iterator[Message]:
    for path in sorted(folder.rglob("*.py")):
        if "migrations" not in path.parts:
            yield from _extract("python", path.read_bytes())
    for path in sorted(folder.rglob("*.html")):
        yield from _extract("javascript", _templatized(path))


def _templatized(path: Path) -> bytes:
    """A template as gettext calls amid filler, the form in which Django hands it to xgettext.

    The filler is no valid Python; Babel's JavaScript reader, which only looks for calls, takes it as it is.
    """
    from django.utils.translation.template import templatize

    return templatize(path.read_text(encoding="utf-8"), origin=str(path)).encode()


def _extract(method: str, source: bytes) -> Iterator[Message]:
    from babel.messages.extract import extract  # a development tool: compiling catalogues must not need it

    for _line, found, _comments, context in extract(method, BytesIO(source), KEYWORDS):
        text, plural = found if isinstance(found, tuple) else (found, "")
        if text:
            yield Message(context or "", text, plural)
