"""How long requests are kept, the batches by which they go, and what is left of them."""

from django.conf import settings
from django.contrib.auth.models import Group
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from forms.models.submissions import STATUS_CHOICES
from home.records.digests import DigestField
from home.records.models import Record


class RetentionFigure(models.Model):
    """The days that the data protection officer chose for one class; without a row, the declared ones hold."""

    key = models.SlugField(_("class"), unique=True)
    days = models.PositiveSmallIntegerField(_("days"))

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("retention figure")
        verbose_name_plural = _("retention figures")

    def __str__(self) -> str:
        return self.key


class PurgeBatch(Record):
    """Requests proposed for deletion together. Nothing of it goes before the officer signs.

    `asked`: the persons themselves asked for the erasure, whatever the day.
    """

    asked = models.BooleanField(_("asked for by the person"), default=False)
    signed_at = models.DateTimeField(_("signed at"), null=True)
    signed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("signed by"), on_delete=models.PROTECT, null=True, related_name="+"
    )
    done_at = models.DateTimeField(_("done at"), null=True)

    class Meta:
        verbose_name = _("purge batch")
        verbose_name_plural = _("purge batches")
        ordering = ["-created_at", "pk"]
        permissions = [
            ("sign_purges", _("Can set how long requests are kept, and sign their deletion")),
            ("answer_rights", _("Can find, export and erase what is held on one person")),
            ("read_access_log", _("Can see who read which request")),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(signed_at=None, signed_by=None) | Q(signed_at__isnull=False, signed_by__isnull=False),
                name="purge_batch_signed_by_someone",
            ),
            models.CheckConstraint(
                condition=Q(done_at=None, purge_on=None)
                | Q(done_at__isnull=False, purge_on__isnull=False, signed_at__isnull=False),
                name="purge_batch_done_once_signed",
            ),
        ]

    def __str__(self) -> str:
        return f"{timezone.localdate(self.created_at):%Y-%m-%d}"


class PurgeItem(Record):
    """One request of a batch, by its reference. `seen` is the last line of its history when it was proposed."""

    class State(models.TextChoices):
        WAITING = "waiting", _("to be deleted")
        HELD = "held", _("held back")
        DONE = "done", _("deleted")
        SKIPPED = "skipped", _("skipped: the request changed since")
        RELEASED = "released", _("held back until its day, then proposed again")

    class Hold(models.TextChoices):
        APPEAL = "appeal", _("An appeal or a complaint is under way")
        CONTROL = "control", _("A funder or an auditor is checking")
        ARCHIVES = "archives", _("The departmental archives want to see it first")

    LIVE = (State.WAITING, State.HELD)

    batch = models.ForeignKey(PurgeBatch, on_delete=models.CASCADE, related_name="items")
    table = models.CharField(_("table"), max_length=80)
    record_id = models.UUIDField(_("record"))
    reference = models.CharField(_("reference"), max_length=9)
    intake = models.SlugField(_("request"))
    outcome = models.CharField(_("outcome"), max_length=20, choices=STATUS_CHOICES)
    closed_on = models.DateField(_("closed on"), null=True)
    due_on = models.DateField(_("due on"))
    seen = models.BigIntegerField(_("last line of its history"), default=0)
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.WAITING)
    hold = models.CharField(_("reason to hold back"), max_length=10, choices=Hold, blank=True)
    held_until = models.DateField(_("review on"), null=True)
    done_at = models.DateTimeField(_("done at"), null=True)

    class Meta:
        verbose_name = _("purge item")
        verbose_name_plural = _("purge items")
        ordering = ["due_on", "reference"]
        indexes = [
            models.Index(fields=["batch", "due_on", "reference"], name="purge_item_of_batch"),
            models.Index(fields=["record_id"], name="purge_item_of_record"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["record_id"], condition=Q(state__in=["waiting", "held"]), name="purge_item_in_one_batch"
            ),
            models.CheckConstraint(
                condition=Q(state="done", done_at__isnull=False) | (~Q(state="done") & Q(done_at=None)),
                name="purge_item_done_at",
            ),
            models.CheckConstraint(
                condition=Q(hold="", held_until=None, state__in=["waiting", "done", "skipped"])
                | (~Q(hold="") & Q(held_until__isnull=False, state__in=["held", "released"])),
                name="purge_item_held_for_a_reason_until_a_day",
            ),
        ]

    def __str__(self) -> str:
        return self.reference


class Stub(models.Model):
    """What statistics keep of a deleted request: nothing that leads to a person, and a key that tells no order."""

    id = models.UUIDField(primary_key=True, editable=False)
    intake = models.SlugField(_("request"))
    team = models.ForeignKey(Group, verbose_name=_("team"), on_delete=models.PROTECT, related_name="+")
    received_in = models.DateField(_("month received"))
    closed_in = models.DateField(_("month closed"), null=True)
    outcome = models.CharField(_("outcome"), max_length=20, choices=STATUS_CHOICES)
    reason = models.CharField(_("reason"), max_length=40, blank=True)
    channel = models.CharField(_("channel"), max_length=10, blank=True)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("stub")
        verbose_name_plural = _("stubs")
        constraints = [
            models.CheckConstraint(
                condition=Q(received_in__day=1) & (Q(closed_in=None) | Q(closed_in__day=1)), name="stub_months_only"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.intake} {self.received_in:%Y-%m}"


class Tombstone(Record):
    """A keyed hash of an erased record, so that a restored backup erases it again. It outlives every backup."""

    digest = DigestField(unique=True)

    class Meta:
        verbose_name = _("tombstone")
        verbose_name_plural = _("tombstones")
        constraints = [
            models.CheckConstraint(condition=Q(purge_on__isnull=False), name="tombstone_always_has_an_end"),
        ]


class ReadAlert(Record):
    """Someone read far more requests within an hour than their work explains. One a person and day."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("reader"), on_delete=models.PROTECT, related_name="+"
    )
    day = models.DateField(_("day"))
    requests = models.PositiveIntegerField(_("requests within an hour"))

    class Meta:
        verbose_name = _("read alert")
        verbose_name_plural = _("read alerts")
        ordering = ["-day", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["user", "day"], name="read_alert_one_a_day"),
            models.CheckConstraint(condition=Q(purge_on__isnull=False), name="read_alert_always_has_an_end"),
        ]
