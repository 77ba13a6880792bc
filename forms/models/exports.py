"""Lists of requests made into files, for whoever asked, for a day."""

from datetime import timedelta

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.signals import post_delete
from django.dispatch import receiver
from django.utils.translation import gettext_lazy as _

from forms.models.files import discard
from home.records.fields import EncryptedTextField
from home.records.files import new_key
from home.records.models import Record

KEPT = timedelta(hours=24)


class Export(Record):
    """One file, asked for with a reason. No name and no answer is in it. It lies sealed in private storage, opened by
    `key`, until `ends_at`. `lease_until` is until when nobody else makes it: who makes it moves it on.
    """

    class Kind(models.TextChoices):
        CSV = "csv", _("CSV, for any program")
        XLSX = "xlsx", _("Excel (XLSX)")

    class Reason(models.TextChoices):
        FUNDER = "funder", _("A report to a funder or to elected members")
        STEERING = "steering", _("To steer the teams and share out the work")
        CONTROL = "control", _("A check of the quality of the files")

    class State(models.TextChoices):
        WAITING = "waiting", _("being made")
        READY = "ready", _("ready")
        FAILED = "failed", _("could not be made")

    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, editable=False, related_name="+")
    reason = models.CharField(_("reason"), max_length=10, choices=Reason)
    kind = models.CharField(_("format"), max_length=4, choices=Kind)
    intake = models.SlugField(_("request"), blank=True)
    since = models.DateTimeField(_("received since"))
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.WAITING)
    done = models.PositiveIntegerField(_("rows done"), default=0)
    total = models.PositiveIntegerField(_("rows in all"), default=0)
    tries = models.PositiveSmallIntegerField(_("tries"), default=0)
    lease_until = models.DateTimeField(_("leased until"), null=True)
    ends_at = models.DateTimeField(_("ends at"))
    key = EncryptedTextField(_("key"), default=new_key)

    class Meta:
        verbose_name = _("export")
        verbose_name_plural = _("exports")
        ordering = ["-created_at"]
        indexes = [models.Index(fields=["created_at"], name="export_to_make", condition=Q(state="waiting"))]
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=["csv", "xlsx"]), name="export_known_kind"),
            models.CheckConstraint(condition=Q(state__in=["waiting", "ready", "failed"]), name="export_known_state"),
            models.CheckConstraint(condition=~Q(reason=""), name="export_asked_with_a_reason"),
        ]

    @property
    def path(self) -> str:
        return f"{str(self.pk)[:2]}/{self.pk}"


@receiver(post_delete, sender=Export)
def discard_file(instance: Export, **kwargs) -> None:
    discard([instance.path])
