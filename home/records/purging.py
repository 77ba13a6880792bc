"""How each kind of row about people ends: one table, and the end of those that go by themselves.

`purge_on` is the last day of a row: it goes the day after.
"""

import logging
from collections.abc import Callable, Collection, Iterable
from datetime import date
from enum import StrEnum
from typing import TypeVar
from uuid import UUID

from django.db import transaction
from django.dispatch import Signal

from home.records.models import Anchor, Notification, Record

logger = logging.getLogger(__name__)

Key = TypeVar("Key")


class End(StrEnum):
    """The three ways to go: on its day, when the officer signs, or with the row that it hangs on."""

    BY_ITSELF = "by itself"
    SIGNED = "proposed and signed"
    WITH_PARENT = "goes with its parent"


ENDS: dict[type[Record], End] = {Notification: End.BY_ITSELF, Anchor: End.BY_ITSELF}
"""Every kind of row about people. Each app adds its own when it starts; a test finds a kind that is missing."""

erasing = Signal()
"""Sent inside the transaction that deletes a record, before it goes, with `reference`: what names it without a key
goes in the same transaction."""


def ended(model: type[Record], today: date) -> list[UUID]:
    """The keys of the rows whose last day is over."""
    return list(model._default_manager.filter(purge_on__lt=today).values_list("pk", flat=True))


@transaction.atomic
def delete(model: type[Record], key: UUID, today: date) -> bool:
    """Delete one row, unless it was given a longer life meanwhile or is gone."""
    over = model._default_manager.select_for_update(of=("self",)).filter(pk=key, purge_on__lt=today).first()
    if over:
        over.delete()
    return bool(over)


def delete_ended(today: date) -> dict[str, int]:
    """Delete what goes by itself, a small transaction each; return how many of each kind."""
    kinds = [model for model, end in ENDS.items() if end == End.BY_ITSELF]
    return {model._meta.label: one_by_one(ended(model, today), _deleter(model, today)) for model in kinds}


def _deleter(model: type[Record], today: date) -> Callable[[UUID], bool]:
    return lambda key: delete(model, key, today)


def one_by_one(keys: Iterable[Key], act: Callable[[Key], bool]) -> int:
    """Act on each key and count what was done. A row that fails is logged by its key and does not stop the others."""
    done = 0
    for key in keys:
        try:
            done += act(key)
        except Exception as error:  # whatever it is, no text of it is kept: errors quote values
            logger.error("Row %s could not go (%s).", key, type(error).__name__)
    return done


def missing(models: Collection[type]) -> set[type]:
    """The kinds of rows about people that nobody said how they end."""
    return {model for model in models if issubclass(model, Record)} - set(ENDS)
