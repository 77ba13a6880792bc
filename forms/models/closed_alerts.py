"""What whoever flagged someone else's home still reads of their alert once it is erased."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from forms.models.partners import Partner
from forms.models.submissions import STATUS_CHOICES
from home.records.models import Record


class ClosedAlert(Record):
    """Number, day and public words of an alert that is erased: nothing of the household, nor of what it decided.

    A household that said no is erased sooner than one that was helped. With this row in its place, who wrote sees no
    difference: neither in the words, nor in how long they can be read. It keeps the key of the request that it
    follows, so that an open page goes on.
    """

    intake = models.SlugField(_("request"))
    reference = models.CharField(_("reference"), max_length=9, unique=True, editable=False)
    code_hash = models.CharField(max_length=128, editable=False)
    partner = models.ForeignKey(
        Partner, verbose_name=_("partner"), on_delete=models.SET_NULL, null=True, related_name="closed_alerts"
    )
    received_at = models.DateTimeField(_("received at"))
    status = models.CharField(_("status"), max_length=20, choices=STATUS_CHOICES)
    reason = models.CharField(_("reason"), max_length=40, blank=True)
    shared = models.BooleanField(_("its author may know what became of it"))

    class Meta:
        verbose_name = _("alert that is erased")
        verbose_name_plural = _("alerts that are erased")
        indexes = [models.Index(fields=["partner", "received_at", "id"], name="closed_alert_of_partner")]
        constraints = [
            models.CheckConstraint(condition=Q(purge_on__isnull=False), name="closed_alert_always_has_an_end"),
            models.CheckConstraint(condition=~Q(reason="left"), name="closed_alert_tells_no_refusal"),
        ]

    def __str__(self) -> str:
        return self.reference
