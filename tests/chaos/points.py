"""Named points where a process dies. Nothing of this is in the product: its functions are wrapped from here.

CHAOS_FUSE names a file. Whoever passes the point that the file names takes the file away and dies: once, not again.
"""

import os
from collections.abc import Callable
from functools import wraps
from pathlib import Path
from pkgutil import resolve_name
from typing import Any, NamedTuple

BEFORE, AFTER = "before", "after"


class Point(NamedTuple):
    """Dies `when` (before or after) the function `name` of `owner` is called."""

    owner: str
    name: str
    when: str


FILE_WRITTEN = "after file write"
SERVER = {
    FILE_WRITTEN: Point("forms.files.keeping", "write", AFTER),  # the content kept, no row names it yet
    "before commit": Point("forms.services.submitting", "acknowledge", BEFORE),  # the request written, no notice yet
    "after commit": Point("django_tasks.base:Task", "enqueue", BEFORE),  # the sender is not woken, nobody was answered
}
WORKER = {
    "after mail accepted": Point("home.records.delivery", "send", AFTER),
    "before marking sent": Point("home.records.delivery:Delivery.objects", "create", BEFORE),  # written, not committed
}
POINTS = SERVER | WORKER


def arm() -> None:
    """Wrap every point of this process. Call it once Django is set up."""
    for label, point in POINTS.items():
        owner = resolve_name(point.owner)
        setattr(owner, point.name, mortal(label, point.when, getattr(owner, point.name)))


def mortal(label: str, when: str, function: Callable[..., Any]) -> Callable[..., Any]:
    @wraps(function)
    def wrapped(*args, **kwargs):
        if when == BEFORE:
            die_at(label)
        result = function(*args, **kwargs)
        if when == AFTER:
            die_at(label)
        return result

    return wrapped


def die_at(label: str) -> None:
    fuse = Path(os.environ["CHAOS_FUSE"])
    try:
        if fuse.read_text() != label:
            return
        fuse.unlink()
    except FileNotFoundError:  # not lit, or another process was faster
        return
    os._exit(9)
