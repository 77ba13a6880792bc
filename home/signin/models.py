"""What sign-in remembers of an account beside its password and its factors."""

from django.conf import settings
from django.contrib.auth.models import Group
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from home.records.fields import EncryptedTextField
from home.records.models import Record


class Access(models.Model):
    """When an account's factors were last taken away: its sessions end, and it may enrol again for a week."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, primary_key=True, related_name="access")
    reset_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"access {self.pk}"


class Joining(Record):
    """An account proposed for a team that reads requests. It grants nothing before the lead has confirmed it."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="joinings")
    team = models.ForeignKey(Group, models.CASCADE, related_name="+")
    proposed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)
    confirmed = models.BooleanField(null=True)

    class Meta:
        verbose_name = _("proposal for a team")
        verbose_name_plural = _("proposals for teams")
        ordering = ["created_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["user", "team"], condition=Q(decided_at=None), name="joining_one_open"),
            models.CheckConstraint(condition=~Q(proposed_by=F("user")), name="joining_not_proposed_by_oneself"),
            models.CheckConstraint(
                condition=Q(decided_by=None) | (~Q(decided_by=F("user")) & ~Q(decided_by=F("proposed_by"))),
                name="joining_decided_by_a_third",
            ),
            models.CheckConstraint(
                condition=Q(decided_at=None, decided_by=None, confirmed=None, purge_on=None)
                | Q(
                    decided_at__isnull=False, decided_by__isnull=False, confirmed__isnull=False, purge_on__isnull=False
                ),
                name="joining_decided_whole",
            ),
        ]


class BreakGlass(Record):
    """An account made a superuser for a few hours, by command. It ends by itself."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    reason = EncryptedTextField(_("reason"))
    until = models.DateTimeField(_("until"))
    ended_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("emergency access")
        verbose_name_plural = _("emergency accesses")
        ordering = ["-created_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["user"], condition=Q(ended_at=None), name="break_glass_one_open"),
            models.CheckConstraint(
                condition=Q(ended_at=None, purge_on=None) | Q(ended_at__isnull=False, purge_on__isnull=False),
                name="break_glass_ends_whole",
            ),
        ]
