"""What a person of the team has to do for a request outside the portal."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from forms.models.submissions import Submission
from home.records.models import TeamRecord


class Errand(TeamRecord):
    """A letter to post, a call to make, someone to reach another way. `event` is owed once, whoever asks.

    What is to be said is not kept here: it is read from the request when the errand is done.
    """

    class Kind(models.TextChoices):
        LETTER = "letter", _("Letter to post")
        CALL = "call", _("Call to make")
        VIDEO = "video", _("Answer in French sign language, by video")
        OTHER_WAY = "other_way", _("Person to reach another way")
        TO_CHECK = "to_check", _("Document of an accepted request to check")
        MISSED = "missed", _("Document that did not come in time: decide what follows")

    class About(models.TextChoices):
        RECEIVED = "received", _("We have the request")
        QUESTION = "question", _("A question")
        DOCUMENT = "document", _("A document is needed")
        NEWS = "news", _("News of the request")
        CODE = "code", _("A new follow-up code was made")

    submission = models.ForeignKey(Submission, on_delete=models.CASCADE, related_name="errands")
    kind = models.CharField(_("kind"), max_length=10, choices=Kind)
    about = models.CharField(_("about"), max_length=10, choices=About)
    event = models.CharField(_("event"), max_length=120, unique=True)
    done_at = models.DateTimeField(_("done at"), null=True)
    done_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("done by"), on_delete=models.SET_NULL, null=True, related_name="+"
    )

    class Meta:
        verbose_name = _("task")
        verbose_name_plural = _("tasks")
        ordering = ["created_at", "pk"]
        indexes = [
            models.Index(fields=["team", "created_at", "id"], name="errand_to_do", condition=Q(done_at=None)),
            models.Index(fields=["team", "done_at", "id"], name="errand_done", condition=Q(done_at__isnull=False)),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(done_at__isnull=False) | Q(done_by=None), name="errand_done_by_someone"),
            models.CheckConstraint(
                condition=Q(kind__in=["letter", "call", "video", "other_way", "to_check", "missed"]),
                name="errand_known_kind",
            ),
            models.CheckConstraint(
                condition=Q(about__in=["received", "question", "document", "news", "code"]), name="errand_known_about"
            ),
        ]

    def __str__(self) -> str:
        return self.submission.reference
