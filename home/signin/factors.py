"""The secrets of second factors, sealed for their owner inside a column that is django-allauth's.

django-allauth seals before it knows a row, and opens without saying which: so a secret is sealed for its owner when
its row is saved, and remembers its place when the row is read. One moved to another account opens nothing.
"""

import base64
import binascii
import logging
from collections import Counter
from collections.abc import Iterator

from allauth.mfa.models import Authenticator
from django.db import transaction
from django.db.models.signals import post_init, pre_save
from django.dispatch import receiver

from home.records.keyring import KeyringError, keyring
from home.records.sealing import Place, SealBroken, Sealed, header_of, is_current, seal, unseal

logger = logging.getLogger(__name__)

TABLE = "mfa_authenticator"
SECRETS = ("secret", "seed")
UNOWNED = Place(TABLE, "data", "")


class Placed(str):
    """A sealed secret in base64, as the column holds it, that knows where it was read or is to be written."""

    place: Place

    @classmethod
    def at(cls, text: str, place: Place) -> "Placed":
        placed = cls(text)
        placed.place = place
        return placed


def sealed(secret: str, place: Place = UNOWNED) -> Placed:
    return Placed.at(base64.b64encode(seal(secret.encode(), place).blob).decode(), place)


def opened(text: str) -> str:
    """Raises SealBroken: a secret that we did not seal for this owner opens nothing."""
    if not isinstance(text, Placed):
        raise SealBroken("A stored factor was read apart from its row.")
    return unseal(as_sealed(text), text.place).decode()


def as_sealed(text: str) -> Sealed:
    try:
        return Sealed(base64.b64decode(text, validate=True))
    except (binascii.Error, ValueError):
        raise SealBroken("A stored factor is not sealed.") from None


def place_of(factor: Authenticator, name: str) -> Place:
    return Place(TABLE, f"data.{name}", f"{factor.user_id}/{factor.type}")


def secrets_of(factor: Authenticator) -> dict[str, str]:
    """Those that the instance holds; none while its data was not read."""
    data = factor.__dict__.get("data") or {}
    return {name: data[name] for name in SECRETS if isinstance(data.get(name), str)}


@receiver(post_init, sender=Authenticator)
def remember_place(instance: Authenticator, **kwargs) -> None:
    for name, text in secrets_of(instance).items():
        if instance.pk:
            instance.data[name] = Placed.at(text, place_of(instance, name))


@receiver(pre_save, sender=Authenticator)
def seal_for_owner(instance: Authenticator, **kwargs) -> None:
    for name, text in secrets_of(instance).items():
        if getattr(text, "place", None) == UNOWNED:
            instance.data[name] = sealed(opened(text), place_of(instance, name))


class FactorCells:
    """What the rotation of keys asks of a table (see `home.records.rotation`). Few rows: one transaction each."""

    name = TABLE

    def by_key(self) -> Counter[str]:
        blobs = [as_blob(text) for factor in Authenticator.objects.all() for text in secrets_of(factor).values()]
        known = Counter({key: sum(blob.startswith(header_of(key)) for blob in blobs) for key in keyring().keys})
        return known + Counter({"": len(blobs) - known.total()})

    def left(self) -> int:
        return len(self._stale())

    def batches(self) -> Iterator[tuple[int, int]]:
        for key in self._stale():
            yield 1, int(not self._move(key))

    def _stale(self) -> list[int]:
        factors = Authenticator.objects.order_by("pk").iterator()
        return [factor.pk for factor in factors if any(map(is_stale, secrets_of(factor).values()))]

    @transaction.atomic
    def _move(self, key: int) -> bool:
        factor = Authenticator.objects.select_for_update().filter(pk=key).first()
        if factor is None:
            return True
        try:
            factor.data |= {name: sealed(opened(text), text.place) for name, text in secrets_of(factor).items()}
        except (SealBroken, KeyringError) as error:
            logger.error("%s.data of row %s does not open (%s).", TABLE, key, type(error).__name__)
            return False
        factor.save(update_fields=["data"])
        return True


def as_blob(text: str) -> bytes:
    try:
        return as_sealed(text).blob
    except SealBroken:
        return b""


def is_stale(text: str) -> bool:
    return not is_current(Sealed(as_blob(text)))
