"""The antivirus, when there is one. Nothing ever waits for it but the agent who would open the file."""

import logging
from io import BytesIO

import clamd
from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django_tasks import task

from forms.files import keeping
from forms.files.keeping import ORPHAN_AFTER
from forms.models.files import FileState, StoredFile, discard
from home.records.sealing import SealBroken
from home.records.tasks import wordless

logger = logging.getLogger(__name__)

SECONDS = 30


class NotScanned(Exception):
    """The scanner did not say; it is asked again later."""


def first_state() -> FileState:
    """Of a file that just came."""
    return FileState.WAITING if settings.CLAMD_SOCKET else FileState.NOT_SCANNED


def scan_due(limit: int = 50) -> int:
    """Ask about the files that wait, oldest first, then about those that came while there was no scanner; return how
    many were settled.

    When the scanner does not answer, the pass ends. Where there is no scanner any more, none is waited for.
    """
    waiting, settled = StoredFile.objects.filter(state=FileState.WAITING), 0
    earlier = StoredFile.objects.filter(state=FileState.NOT_SCANNED) if settings.CLAMD_SOCKET else waiting.none()
    try:
        for file in [*waiting.order_by("created_at")[:limit], *earlier.order_by("created_at")[:limit]][:limit]:
            settled += settle(file, look_at(file) if settings.CLAMD_SOCKET else FileState.NOT_SCANNED)
    except NotScanned:
        logger.warning("The antivirus does not answer: files wait.")
    late = waiting.filter(created_at__lt=timezone.now() - ORPHAN_AFTER).count()
    if late:
        logger.error("%s files wait for the antivirus for more than an hour.", late)
    return settled


def look_at(file: StoredFile) -> FileState | None:
    """None when this one file cannot be read: the next ones still can. Raises NotScanned."""
    received = file.state == FileState.WAITING and not file.is_film
    try:
        content = keeping.read(file, file.received_path if received else file.path)
    except (OSError, SealBroken) as error:
        logger.error("File %s cannot be scanned (%s).", file.pk, type(error).__name__)
        return None
    return FileState.CLEAN if is_clean(content) else FileState.INFECTED


def is_clean(content: bytes) -> bool:
    """Raises NotScanned, whatever happened to the scanner."""
    try:
        found = clamd.ClamdUnixSocket(settings.CLAMD_SOCKET, timeout=SECONDS).instream(BytesIO(content))
        verdict = found["stream"][0]
    except Exception as error:  # the library has errors of every kind, and none may look like a verdict
        raise NotScanned from error
    if verdict not in {"OK", "FOUND"}:
        raise NotScanned
    return verdict == "OK"


@transaction.atomic
def settle(file: StoredFile, state: FileState | None) -> bool:
    """Write the verdict, and let go of what is not needed any more: of an infected file, everything."""
    if state is None or not StoredFile.objects.filter(pk=file.pk, state=file.state).update(state=state):
        return False
    discard([file.received_path, file.path] if state == FileState.INFECTED else [file.received_path])
    return True


@task()
def wake_scanner() -> int:
    with wordless():
        return scan_due()
