"""What lies in private storage, and files that skip the converter, which has tests of its own."""

from django.core.files.storage import storages

from forms.files.receiving import Received


def as_it_is(content: bytes) -> Received:
    return Received(content, content, "jpeg", "jpg", 1)


def kept() -> set[str]:
    """What lies in private storage."""
    storage = storages["private"]
    folders = storage.listdir("")[0] if storage.exists("") else []
    return {f"{folder}/{name}" for folder in folders for name in storage.listdir(folder)[1]}
