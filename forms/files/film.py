"""A film that a person sent, read and made again in a process of its own: `python -m forms.files.film look < film` and
`python -m forms.files.film remake < film`.

The answer is a line of JSON ({"kind", "seconds"}), followed by the new film for `remake`; or {"refused": code} alone.
Starts without Django, without the portal's environment, and under limits. Sound is left out: signs need none, and what
is said around the person is not ours to hear. No metadata is carried over: neither place, date nor device.
"""

import json
import resource
import sys
from fractions import Fraction
from io import BytesIO
from typing import Any

import av

from forms.files.refusal import Refusal
from home.signed.film import Copy

LONGEST, SHORTEST, TOLERATED = 180, 1, 5  # seconds
SIDE, MOST_BITS = 480, "1000k"  # three minutes stay below 25 MB, which antivirus daemons take
SLOWEST, FASTEST = Fraction(10), Fraction(30)
SMALLEST, LARGEST = 120, 4100  # dots of a side
MEMORY = 2_000_000_000  # of addresses; a film of 100 MB is held whole
CPU_SECONDS = {"look": 30, "remake": 1200}
BRANDS = {b"qt  ": "mov"}
DEMUXERS = {"mp4": "mov", "mov": "mov", "webm": "matroska"}
"""By kind, the one reader that may open it: none that follows addresses of other files."""


def kind_of(content: bytes) -> str:
    """By the first bytes: a name or a browser's word proves nothing. Raises Refusal."""
    if not content:
        raise Refusal("film_empty")
    if content[4:8] == b"ftyp":
        return BRANDS.get(content[8:12], "mp4")
    if content[:4] == b"\x1a\x45\xdf\xa3":
        return "webm"
    raise Refusal("film_kind")


def look(content: bytes) -> dict[str, Any]:
    """What kind of film it is and how long it lasts. Raises Refusal."""
    kind = kind_of(content)
    with opened(content, kind) as film:
        stream = images(film)
        seconds = length(film, stream)
    if seconds > LONGEST + TOLERATED:
        raise Refusal("film_too_long")
    if seconds < SHORTEST:
        raise Refusal("film_no_video")
    with opened(content, kind) as film:
        if next(film.decode(images(film)), None) is None:
            raise Refusal("film_unreadable")
    return {"kind": kind, "seconds": round(seconds)}


def opened(content: bytes, kind: str) -> Any:
    return av.open(BytesIO(content), format=DEMUXERS[kind], metadata_errors="ignore")


def images(film: Any) -> Any:
    if not film.streams.video:
        raise Refusal("film_no_video")
    stream = film.streams.video[0]
    if not SMALLEST <= min(stream.width, stream.height) <= max(stream.width, stream.height) <= LARGEST:
        raise Refusal("film_unreadable")
    return stream


def length(film: Any, stream: Any) -> float:
    """By its images: what a browser records does not say it. Reads them all, decodes none."""
    ends = [packet.pts + (packet.duration or 0) for packet in film.demux(stream) if packet.pts is not None]
    return float(max(ends, default=0) * stream.time_base)


def remake(content: bytes) -> tuple[dict[str, Any], bytes]:
    """The film again, as H.264, upright and no larger than signs need. What is damaged at its end is left out."""
    about, made = look(content), BytesIO()
    with opened(content, about["kind"]) as film:
        stream = images(film)
        rate = min(max(Fraction(stream.average_rate or 25), SLOWEST), FASTEST).limit_denominator(1001)
        copy = Copy(made, stream, SIDE, rate=rate, maxrate=MOST_BITS, bufsize="2000k")
        try:
            for frame in film.decode(stream):
                if (frame.time or 0) > LONGEST + TOLERATED:
                    break
                copy.add(frame)
        except av.error.InvalidDataError:
            pass
        copy.close()
    return about, made.getvalue()


def limit(verb: str) -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS[verb], CPU_SECONDS[verb]))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def main(verb: str) -> None:
    limit(verb)
    made = b""
    try:
        content = sys.stdin.buffer.read()
        about, made = remake(content) if verb == "remake" else (look(content), b"")
    except Refusal as refusal:
        about = {"refused": refusal.code}
    except MemoryError:
        about = {"refused": "film_heavy"}
    except (av.error.FFmpegError, ValueError, OverflowError, TypeError, ArithmeticError):
        about = {"refused": "film_unreadable"}
    sys.stdout.buffer.write(json.dumps(about).encode() + b"\n" + made)


if __name__ == "__main__":
    main(sys.argv[1])
