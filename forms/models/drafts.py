"""Answers not sent yet."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from forms.models.partners import Partner
from forms.reference import new_reference
from home.records.digests import DigestField
from home.records.fields import EncryptedJSONField, EncryptedTextField
from home.records.hashing import digest
from home.records.models import Record


class Channel(models.TextChoices):
    """How a request comes in. On the web and at a partner's, who sends it types it; agents type the others."""

    WEB = "web", _("web")
    DESK = "desk", _("at the desk")
    PHONE = "phone", _("by phone")
    LETTER = "letter", _("by letter")
    PARTNER = "partner", _("by a partner")


class Suspicion(models.TextChoices):
    """Why something looks as if a robot sent it. Nothing of it is about a person."""

    TRAP = "honeypot", _("A field that people cannot see was filled in.")
    HASTE = "too_fast", _("Its pages were filled in faster than a person can.")
    CROWD = "too_many", _("Many requests came from the same place within minutes.")


class Draft(Record):
    """The answers of one person to one intake, valid or not, until they are sent or forgotten.

    `purge_on` is always set: it moves forward each time something is saved. After sending, the answers are
    blanked and only the code stays, so that this device can show the receipt again.

    One begun at the network's door has its `partner`, and opens only while they are signed in.

    Reference and code open it on another device. The code is kept twice: sealed, to be shown where the draft is open
    already; hashed under a key, so that a try is checked without unsealing anything.

    `sent_at` stands on the row itself: whoever waited for its lock reads it as it is now, which no join promises.

    `entered_by` is the agent who types it for someone else. `suspicion` says why it began like a robot's.
    """

    intake = models.SlugField(_("request"))
    language = models.CharField(_("language"), max_length=5)
    reference = models.CharField(_("reference"), max_length=9, unique=True, default=new_reference, editable=False)
    answers = EncryptedJSONField(_("answers"))
    code = EncryptedTextField(_("code"))
    code_hash = DigestField(guards=False)
    email = EncryptedTextField(_("address that has the link"), null=True)
    channel = models.CharField(
        _("channel"), max_length=10, choices=Channel, default=Channel.WEB, db_default=Channel.WEB.value
    )
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("entered by"), on_delete=models.SET_NULL, null=True, related_name="+"
    )
    suspicion = models.CharField(
        _("suspicion"), max_length=10, choices=Suspicion, blank=True, default="", db_default="", editable=False
    )
    sent_at = models.DateTimeField(_("sent at"), null=True, editable=False)
    version = models.PositiveIntegerField(_("version"), default=0)
    updated_at = models.DateTimeField(_("updated at"), auto_now=True)
    partner = models.ForeignKey(Partner, on_delete=models.CASCADE, null=True, editable=False, related_name="+")

    class Meta:
        verbose_name = _("draft")
        verbose_name_plural = _("drafts")
        indexes = [models.Index(fields=["purge_on"], name="draft_purge_on")]
        constraints = [
            models.CheckConstraint(condition=models.Q(purge_on__isnull=False), name="draft_always_has_an_end"),
            models.CheckConstraint(condition=models.Q(channel__in=Channel.values), name="draft_known_channel"),
            models.CheckConstraint(
                condition=models.Q(suspicion__in=["", *Suspicion.values]), name="draft_known_suspicion"
            ),
        ]

    def save(self, **kwargs) -> None:
        if self._state.adding:
            self.code_hash = code_digest(self.reference, self.code)
        super().save(**kwargs)


def code_digest(reference: str, code: str) -> str:
    return digest("draft-code", f"{reference} {code}")
