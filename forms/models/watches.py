"""People who asked to be told when a request opens."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from home.records.digests import DigestField
from home.records.fields import EncryptedTextField
from home.records.models import Record


class IntakeWatch(Record):
    """One address that wants one mail when a request opens, or has something new. The row goes with that mail.

    Nothing is sent before the address was confirmed from its own mailbox. The hash keeps one row an address.
    """

    intake = models.SlugField(_("request"))
    language = models.CharField(_("language"), max_length=5)
    email = EncryptedTextField(_("e-mail address"))
    email_hash = DigestField()
    confirmed_at = models.DateTimeField(_("confirmed at"), null=True, editable=False)

    class Meta:
        verbose_name = _("person to tell")
        verbose_name_plural = _("people to tell")
        indexes = [models.Index(fields=["purge_on"], name="watch_purge_on")]
        constraints = [
            models.UniqueConstraint(fields=["intake", "email_hash"], name="watch_once_an_address"),
            models.CheckConstraint(condition=models.Q(purge_on__isnull=False), name="watch_always_has_an_end"),
        ]
