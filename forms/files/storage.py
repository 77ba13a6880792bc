"""Private storage, which may be away. Libraries of remote storages have errors of their own: here, all are OSError."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.core.files.storage import storages


class StorageAway(OSError):
    """Storage does not answer, refuses, or has lost what it was given. Its words may name paths: they stay out."""


@contextmanager
def private() -> Iterator[Any]:
    """The storage of what people send. Raises OSError, whatever goes wrong inside: read the whole file inside too."""
    try:
        yield storages["private"]
    except OSError:
        raise
    except Exception as error:
        raise StorageAway(type(error).__name__) from error
