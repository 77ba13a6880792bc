"""Model fields whose values are encrypted in the database and opened only when read from an instance.

A query never sees the plain value: `values()` gives `Sealed` objects, filtering and `update()` with a plain value are
refused. Renaming a table or column under such a field takes a migration that seals its values again.
"""

import json
import logging
from typing import Any

from django.core.exceptions import FieldError
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models.query_utils import DeferredAttribute

from home.records.keyring import KeyringError
from home.records.sealing import Place, SealBroken, Sealed, is_current, seal, unseal

logger = logging.getLogger(__name__)


class PlainValueRefused(Exception):
    """A plain value was about to reach the database. Save the instance instead, so that its row is known."""


class OpenedWhenRead(DeferredAttribute):
    """Keeps the sealed value on the instance until someone reads it: only there is the row known."""

    field: "EncryptedField"

    def __get__(self, instance: models.Model | None, cls: type[models.Model] | None = None) -> Any:
        value = super().__get__(instance, cls)
        if isinstance(value, Sealed) and instance is not None:
            value = instance.__dict__[self.field.attname] = self.field.unsealed(value, instance)
        return value

    def __set__(self, instance: models.Model, value: Any) -> None:
        instance.__dict__[self.field.attname] = value


class EncryptedField(models.Field):
    """The base of both: bytes in the database, anything that `encode` and `decode` know in Python."""

    descriptor_class = OpenedWhenRead
    column: str

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("editable", False)
        super().__init__(*args, **kwargs)

    def encode(self, value: Any) -> bytes:
        raise NotImplementedError

    def decode(self, plain: bytes) -> Any:
        raise NotImplementedError

    def deconstruct(self):
        name, path, args, kwargs = super().deconstruct()
        kwargs.pop("editable", None)
        return name, path, args, kwargs | ({"editable": True} if self.editable else {})

    def get_internal_type(self) -> str:
        return "BinaryField"

    def place(self, instance: models.Model) -> Place:
        if instance.pk is None:
            raise SealBroken("A row has no key yet, or no longer: its values can be neither sealed nor opened.")
        return Place(self.model._meta.db_table, self.column, str(instance.pk))

    def unsealed(self, value: Sealed, instance: models.Model) -> Any:
        """Raises SealBroken or KeyringError, and says where in the log: names of table, column and row are codes."""
        place = self.place(instance)
        try:
            return self.decode(unseal(value, place))
        except (SealBroken, KeyringError) as error:
            logger.error(
                "%s.%s of row %s does not open (%s).", place.table, place.column, place.row, type(error).__name__
            )
            raise

    def pre_save(self, model_instance: models.Model, add: bool) -> Any:
        if self.attname in model_instance.get_deferred_fields():
            getattr(model_instance, self.attname)
        value = model_instance.__dict__[self.attname]
        if isinstance(value, Sealed):
            opened = self.unsealed(value, model_instance)  # never write back what could not be read again
            value = value if is_current(value) else opened
        if value is None or isinstance(value, Sealed):
            return value
        return seal(self.encode(value), self.place(model_instance))

    def get_placeholder(self, value: Any, compiler: Any, connection: Any) -> str:
        if hasattr(value, "as_sql"):
            raise PlainValueRefused(f"{self.model._meta.db_table}.{self.column} takes no expression.")
        return "%s"

    def get_db_prep_value(self, value: Any, connection: Any, prepared: bool = False) -> Any:
        if value is None:
            return None
        if not isinstance(value, Sealed):
            raise PlainValueRefused(f"{self.model._meta.db_table}.{self.column} takes sealed values only.")
        return connection.Database.Binary(value.blob)

    def from_db_value(self, value: Any, expression: Any, connection: Any) -> Sealed | None:
        if value is None:
            return None
        return Sealed(value.encode() if isinstance(value, str) else bytes(value))

    def get_lookup(self, lookup_name: str) -> Any:
        if lookup_name != "isnull":
            raise FieldError(f"{self.name} is encrypted: no query can look inside. Use a search hash.")
        return super().get_lookup(lookup_name)

    def value_to_string(self, obj: models.Model) -> str:
        raise PlainValueRefused(f"{self.name} is encrypted: it does not go into a fixture.")


class EncryptedTextField(EncryptedField):
    """Text, encrypted."""

    def encode(self, value: Any) -> bytes:
        if not isinstance(value, str):
            raise TypeError(f"{self.name} takes text, not {type(value).__name__}.")
        return value.encode("utf-8", errors="surrogatepass")

    def decode(self, plain: bytes) -> str:
        return plain.decode("utf-8", errors="surrogatepass")


class EncryptedJSONField(EncryptedField):
    """Anything that JSON can say, encrypted. Dates and the like come back as text, as from Django's JSONField."""

    empty_strings_allowed = False

    def encode(self, value: Any) -> bytes:
        return json.dumps(value, cls=DjangoJSONEncoder, separators=(",", ":")).encode()

    def decode(self, plain: bytes) -> Any:
        return json.loads(plain)
