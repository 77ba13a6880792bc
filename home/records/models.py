"""What every row about a person stands on, and the rows that keep promises about them: notices and reads."""

import uuid
from datetime import datetime
from typing import Any, Self

from django.conf import settings
from django.contrib.auth.models import Group
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from home.records.digests import DigestField
from home.records.fields import EncryptedTextField


class Record(models.Model):
    """A row about a person. It ends on `purge_on`; its name, wherever one is shown, says nothing about them."""

    wagtail_reference_index_ignore = True

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    created_at = models.DateTimeField(_("created at"), auto_now_add=True)
    purge_on = models.DateField(_("delete on"), null=True, editable=False)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return str(self.pk)


class TeamQuerySet(models.QuerySet):
    """Rows that belong to teams."""

    def visible_to(self, user: Any) -> Self:
        """The rows of the user's teams. Nobody sees another team's rows, superusers included."""
        if not user.is_active:
            return self.none()
        # Plain numbers, not a subquery: an index on team then serves the list in its order
        known = getattr(user, "team_keys", None)
        return self.filter(team_id__in=list(user.groups.values_list("pk", flat=True)) if known is None else known)


class TeamRecord(Record):
    """A record that one team works: `objects.visible_to(user)` is the only door to it."""

    team = models.ForeignKey(Group, verbose_name=_("team"), on_delete=models.PROTECT, related_name="+")

    objects = TeamQuerySet.as_manager()

    class Meta:
        abstract = True


class SearchHash(models.Model):
    """A keyed hash (see `home.records.hashing`) by which a record is found without being readable."""

    wagtail_reference_index_ignore = True

    digest = DigestField(guards=False)

    class Meta:
        abstract = True


class HashVersion(models.Model):
    """How many search keys the hashes under unique constraints went through. One row, none before a rotation."""

    wagtail_reference_index_ignore = True

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    number = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(id=1), name="hash_version_is_one_row")]

    def __str__(self) -> str:
        return str(self.number)


class Channel(models.TextChoices):
    EMAIL = "email", _("mail")
    SMS = "sms", _("text message")


class NotificationQuerySet(models.QuerySet):
    def due(self, now: datetime) -> Self:
        """Owed, held by no living sender (a lease that ran out belongs to one that died), and in its turn."""
        free = Q(lease_until=None) | Q(lease_until__lte=now)
        in_turn = Q(in_turn=False) | ~Exists(type(self)(self.model).earlier())
        return self.filter(free, in_turn, sent_at=None, failed_at=None, due_at__lte=now).order_by(
            "due_at", "created_at"
        )

    def earlier(self) -> Self:
        """Inside another query: what is owed before its row to whom its row is about."""
        about = {"table": OuterRef("table"), "record_id": OuterRef("record_id")}
        owed = self.filter(in_turn=True, sent_at=None, failed_at=None, **about)
        return owed.filter(created_at__lt=OuterRef("created_at"))


class Notification(Record):
    """One message owed to a person, written with the change it tells of. `event` is owed once, whoever asks.

    Those `in_turn` about one record leave one after the other, as they were owed.
    """

    event = models.CharField(_("event"), max_length=120, unique=True)
    table = models.CharField(_("table"), max_length=80)
    record_id = models.UUIDField(_("record"))
    channel = models.CharField(_("channel"), max_length=10, choices=Channel, default=Channel.EMAIL)
    to = EncryptedTextField(_("to"))
    subject = EncryptedTextField(_("subject"))
    body = EncryptedTextField(_("text"))
    stop_url = EncryptedTextField(_("address that stops these messages"), null=True)
    in_turn = models.BooleanField(_("in turn"), default=False, db_default=False)
    message_id = models.CharField(_("message id"), max_length=200, unique=True)
    due_at = models.DateTimeField(_("due at"), default=timezone.now)
    tries = models.PositiveSmallIntegerField(_("tries"), default=0)
    lease_until = models.DateTimeField(_("leased until"), null=True)
    sent_at = models.DateTimeField(_("sent at"), null=True)
    failed_at = models.DateTimeField(_("given up at"), null=True)

    objects = NotificationQuerySet.as_manager()

    class Meta:
        verbose_name = _("notice")
        verbose_name_plural = _("notices")
        indexes = [
            models.Index(fields=["due_at"], name="notification_due", condition=Q(sent_at=None, failed_at=None)),
            models.Index(fields=["table", "record_id"], name="notification_about"),
            models.Index(fields=["purge_on"], name="notification_purge_on", condition=Q(purge_on__isnull=False)),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(sent_at=None) | Q(failed_at=None), name="notification_sent_or_given_up"),
            models.CheckConstraint(
                condition=Q(sent_at=None, failed_at=None, purge_on=None)
                | (Q(purge_on__isnull=False) & (Q(sent_at__isnull=False) | Q(failed_at__isnull=False))),
                name="notification_purge_date_once_settled",
            ),
            models.CheckConstraint(condition=Q(channel__in=Channel.values), name="notification_known_channel"),
        ]


class Delivery(models.Model):
    """One attempt to deliver a notice. `code` is the class of the error: nothing here is about a person."""

    class Outcome(models.TextChoices):
        SENT = "sent", _("sent")
        FAILED = "failed", _("failed")

    wagtail_reference_index_ignore = True

    notification = models.ForeignKey(Notification, on_delete=models.CASCADE, related_name="deliveries")
    at = models.DateTimeField(_("at"), default=timezone.now)
    outcome = models.CharField(_("outcome"), max_length=10, choices=Outcome)
    code = models.CharField(_("code"), max_length=80, blank=True)

    class Meta:
        verbose_name = _("delivery")
        verbose_name_plural = _("deliveries")
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return f"{self.notification_id} {self.outcome}"


class ReadEntry(models.Model):
    """Who read what about whom, and when. It outlives the record; the reader's account cannot be deleted under it."""

    wagtail_reference_index_ignore = True

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("reader"), on_delete=models.PROTECT, related_name="+"
    )
    table = models.CharField(_("table"), max_length=80)
    record_id = models.UUIDField(_("record"))
    what = models.CharField(_("what was read"), max_length=40)
    at = models.DateTimeField(_("read at"), default=timezone.now)

    class Meta:
        verbose_name = _("read")
        verbose_name_plural = _("reads")
        ordering = ["-at", "-pk"]
        indexes = [
            models.Index(fields=["user", "at"], name="read_by_user"),
            models.Index(fields=["table", "record_id", "at"], name="read_of_record"),
            models.Index(fields=["at", "id"], name="read_by_day"),
        ]

    def __str__(self) -> str:
        return f"{self.table} {self.record_id}"


class LogLink(models.Model):
    """One link of the chain over the log's lines (see `home.records.chain`). Never changed, never deleted.

    `at` is the time of the line that was sealed, or the moment it was removed; `digest` is of the line's content,
    `hash` of this link and of the one before it, whose own is `previous`.
    """

    class Kind(models.TextChoices):
        SEALED = "sealed", _("sealed")
        REMOVED = "removed", _("removed")

    wagtail_reference_index_ignore = True

    position = models.BigIntegerField(_("position"), primary_key=True)
    kind = models.CharField(_("kind"), max_length=10, choices=Kind)
    table = models.CharField(_("table"), max_length=80)
    line = models.BigIntegerField(_("line"))
    at = models.DateTimeField(_("at"))
    digest = models.CharField(_("digest"), max_length=64)
    previous = models.CharField(_("hash before"), max_length=64)
    hash = models.CharField(_("hash"), max_length=64)

    class Meta:
        verbose_name = _("link of the log")
        verbose_name_plural = _("links of the log")
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["table", "line", "kind"], name="log_link_once_a_line"),
            models.CheckConstraint(condition=Q(kind__in=["sealed", "removed"]), name="log_link_known_kind"),
        ]

    def __str__(self) -> str:
        return f"{self.position} {self.hash}"


class Anchor(Record):
    """The head of the chain on one day, as it was mailed to the officer. Files beside the database say it too."""

    day = models.DateField(_("day"), unique=True)
    position = models.BigIntegerField(_("position"))
    hash = models.CharField(_("hash"), max_length=64)

    class Meta:
        verbose_name = _("anchor of the log")
        verbose_name_plural = _("anchors of the log")
        constraints = [
            models.CheckConstraint(condition=Q(purge_on__isnull=False), name="anchor_always_has_an_end"),
        ]
