"""Captions in WebVTT: read, and compared with the clip and with the reading time of the French charter.

The charter is that of the CSA on captions for deaf and hard-of-hearing people (« Charte relative à la qualité du
sous-titrage », 12 December 2011): 12 signs for one second, 20 for two, 36 for three, 60 for four; tolerance 20 %.
"""

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from django.utils.translation import gettext as _

READABLE = ((0.0, 0.0), (1.0, 12.0), (2.0, 20.0), (3.0, 36.0), (4.0, 60.0))
"""Seconds on screen, and how many signs can be read in them; beyond four seconds, the pace of the fourth goes on."""

TOLERANCE = 1.2
SLACK = 0.05  # seconds: players stop on the last frame
MOST_SIGNS = 200_000
CLOCK = r"(?:(\d{2,}):)?([0-5]\d):([0-5]\d)\.(\d{3})"
TIMING = re.compile(rf"^{CLOCK}[ \t]+-->[ \t]+{CLOCK}(?:[ \t]+.*)?$")
TAG = re.compile(r"<[^>]*>")


class Cue(NamedTuple):
    """One caption: when it shows, in seconds, what it says, and the line of the file at which it starts."""

    start: float
    end: float
    text: str
    line: int


class BadCaptions(Exception):
    """Not WebVTT. Says in words what is wrong, and where."""


def parse(text: str) -> list[Cue]:
    """The cues of a WebVTT file in its order; notes, styles and regions are passed over. Raises BadCaptions."""
    if len(text) > MOST_SIGNS:
        raise BadCaptions(_("This file of captions is too long."))
    lines = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n").split("\n")
    if not re.fullmatch(r"WEBVTT(?:[ \t].*)?", lines[0]):
        raise BadCaptions(_("The first line must be WEBVTT."))
    return [cue(block) for block in blocks(lines) if is_cue(block)]


def blocks(lines: list[str]) -> Iterator[list[tuple[int, str]]]:
    """The parts between empty lines, each line with its number; the header is left out."""
    block: list[tuple[int, str]] = []
    for number, line in enumerate(lines, start=1):
        if line.strip():
            block.append((number, line))
            continue
        if block and block[0][0] > 1:
            yield block
        block = []
    if block and block[0][0] > 1:
        yield block


def is_cue(block: list[tuple[int, str]]) -> bool:
    return not re.match(r"(?:NOTE|STYLE|REGION)(?:\s|$)", block[0][1])


def cue(block: list[tuple[int, str]]) -> Cue:
    first, rest = block[0], block[1:]
    if "-->" not in first[1] and rest:  # a name before the times
        first, rest = rest[0], rest[1:]
    number, line = first
    found = TIMING.match(line.strip())
    if not found:
        raise BadCaptions(_("Line %(line)s: times are written 00:01.000 --> 00:04.000.") % {"line": number})
    if not rest:
        raise BadCaptions(_("Line %(line)s: this caption says nothing.") % {"line": number})
    parts = found.groups()
    return Cue(seconds(parts[:4]), seconds(parts[4:]), "\n".join(line for _number, line in rest), number)


def seconds(parts: tuple[str | None, ...]) -> float:
    hours, minutes, units, thousandths = (int(part or 0) for part in parts)
    return hours * 3600 + minutes * 60 + units + thousandths / 1000


def faults(text: str, duration: float | None = None) -> list[str]:
    """What keeps captions from being published, in words; `duration` in seconds, None while it is not known."""
    try:
        cues = parse(text)
    except BadCaptions as fault:
        return [str(fault)]
    if not cues:
        return [_("There is no caption in this file.")]
    return [fault for earlier, here in zip([None, *cues], cues, strict=False) for fault in of(here, earlier, duration)]


def of(here: Cue, earlier: Cue | None, duration: float | None) -> Iterator[str]:
    at = {"line": here.line}
    if here.end <= here.start:
        yield _("Line %(line)s: this caption ends before it starts.") % at
        return
    if earlier and here.start < earlier.end:
        yield _("Line %(line)s: this caption starts before the one before it ends.") % at
    if duration is not None and here.end > duration + SLACK:
        yield _("Line %(line)s: this caption ends after the video.") % at
    if signs(here) > readable(here.end - here.start) * TOLERANCE:
        yield _("Line %(line)s: too long for the time it shows. Shorten it, or show it longer.") % at


def signs(here: Cue) -> int:
    return len(" ".join(TAG.sub("", here.text).split()))


def readable(length: float) -> float:
    """How many signs can be read in so many seconds."""
    for (short, few), (long, many) in pairwise(READABLE):
        if length <= long:
            return few + (many - few) * (length - short) / (long - short)
    return length * READABLE[-1][1] / READABLE[-1][0]
