"""Makes a stranger's file harmless, in a process of its own: `python -m forms.files.convert < file > result`.

The result is a line of JSON ({"received_as", "kind", "pages"}), then the file; or {"refused": code} alone. Starts
without Django, without the portal's environment, and under limits: whatever is in the file, it is this process that
runs out of time or memory.
"""

import json
import resource
import sys
from typing import Any

import filetype

from forms.files.refusal import Refusal

MEMORY = 800_000_000  # of addresses; a photo of 40 million dots takes up to 460 MB
CPU_SECONDS = 15
KINDS = {
    "application/pdf": "pdf",
    "image/jpeg": "jpeg",
    "image/png": "png",
    "image/heic": "heic",
    "image/heif": "heic",
}


def kind_of(content: bytes) -> str:
    """By the first bytes: a name or a browser's word proves nothing. Raises Refusal."""
    if not content:
        raise Refusal("empty")
    guessed = filetype.guess(content)
    if guessed is None or guessed.mime not in KINDS:
        raise Refusal("kind")
    return KINDS[guessed.mime]


def convert(content: bytes) -> tuple[dict[str, Any], bytes]:
    kind = kind_of(content)
    if kind == "pdf":
        from forms.files import pdfs

        plain, pages = pdfs.convert(content)
        return {"received_as": kind, "kind": "pdf", "pages": pages}, plain
    from forms.files import images

    return {"received_as": kind, "kind": "jpg", "pages": 1}, images.convert(content, kind)


def limit() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def main() -> None:
    limit()
    try:
        about, plain = convert(sys.stdin.buffer.read())
    except Refusal as refusal:
        about, plain = {"refused": refusal.code}, b""
    except MemoryError:
        about, plain = {"refused": "heavy"}, b""
    sys.stdout.buffer.write(json.dumps(about).encode() + b"\n" + plain)


if __name__ == "__main__":
    main()
