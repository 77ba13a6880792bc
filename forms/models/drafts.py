"""Answers not sent yet."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from home.records.fields import EncryptedJSONField, EncryptedTextField
from home.records.models import Record


class Draft(Record):
    """The answers of one person to one intake, valid or not, until they are sent or forgotten.

    `purge_on` is always set: it moves forward each time something is saved. After sending, the answers are
    blanked and only the code stays, so that this device can show the receipt again.
    """

    intake = models.SlugField(_("request"))
    language = models.CharField(_("language"), max_length=5)
    answers = EncryptedJSONField(_("answers"))
    code = EncryptedTextField(_("code"))
    version = models.PositiveIntegerField(_("version"), default=0)
    updated_at = models.DateTimeField(_("updated at"), auto_now=True)

    class Meta:
        verbose_name = _("draft")
        verbose_name_plural = _("drafts")
        indexes = [models.Index(fields=["purge_on"], name="draft_purge_on")]
        constraints = [
            models.CheckConstraint(condition=models.Q(purge_on__isnull=False), name="draft_always_has_an_end"),
        ]
