"""The documents that agents ask for once a request is in."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from forms.models.submissions import Submission
from home.records.fields import EncryptedTextField
from home.records.models import Record


class DocumentRequest(Record):
    """One document asked back from the applicant. It fills a slot of the intake, or one of its own that `title` names.

    With `due_on`, an acceptance is subject to it: then it is settled by an agent's word alone, not by a file's coming.
    """

    class Outcome(models.TextChoices):
        RECEIVED = "received", _("It is here")
        WAIVED = "waived", _("It is not needed any more")

    submission = models.ForeignKey(Submission, on_delete=models.CASCADE, related_name="asked_documents")
    slot = models.SlugField(_("document"))
    title = EncryptedTextField(_("which document"), null=True)
    why = EncryptedTextField(_("why it is needed"), null=True)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("asked by"), on_delete=models.SET_NULL, null=True, related_name="+"
    )
    due_on = models.DateField(_("due on"), null=True)
    reminded_on = models.DateField(_("reminded on"), null=True)
    missed_on = models.DateField(_("missed on"), null=True)
    outcome = models.CharField(_("outcome"), max_length=10, choices=Outcome, blank=True, default="")

    class Meta:
        verbose_name = _("document asked for")
        verbose_name_plural = _("documents asked for")
        ordering = ["created_at", "pk"]
        indexes = [
            models.Index(fields=["due_on"], name="asked_still_owed", condition=Q(outcome="", due_on__isnull=False))
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["submission"], condition=Q(outcome="", due_on=None), name="asked_one_at_a_time"
            ),
            models.UniqueConstraint(fields=["submission", "slot"], condition=Q(outcome=""), name="asked_slot_once"),
            models.CheckConstraint(condition=Q(outcome__in=["", "received", "waived"]), name="asked_known_outcome"),
            models.CheckConstraint(
                condition=Q(due_on__isnull=False) | Q(reminded_on=None, missed_on=None), name="asked_days_of_the_owed"
            ),
        ]

    def __str__(self) -> str:
        return self.submission.reference

    @property
    def is_open(self) -> bool:
        return not self.outcome
