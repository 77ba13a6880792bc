"""A column of keyed hashes: found under every search key, and unique while the keys change.

A unique constraint compares text, so the rows that it looks at must have gone through the same keys. What they went
through is one number in the database; whoever writes such a row shares a lock with it until the end of the
transaction, and the rekeying (`home.records.rekeying`) moves number and rows at once.
"""

from collections.abc import Collection, Iterable
from typing import Any

from django.db import connection, models
from django.db.models.lookups import In

from home.records.hashing import LENGTH, Digest, next_version, version_of
from home.records.keyring import keyring

LOCK = 7_300_415
"""Of PostgreSQL's advisory locks; any number that nothing else takes. SQLite has one writer at a time anyway."""


class DigestField(models.CharField):
    """For the database, text of 64 signs. `guards` says that unique constraints lean on it across people's rows."""

    def __init__(self, *args: Any, guards: bool = True, **kwargs: Any) -> None:
        kwargs.setdefault("max_length", LENGTH)
        kwargs.setdefault("editable", False)
        self.guards = guards
        super().__init__(*args, **kwargs)

    def deconstruct(self):
        name, _path, args, kwargs = super().deconstruct()
        return name, "django.db.models.CharField", args, kwargs

    def pre_save(self, model_instance: models.Model, add: bool) -> Any:
        value = super().pre_save(model_instance, add)
        if not value:
            return value
        stored = turned(value, version_of_guards() if self.guards else keyring().hashes)
        setattr(model_instance, self.attname, stored)
        return stored

    def get_prep_value(self, value: Any) -> Any:
        return str(value) if isinstance(value, Digest) else super().get_prep_value(value)


class AnyVersionIn(In):
    """A hash is the same whichever keys the row's went through."""

    lookup_name = "in"

    def __init__(self, lhs: Any, rhs: Any) -> None:
        super().__init__(lhs, rhs if hasattr(rhs, "resolve_expression") else all_versions(rhs))


class AnyVersion(AnyVersionIn):
    lookup_name = "exact"

    def __init__(self, lhs: Any, rhs: Any) -> None:
        super().__init__(lhs, [rhs])


DigestField.register_lookup(AnyVersionIn)
DigestField.register_lookup(AnyVersion)


def all_versions(values: Iterable[Any]) -> list[Any]:
    return [version for value in values for version in getattr(value, "versions", (value,))]


def is_among(stored: Collection[str], value: str) -> bool:
    """Whether one of the stored hashes is this one, whichever keys it went through."""
    return not set(all_versions([value])).isdisjoint(stored)


def turned(value: str, number: int) -> str:
    """A hash as it reads after `number` search keys; one that went through more stays as it is."""
    if isinstance(value, Digest):
        value = value.versions[min(number, len(value.versions)) - 1]
    while version_of(value) < number:
        value = next_version(value)
    return value


def version_of_guards() -> int:
    """How many search keys the hashes under unique constraints went through, sure until the transaction ends."""
    from home.records.models import HashVersion

    if connection.vendor == "postgresql" and len(keyring().search) > 1:  # with one key nothing can be about to move
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock_shared(%s)", [LOCK])
    return HashVersion.objects.values_list("number", flat=True).first() or 1
