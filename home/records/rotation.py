"""Every sealed value moves to the key that seals now, a batch at a time, while people go on writing.

What is left to do is read from the values themselves: a sweep that was killed goes on where it was. Columns are found
from the models; what is sealed inside a column of somebody else's model is `register`ed by who seals it.
"""

import logging
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Protocol

from django.apps import apps
from django.db import models, transaction
from django.db.models import F, Func, Q, QuerySet, Value
from django.db.models.lookups import Exact

from home.records.fields import EncryptedField
from home.records.keyring import KeyringError, keyring
from home.records.sealing import Place, SealBroken, Sealed, header_of, is_current, seal, unseal

logger = logging.getLogger(__name__)

BATCH = 100


class Cells(Protocol):
    """Sealed values of one table. `name` is the table's."""

    @property
    def name(self) -> str: ...

    def by_key(self) -> Counter[str]:
        """How many values name each key of the file; under '' those that name none of them."""

    def left(self) -> int:
        """Rows with a value that another key than the current one seals."""

    def batches(self) -> Iterator[tuple[int, int]]:
        """Move what is left, one transaction a batch: how many rows were looked at, and how many do not open.

        Rows that someone is writing are left for a later pass.
        """


REGISTERED: list[Cells] = []


def register(cells: Cells) -> None:
    REGISTERED.append(cells)


def all_cells() -> list[Cells]:
    tables = [(model, encrypted_fields(model)) for model in apps.get_models(include_auto_created=True)]
    return [*(Table(model, fields) for model, fields in tables if fields), *REGISTERED]


def encrypted_fields(model: type[models.Model]) -> tuple[EncryptedField, ...]:
    own = () if model._meta.proxy else model._meta.local_concrete_fields
    return tuple(field for field in own if isinstance(field, EncryptedField))


@dataclass(frozen=True)
class Table:
    """The encrypted columns of one model."""

    model: type[models.Model]
    fields: tuple[EncryptedField, ...]

    @property
    def name(self) -> str:
        return self.model._meta.db_table

    def by_key(self) -> Counter[str]:
        counted: Counter[str] = Counter()
        for field in self.fields:
            there: QuerySet = QuerySet(self.model).filter(**{f"{field.name}__isnull": False})
            known = Counter({key_id: there.filter(_begins(field, key_id)).count() for key_id in keyring().keys})
            counted += known + Counter({"": there.count() - known.total()})
        return counted

    def left(self) -> int:
        return self._stale().count()

    def batches(self) -> Iterator[tuple[int, int]]:
        last: Any = None
        while True:
            with transaction.atomic():
                rows = self._stale() if last is None else self._stale().filter(pk__gt=last)
                rows = rows.order_by("pk").select_for_update(no_key=True, skip_locked=True)
                batch = list(rows.values_list("pk", *(field.name for field in self.fields))[:BATCH])
                broken = sum(not self._move(key, values) for key, *values in batch)
            if not batch:
                return
            yield len(batch), broken
            last = batch[-1][0]

    def _stale(self) -> QuerySet:
        wanted = Q()
        for field in self.fields:
            wanted |= Q(**{f"{field.name}__isnull": False}) & ~_begins(field, keyring().current)
        return QuerySet(self.model).filter(wanted)

    def _move(self, key: Any, values: list[Sealed | None]) -> bool:
        """Whether all values of the row open. One that does not is left as it is, and named in the log."""
        moved, sound = {}, True
        for field, value in zip(self.fields, values, strict=True):
            place = Place(self.name, field.column, str(key))
            if value is None or is_current(value):
                continue
            try:
                moved[field.name] = seal(unseal(value, place), place)
            except (SealBroken, KeyringError) as error:
                sound = False
                logger.error("%s.%s of row %s does not open (%s).", self.name, field.column, key, type(error).__name__)
        if moved:
            QuerySet(self.model).filter(pk=key).update(**moved)
        return sound


def _begins(field: EncryptedField, key_id: str) -> Q:
    """Whether a value of this column names that key."""
    header = header_of(key_id)
    head = Func(F(field.name), Value(1), Value(len(header)), function="SUBSTR", output_field=models.BinaryField())
    return Q(Exact(head, header))
