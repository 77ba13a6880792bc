"""No text of the portal leaves only the phone to people who cannot hear or speak: read of every message a test owes."""

import re

from django.db.models.signals import pre_save

from home.records.models import Notification

VOICE = re.compile(r"call us|by phone|appel(?:ez|er)[ -]nous|nous appeler|par téléphone|\b0\d(?:[ .]?\d\d){4}\b", re.I)
WRITTEN = re.compile(r"\bwrite\b|by letter|\bécri(?:re|vez)|par courrier", re.I)
RELAY = re.compile(r"\bLSF\b|sign language|langue des signes|\brelais\b|\brelay\b", re.I)
BY_VOICE = re.compile(r"(?:call|dial|appelez|composez)\s+(?:le\s+)?(?:15|17|18|112)\b", re.I)


def faults(text: str) -> list[str]:
    """What is missing beside a phone: a written way, a way in signs or by relay; 114 beside an emergency number."""
    found = []
    if VOICE.search(text):
        found += ["no written way"] * (not WRITTEN.search(text))
        found += ["no relay"] * (not RELAY.search(text))
    return found + ["no 114"] * bool(BY_VOICE.search(text) and "114" not in text)


class Reader:
    """Reads each message when it is owed; `wrong` are those that fail, by the first words of their event."""

    def __init__(self) -> None:
        self.wrong: dict[str, list[str]] = {}

    def read(self, instance: Notification, **kwargs) -> None:
        if found := faults(instance.body):
            self.wrong[instance.event.partition(":")[0]] = found

    def __enter__(self) -> "Reader":
        pre_save.connect(self.read, sender=Notification)
        return self

    def __exit__(self, *error) -> None:
        pre_save.disconnect(self.read, sender=Notification)
