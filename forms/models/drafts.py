"""Answers not sent yet."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from forms.models.partners import Partner
from forms.reference import new_reference
from home.records.fields import EncryptedJSONField, EncryptedTextField
from home.records.hashing import digest
from home.records.models import Record


class Draft(Record):
    """The answers of one person to one intake, valid or not, until they are sent or forgotten.

    `purge_on` is always set: it moves forward each time something is saved. After sending, the answers are
    blanked and only the code stays, so that this device can show the receipt again.

    One begun at the network's door has its `partner`, and opens only while they are signed in.

    Reference and code open it on another device. The code is kept twice: sealed, to be shown where the draft is open
    already; hashed under a key, so that a try is checked without unsealing anything.
    """

    intake = models.SlugField(_("request"))
    language = models.CharField(_("language"), max_length=5)
    reference = models.CharField(_("reference"), max_length=9, unique=True, default=new_reference, editable=False)
    answers = EncryptedJSONField(_("answers"))
    code = EncryptedTextField(_("code"))
    code_hash = models.CharField(max_length=64, editable=False)
    email = EncryptedTextField(_("address that has the link"), null=True)
    version = models.PositiveIntegerField(_("version"), default=0)
    updated_at = models.DateTimeField(_("updated at"), auto_now=True)
    partner = models.ForeignKey(Partner, on_delete=models.CASCADE, null=True, editable=False, related_name="+")

    class Meta:
        verbose_name = _("draft")
        verbose_name_plural = _("drafts")
        indexes = [models.Index(fields=["purge_on"], name="draft_purge_on")]
        constraints = [
            models.CheckConstraint(condition=models.Q(purge_on__isnull=False), name="draft_always_has_an_end"),
        ]

    def save(self, **kwargs) -> None:
        if self._state.adding:
            self.code_hash = code_digest(self.reference, self.code)
        super().save(**kwargs)


def code_digest(reference: str, code: str) -> str:
    return digest("draft-code", f"{reference} {code}")
