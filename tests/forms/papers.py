"""What lies in private storage, and files that skip the converter, which has tests of its own."""

from django.core.files.storage import storages
from django.urls import reverse

from forms.files.receiving import Received
from forms.intakes import INTAKES
from forms.slots import PAPER, SlotsStep, day_of


def as_it_is(content: bytes) -> Received:
    return Received(content, content, "jpeg", "jpg", 1)


def kept() -> set[str]:
    """What lies in private storage."""
    storage = storages["private"]
    folders = storage.listdir("")[0] if storage.exists("") else []
    return {f"{folder}/{name}" for folder in folders for name in storage.listdir(folder)[1]}


def slot_of(draft, slot: str) -> str:
    return reverse("forms:slot", args=[draft.intake, draft.pk, slot])


def promise_documents(client, intake: str, draft, step: str, typed: dict) -> None:
    """On a step that asks for documents, say of each when it comes, as its sample does. Elsewhere nothing."""
    asks_for_documents = issubclass(dict(INTAKES[intake].steps)[step], SlotsStep)
    for slot, (line, *_more) in typed.items() if asks_for_documents else ():
        address = reverse("forms:slot", args=[intake, draft, slot])
        if line == PAPER:
            client.post(address, {"action": "paper"})
        elif day := day_of(line):
            parts = {"day_day": day.day, "day_month": day.month, "day_year": day.year}
            client.post(address, {"action": "later"} | parts)
