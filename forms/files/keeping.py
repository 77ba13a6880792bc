"""Private storage: what is written there is sealed, what is read there is genuine, what nobody owns is swept."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from io import BytesIO
from tempfile import TemporaryFile
from typing import BinaryIO
from uuid import UUID

from django.core.files.base import ContentFile, File
from django.core.files.storage import storages
from django.utils import timezone

from forms.files.refusal import Refusal
from forms.files.storage import private
from forms.models.exports import Export
from forms.models.files import GONE, FileState, StoredFile
from home.records.files import OpenedFile, open_stream, seal_stream

ORPHAN_AFTER = timedelta(hours=1)


def write(file: StoredFile, path: str, content: bytes) -> None:
    """Before the row is saved: a crash in between leaves an orphan, never a row without a file. Raises Refusal."""
    sealed = b"".join(seal_stream(BytesIO(content), file.key, path))
    try:
        with private() as storage:
            storage.save(path, ContentFile(sealed))
    except OSError as error:
        raise Refusal("unavailable") from error


def write_film(file: StoredFile, path: str, film: BinaryIO) -> None:
    """The same a piece at a time: what waits on disk for the storage is sealed already. Raises Refusal."""
    with TemporaryFile() as sealed:
        sealed.writelines(seal_stream(film, file.key, path))
        sealed.seek(0)
        try:
            storages["private"].save(path, File(sealed))
        except OSError as error:
            raise Refusal("unavailable") from error


def read(file: StoredFile, path: str) -> bytes:
    """The whole file, or nothing of it. Raises OSError when storage does not answer, SealBroken."""
    with private() as storage, storage.open(path) as lying:
        sealed = lying.read()
    return b"".join(open_stream(BytesIO(sealed), file.key, path))


def sealed(path: str) -> BinaryIO:
    """What lies in storage, as it lies. Raises OSError."""
    return storages["private"].open(path)


def discard_now(path: str) -> None:
    storages["private"].delete(path)


def opened(file: StoredFile, path: str) -> OpenedFile:
    """To be read from any place in it. Raises OSError, SealBroken."""
    return OpenedFile(sealed(path), file.key, path)


def sweep(now: datetime | None = None) -> int:
    """Delete what no row owns and lies there for an hour; return how many."""
    before, storage = (now or timezone.now()) - ORPHAN_AFTER, storages["private"]
    gone = 0
    for folder in storage.listdir("")[0] if storage.exists("") else ():
        for path in _orphans(folder, storage.listdir(folder)[1]):
            if storage.get_modified_time(path) < before:
                storage.delete(path)
                gone += 1
    return gone


def _orphans(folder: str, names: list[str]) -> Iterator[str]:
    keys = {name: _key(name.removesuffix(".received")) for name in names}
    known = [key for key in keys.values() if key]
    states = dict(StoredFile.objects.filter(pk__in=known).values_list("pk", "state"))
    states |= dict(Export.objects.filter(pk__in=known).values_list("pk", "state"))
    for name, key in keys.items():
        state = states.get(key) if key else None
        kept_for = {FileState.WAITING, FileState.CONVERTING}
        owned = state in kept_for if name.endswith(".received") else state not in {None, *GONE}
        if not owned:
            yield f"{folder}/{name}"


def _key(name: str) -> UUID | None:
    try:
        return UUID(name)
    except ValueError:
        return None
