"""What a screen shows of a stored value that does not open: never the value, and not a breakdown of the whole list."""

from typing import Any

from django.db import models

from home.records.keyring import KeyringError
from home.records.sealing import SealBroken

UNREADABLE = (SealBroken, KeyringError)


def legible(row: models.Model, name: str, otherwise: Any) -> Any:
    """The attribute, or `otherwise` when it does not open; the log has been told."""
    try:
        return getattr(row, name)
    except UNREADABLE:
        return otherwise
