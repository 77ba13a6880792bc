"""What agents add to a request: notes for each other, and their word on each document."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from forms.models.submissions import Submission
from home.records.fields import EncryptedTextField
from home.records.models import Record


class Note(Record):
    """What agents tell each other about a request. Never shown to who wrote it; given to them if they ask for it."""

    submission = models.ForeignKey(Submission, on_delete=models.CASCADE, related_name="notes")
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("author"), on_delete=models.SET_NULL, null=True, related_name="+"
    )
    text = EncryptedTextField(_("text"))

    class Meta:
        verbose_name = _("note")
        verbose_name_plural = _("notes")
        ordering = ["-created_at"]

    def __str__(self) -> str:
        return self.submission.reference


class Mention(models.Model):
    """A colleague to whom a note is pointed out, once."""

    note = models.ForeignKey(Note, on_delete=models.CASCADE, related_name="mentions")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    told_at = models.DateTimeField(_("told at"), null=True)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("mention")
        verbose_name_plural = _("mentions")
        indexes = [models.Index(fields=["user"], name="mention_to_tell", condition=Q(told_at=None))]
        constraints = [models.UniqueConstraint(fields=["note", "user"], name="mention_once_a_note")]

    def __str__(self) -> str:
        return f"{self.note_id} {self.user_id}"


class Flaw(models.TextChoices):
    """Why a document is not accepted."""

    UNREADABLE = "unreadable", _("It cannot be read")
    INCOMPLETE = "incomplete", _("A part or a page is missing")
    OUTDATED = "outdated", _("It is too old")
    WRONG = "wrong", _("It is another document than the one we asked for")
    OTHER = "other", _("Another reason, told below")


class DocumentReview(Record):
    """An agent's word on one document: accepted, or not, with a reason that the person reads. It goes with the next
    document that fills the slot.
    """

    submission = models.ForeignKey(Submission, on_delete=models.CASCADE, related_name="reviews")
    slot = models.SlugField(_("document"))
    accepted = models.BooleanField(_("accepted"))
    flaw = models.CharField(_("reason"), max_length=10, choices=Flaw, blank=True)
    words = EncryptedTextField(_("words to the person"), null=True)
    reviewed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("checked by"), on_delete=models.SET_NULL, null=True, related_name="+"
    )

    class Meta:
        verbose_name = _("check of a document")
        verbose_name_plural = _("checks of documents")
        constraints = [
            models.UniqueConstraint(fields=["submission", "slot"], name="review_one_a_document"),
            models.CheckConstraint(
                condition=Q(accepted=True, flaw="") | Q(accepted=False, flaw__in=Flaw.values),
                name="review_rejected_with_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return self.submission.reference


class RefusalReason(models.Model):
    """Words that the lead gave to a reason of refusal, by language; one that the code does not know was added.

    The code `remedies` holds what every refusal says about contesting it.
    """

    code = models.SlugField(_("code"), max_length=40, unique=True)
    texts = models.JSONField(_("texts"), default=dict)
    hidden = models.BooleanField(_("no longer offered"), default=False)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("reason of refusal")
        verbose_name_plural = _("reasons of refusal")

    def __str__(self) -> str:
        return self.code
