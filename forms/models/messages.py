"""What agents write to applicants, and the words that the lead keeps ready for them."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from forms.models.submissions import STATUS_CHOICES, Submission
from home.records.fields import EncryptedTextField
from home.records.models import Record


class MessageTemplate(models.Model):
    """Words for a message, by language, with the places that `forms.services.messaging` fills. Nothing of a person.

    An empty `intake` or `status` stands for any.
    """

    name = models.CharField(_("name"), max_length=80)
    intake = models.SlugField(_("request"), blank=True)
    status = models.CharField(_("status"), max_length=20, choices=STATUS_CHOICES, blank=True)
    texts = models.JSONField(_("texts"), default=dict)
    hidden = models.BooleanField(_("no longer offered"), default=False)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("ready-made message")
        verbose_name_plural = _("ready-made messages")
        ordering = ["name", "pk"]

    def __str__(self) -> str:
        return self.name


class Message(Record):
    """What an agent wrote to the applicant, as it was sent. Read on the follow-up page; the mail says no word of it."""

    submission = models.ForeignKey(Submission, on_delete=models.CASCADE, related_name="written")
    text = EncryptedTextField(_("text"))
    sent_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("sent by"), on_delete=models.SET_NULL, null=True, related_name="+"
    )

    class Meta:
        verbose_name = _("message to the applicant")
        verbose_name_plural = _("messages to applicants")
        ordering = ["-created_at", "-pk"]

    def __str__(self) -> str:
        return self.submission.reference
