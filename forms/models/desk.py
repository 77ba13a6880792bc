"""What a team's desk keeps for itself: named views of its lists, and who has which request open."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from forms.models.submissions import Inbox, Submission
from home.records.models import Record


class SavedView(models.Model):
    """A list that someone named, as the filters of its address; of one person, or of the whole team without `owner`."""

    inbox = models.ForeignKey(Inbox, on_delete=models.CASCADE, related_name="views")
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, null=True, related_name="+")
    name = models.CharField(_("name"), max_length=60)
    filters = models.CharField(_("filters"), max_length=300)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("saved view")
        verbose_name_plural = _("saved views")
        ordering = ["name", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["inbox", "owner", "name"], name="view_named_once_a_person"),
            models.UniqueConstraint(fields=["inbox", "name"], condition=Q(owner=None), name="view_named_once_a_team"),
        ]

    def __str__(self) -> str:
        return self.name


class Digest(Record):
    """That an agent was told, on one day, how much is to do. The notice hangs on it; the mail has counts only."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    day = models.DateField(_("day"))

    class Meta:
        verbose_name = _("daily word to an agent")
        verbose_name_plural = _("daily words to agents")
        constraints = [
            models.UniqueConstraint(fields=["user", "day"], name="digest_once_a_day"),
            models.CheckConstraint(condition=Q(purge_on__isnull=False), name="digest_always_has_an_end"),
        ]


class Presence(models.Model):
    """Which agent opened which request last, for the colleagues who open it too. Swept once it says nothing more."""

    submission = models.ForeignKey(Submission, on_delete=models.CASCADE, related_name="presences")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    seen_at = models.DateTimeField(_("seen at"))

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("presence")
        verbose_name_plural = _("presences")
        indexes = [models.Index(fields=["seen_at"], name="presence_by_time")]
        constraints = [models.UniqueConstraint(fields=["submission", "user"], name="presence_once_an_agent")]

    def __str__(self) -> str:
        return f"{self.submission_id} {self.user_id}"
