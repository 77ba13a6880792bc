"""The documents that people send. What is in them lies encrypted in private storage, never in the database."""

import re
from collections.abc import Iterable
from typing import Self
from uuid import UUID

from django.core.files.storage import storages
from django.db import models, transaction
from django.db.models import Q
from django.db.models.signals import post_delete
from django.dispatch import receiver
from django.utils.translation import gettext_lazy as _

from forms.models.drafts import Draft
from forms.models.submissions import Submission
from home.records.digests import DigestField
from home.records.fields import EncryptedTextField
from home.records.files import new_key
from home.records.models import Record

LINE = re.compile(r"file:([0-9a-f-]{36})")


class FileState(models.TextChoices):
    """What the antivirus said. Infected files are destroyed: their row stays, to tell. So are films that turn out not
    to be readable while they are made again, before the antivirus looks.
    """

    CONVERTING = "converting", _("being prepared")
    BROKEN = "broken", _("damaged: cannot be shown")
    WAITING = "waiting", _("being checked by the antivirus")
    CLEAN = "clean", _("checked by the antivirus")
    INFECTED = "infected", _("refused by the antivirus")
    NOT_SCANNED = "not_scanned", _("not checked by an antivirus")


READABLE = {FileState.CLEAN, FileState.NOT_SCANNED}
GONE = {FileState.INFECTED, FileState.BROKEN}
FILM = "mp4"


class FileQuerySet(models.QuerySet):
    def named(self, lines: Iterable[str]) -> Self:
        """Those that lines of answers name."""
        return self.filter(pk__in=[UUID(found[1]) for line in lines if (found := LINE.fullmatch(line))])


class StoredFile(Record):
    """One file of one slot, made harmless; of a draft first, then of the request that was sent.

    `key` opens it: without the row, what lies in storage is noise. `digest` (keyed) tells that the same file was sent
    twice. While it waits for the antivirus, what was received lies beside it, sealed as well. Of a film, what was
    received goes as soon as it is made again; `seconds` is its length.
    """

    draft = models.ForeignKey(Draft, on_delete=models.CASCADE, null=True, editable=False, related_name="files")
    submission = models.ForeignKey(
        Submission, on_delete=models.CASCADE, null=True, editable=False, related_name="files"
    )
    slot = models.SlugField(_("document"))
    position = models.PositiveSmallIntegerField(_("place"))
    name = EncryptedTextField(_("name"))
    key = EncryptedTextField(_("key"), default=new_key)
    digest = DigestField()
    received_as = models.CharField(_("received as"), max_length=5)
    received_size = models.PositiveIntegerField(_("size when received"))
    kind = models.CharField(_("kind"), max_length=3)
    size = models.PositiveIntegerField(_("size"))
    pages = models.PositiveSmallIntegerField(_("pages"))
    is_late = models.BooleanField(_("sent after the request"), default=False, db_default=False)
    seconds = models.PositiveSmallIntegerField(_("seconds"), default=0, db_default=0)
    state = models.CharField(_("state"), max_length=11, choices=FileState, default=FileState.NOT_SCANNED)

    objects = FileQuerySet.as_manager()

    class Meta:
        verbose_name = _("file")
        verbose_name_plural = _("files")
        ordering = ["slot", "position"]
        indexes = [
            models.Index(fields=["created_at"], name="file_to_scan", condition=Q(state__in=["waiting", "not_scanned"])),
            models.Index(fields=["created_at"], name="file_to_convert", condition=Q(state="converting")),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(draft=None, submission__isnull=False) | Q(draft__isnull=False, submission=None),
                name="file_of_a_draft_or_of_a_request",
            ),
            models.CheckConstraint(condition=Q(state__in=FileState.values), name="file_known_state"),
            models.CheckConstraint(condition=Q(kind__in=["jpg", "pdf", FILM]), name="file_known_kind"),
            models.UniqueConstraint(fields=["draft", "slot", "position"], name="file_place_in_draft"),
            models.UniqueConstraint(fields=["draft", "slot", "digest"], name="file_once_in_slot"),
            models.UniqueConstraint(fields=["submission", "slot", "position"], name="file_place_in_request"),
        ]

    @property
    def line(self) -> str:
        """How the answers name it."""
        return f"file:{self.pk}"

    @property
    def is_film(self) -> bool:
        return self.kind == FILM

    @property
    def path(self) -> str:
        """Where the harmless file lies, in private storage."""
        return f"{str(self.pk)[:2]}/{self.pk}"

    @property
    def received_path(self) -> str:
        """Where what was received lies until the antivirus has seen it."""
        return f"{self.path}.received"


def discard(paths: Iterable[str]) -> None:
    """Take files out of private storage once the transaction is committed. What fails is left to `sweep_files`."""
    for path in paths:
        transaction.on_commit(lambda path=path: storages["private"].delete(path), robust=True)


@receiver(post_delete, sender=StoredFile)
def discard_content(instance: StoredFile, **kwargs) -> None:
    discard([instance.path, instance.received_path])
