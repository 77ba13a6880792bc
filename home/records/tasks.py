"""Background tasks. They only wake what a sweep would do anyway: a lost task loses nothing."""

from collections.abc import Iterator
from contextlib import contextmanager

from django_tasks import task

from home.records.delivery import deliver_due


class TaskBroke(Exception):
    """Says which kind of error broke a task. The queue keeps the words of errors, and those may quote people."""


@contextmanager
def wordless() -> Iterator[None]:
    try:
        yield
    except Exception as error:
        raise TaskBroke(type(error).__name__) from None


@task()
def wake_sender() -> int:
    with wordless():
        return deliver_due()
