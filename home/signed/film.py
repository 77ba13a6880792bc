"""A film read and converted, in a process of its own: `python -m home.signed.film probe <film>` and
`python -m home.signed.film convert <film> <folder>`.

Speaks in lines of JSON: {"progress": per cent}, then the facts, or {"refused": code} alone. Starts without Django and
without the portal's environment: whatever is in the file, it is this process that breaks. Sound is left out: nothing is
said that the captions do not say. No metadata is carried over: neither place, date nor device.
"""

import json
import sys
from collections.abc import Callable, Iterator
from fractions import Fraction
from pathlib import Path
from typing import Any

import av
from av.video.frame import VideoFrame

LEAST_WIDTH, LEAST_HEIGHT, LEAST_RATE, MOST_RATE = 320, 240, 23.9, 50
SHORTEST, LONGEST = 0.5, 30 * 60  # seconds: below, it is a picture
SIZES = {"720": 720, "480": 480}
"""The height of each web file; a film is never made larger than it came."""

TURNS = {90: ["cclock"], 180: ["clock", "clock"], 270: ["clock"]}
"""By the degrees that a phone writes beside its images, counter-clockwise."""


class Refused(Exception):
    """The film cannot be taken. Carries a code that `home.signed.words` puts into words."""

    @property
    def code(self) -> str:
        return str(self.args[0])


def main(verb: str, film: str, folder: str = "") -> None:
    try:
        tell(probe(film) if verb == "probe" else convert(film, Path(folder)))
    except Refused as refusal:
        tell({"refused": refusal.code})
    except (av.error.FFmpegError, ValueError, OverflowError, MemoryError):
        tell({"refused": "unreadable"})


def tell(line: dict[str, Any]) -> None:
    sys.stdout.write(json.dumps(line) + "\n")
    sys.stdout.flush()


def probe(film: str) -> dict[str, Any]:
    """What the file says of itself. Raises Refused."""
    try:
        container = av.open(film, metadata_errors="ignore")
    except av.error.FFmpegError:
        raise Refused("unreadable") from None
    with container:
        if not container.streams.video:
            raise Refused("no_video")
        stream = container.streams.video[0]
        rate, duration = float(stream.average_rate or 0), length(container, stream)
        if duration is None or not stream.width:
            raise Refused("unreadable")
        refuse_poor(stream.width, stream.height, rate, duration)
        if next(container.decode(stream), None) is None:
            raise Refused("unreadable")
        return {"width": stream.width, "height": stream.height, "fps": rate, "duration": duration}


def length(container: Any, stream: Any) -> float | None:
    """In seconds; None when neither the stream nor the file tells (a still picture does not)."""
    if stream.duration:
        return float(stream.duration * stream.time_base)
    return container.duration / av.time_base if container.duration else None


def refuse_poor(width: int, height: int, rate: float, duration: float) -> None:
    """Signs cannot be read below these (BITV 2.0, annex 2, but for films at 24 images a second)."""
    if max(width, height) < LEAST_WIDTH or min(width, height) < LEAST_HEIGHT:
        raise Refused("too_small")
    if rate < LEAST_RATE:
        raise Refused("too_slow")
    if duration < SHORTEST:
        raise Refused("no_video")
    if duration > LONGEST:
        raise Refused("too_long")


def convert(film: str, folder: Path, tell: Callable[[dict[str, Any]], None] = tell) -> dict[str, Any]:
    """Write 720.mp4, 480.mp4 and poster.jpg into `folder`; the facts of the larger one. Raises Refused."""
    facts = probe(film)
    with av.open(film, metadata_errors="ignore") as source:
        stream = source.streams.video[0]
        stream.thread_type = "AUTO"
        copies = [Copy(str(folder / f"{name}.mp4"), stream, size) for name, size in SIZES.items()]
        for frame in told(source.decode(stream), facts["duration"], tell):
            for copy in copies:
                copy.add(frame)
    for copy in copies:
        copy.close()
    copies[0].poster(folder / "poster.jpg")
    return probe(str(folder / "720.mp4"))


def told(frames: Iterator[VideoFrame], duration: float, tell: Callable[[dict[str, Any]], None]) -> Iterator[VideoFrame]:
    """The frames; says how far they are, one line for each per cent."""
    last = 0
    for frame in frames:
        yield frame
        done = min(99, int(100 * (frame.time or 0) / duration))
        if done > last:
            tell({"progress": done})
            last = done


class Copy:
    """One web file (H.264, without sound) whose short side is at most `size` dots, upright and at a steady pace."""

    POSTER_AFTER = 1  # seconds: the first image of a film is often black

    def __init__(self, to: Any, stream: Any, size: int, *, rate: Fraction | None = None, **options: str) -> None:
        """`to` is a path, or a file to write to; `rate` is its pace where not the film's; `options` are libx264's."""
        self.source, self.size, self.graph = stream, size, None
        self.rate = rate or min(Fraction(stream.average_rate).limit_denominator(1001), Fraction(MOST_RATE))
        self.options = quality(self.rate) | options
        order = {"movflags": "+faststart"} if isinstance(to, str) else {}
        self.file = av.open(to, "w", format="mp4", options=order | {"fflags": "+bitexact"})
        self.seen, self.still = 0, None

    def add(self, frame: VideoFrame) -> None:
        if self.graph is None:
            self._begin(frame)
        self.graph.push(frame)
        self._encode()

    def close(self) -> None:
        """Raises Refused for a film without any image."""
        if self.graph is None:
            raise Refused("unreadable")
        self.graph.push(None)
        self._encode()
        self.file.mux(self.stream.encode(None))
        self.file.close()

    def poster(self, path: Path) -> None:
        self.still.to_image().save(path, "JPEG", quality=80)

    def _begin(self, frame: VideoFrame) -> None:
        turns = TURNS.get(frame.rotation % 360, [])
        width, height = (frame.height, frame.width) if len(turns) == 1 else (frame.width, frame.height)
        share = min(1, self.size / min(width, height))
        width, height = even(width * share), even(height * share)
        self.stream = self.file.add_stream("libx264", rate=self.rate, options=self.options)
        self.stream.width, self.stream.height, self.stream.pix_fmt = width, height, "yuv420p"
        self.graph = av.filter.Graph()
        self.graph.link_nodes(
            self.graph.add_buffer(template=self.source),
            *(self.graph.add("transpose", turn) for turn in turns),
            self.graph.add("scale", f"{width}:{height}"),
            self.graph.add("fps", f"fps={self.rate}"),
            self.graph.add("format", "yuv420p"),
            self.graph.add("buffersink"),
        ).configure()

    def _encode(self) -> None:
        for frame in self._filtered():
            self.seen += 1
            if self.still is None or self.seen == int(self.rate * self.POSTER_AFTER):
                self.still = frame
            frame.pict_type = 0  # the encoder chooses where whole images stand
            self.file.mux(self.stream.encode(frame))

    def _filtered(self) -> Iterator[VideoFrame]:
        while True:
            try:
                yield self.graph.pull()
            except (av.error.BlockingIOError, av.error.EOFError):
                return


def even(dots: float) -> int:
    return max(2, round(dots / 2) * 2)


def quality(rate: Fraction) -> dict[str, str]:
    """Sharp hands matter more than bytes; a whole image every two seconds, so that jumps land where they are asked."""
    return {"preset": "veryfast", "crf": "23", "g": str(int(rate * 2))}


if __name__ == "__main__":
    main(*sys.argv[1:])
