"""Search hashes move to the newest search key, without the text that they were made from.

Those under unique constraints move all at once, for two rows of one person must never read differently. The others
move a batch at a time. Lookups know every form meanwhile.
"""

import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db import OperationalError, connection, models, transaction
from django.db.models import QuerySet

from home.records.digests import LOCK, DigestField, turned
from home.records.keyring import keyring
from home.records.models import HashVersion

BATCH = 500
TRIES, PAUSE_SECONDS = 60, 1.0


@dataclass(frozen=True)
class Hashes:
    """One column of keyed hashes."""

    model: type[models.Model]
    field: DigestField

    @property
    def name(self) -> str:
        return f"{self.model._meta.db_table}.{self.field.column}"

    def left(self) -> QuerySet:
        number, column = keyring().hashes, self.field.name
        there: QuerySet = QuerySet(self.model).exclude(**{column: ""})
        return there.exclude(**{f"{column}__startswith": f"{number}:"}) if number > 1 else there.none()

    def by_key(self) -> Counter[str]:
        """How many went last through each search key, by its place in the file."""
        stored: QuerySet = QuerySet(self.model).exclude(**{self.field.name: ""})
        later = {
            str(number): stored.filter(**{f"{self.field.name}__startswith": f"{number}:"}).count()
            for number in range(2, len(keyring().search) + 1)
        }
        return Counter(later | {"1": stored.count() - sum(later.values())})

    def move_all(self) -> int:
        return self._move(self.left().select_for_update(no_key=True))

    def batches(self) -> Iterator[int]:
        """Rows that someone is writing are left for a later pass."""
        last: Any = None
        while True:
            with transaction.atomic():
                rows = self.left() if last is None else self.left().filter(pk__gt=last)
                rows = rows.order_by("pk").select_for_update(no_key=True, skip_locked=True)
                keys = list(rows.values_list("pk", flat=True)[:BATCH])
                moved = self._move(QuerySet(self.model).filter(pk__in=keys))
            if not keys:
                return
            yield moved
            last = keys[-1]

    def _move(self, rows: QuerySet) -> int:
        number, moved = keyring().hashes, 0
        for key, stored in list(rows.values_list("pk", self.field.name)):
            moved += QuerySet(self.model).filter(pk=key).update(**{self.field.name: turned(stored, number)})
        return moved


def all_hashes() -> list[Hashes]:
    tables = (model for model in apps.get_models(include_auto_created=True) if not model._meta.proxy)
    columns = ((model, field) for model in tables for field in model._meta.local_concrete_fields)
    return [Hashes(model, field) for model, field in columns if isinstance(field, DigestField)]


def guards_wait() -> bool:
    """Whether those under unique constraints are behind, or new ones are still written as before."""
    behind = not HashVersion.objects.filter(number=keyring().hashes).exists() and keyring().hashes > 1
    return behind or any(hashes.left().exists() for hashes in all_hashes() if hashes.field.guards)


def move_guards() -> int:
    """How many hashes moved. Gives way to whoever holds one of the rows, and tries again. Raises OperationalError."""
    for _try in range(TRIES):
        try:
            return _move_guards()
        except OperationalError as error:
            busy = error
            time.sleep(PAUSE_SECONDS)
    raise busy


@transaction.atomic
def _move_guards() -> int:
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL lock_timeout = '500ms'")  # below deadlock_timeout: no writer is ever the victim
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
    moved = sum(hashes.move_all() for hashes in all_hashes() if hashes.field.guards)
    HashVersion.objects.update_or_create(pk=1, defaults={"number": keyring().hashes})
    return moved
