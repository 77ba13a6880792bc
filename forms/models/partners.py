"""The network: organisations that the city agreed with, and their professionals who flag homes."""

from datetime import timedelta

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from home.records.digests import DigestField
from home.records.fields import EncryptedTextField
from home.records.hashing import email_digest
from home.records.models import Record

KEPT_AFTER_CLOSING = timedelta(days=365)


class Organisation(models.Model):
    """An organisation approved by the lead of the alerts. Not active: none of its professionals signs in."""

    class Kind(models.TextChoices):
        SOCIAL = "social", _("social service")
        ASSOCIATION = "association", _("association")
        HOUSING = "housing", _("social landlord")
        HEALTH = "health", _("health service")
        ENERGY = "energy", _("energy supplier or fund")
        OTHER = "other", _("other")

    name = models.CharField(_("name"), max_length=120, unique=True)
    kind = models.CharField(_("kind"), max_length=20, choices=Kind)
    agreed_on = models.DateField(_("agreement signed on"))
    active = models.BooleanField(_("active"), default=True)

    class Meta:
        verbose_name = _("partner organisation")
        verbose_name_plural = _("partner organisations")
        ordering = ["name"]
        permissions = [("manage_network", _("Can approve partner organisations and their professionals"))]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=["social", "association", "housing", "health", "energy", "other"]),
                name="organisation_known_kind",
            )
        ]

    def __str__(self) -> str:
        return self.name


class Partner(Record):
    """A professional of an organisation, who signs in with a mailed link and a personal code.

    Found by the keyed hash of the address, one active partner for each. `purge_on` is set while not active.
    """

    organisation = models.ForeignKey(
        Organisation, verbose_name=_("organisation"), on_delete=models.PROTECT, related_name="partners"
    )
    given_name = EncryptedTextField(_("first name"))
    family_name = EncryptedTextField(_("last name"))
    job = EncryptedTextField(_("role"))
    email = EncryptedTextField(_("e-mail"))
    phone = EncryptedTextField(_("phone"))
    email_hash = DigestField()
    code_hash = models.CharField(max_length=128, editable=False)
    active = models.BooleanField(_("active"), default=True)
    signed_in_at = models.DateTimeField(_("last sign-in"), null=True, editable=False)

    class Meta:
        verbose_name = _("partner")
        verbose_name_plural = _("partners")
        constraints = [
            models.UniqueConstraint(fields=["email_hash"], condition=Q(active=True), name="partner_one_active_address"),
            models.CheckConstraint(
                condition=Q(active=True, purge_on=None) | Q(active=False, purge_on__isnull=False),
                name="partner_purge_date_once_closed",
            ),
        ]

    def save(self, **kwargs) -> None:
        """Keep hash and purge date in step with address and activity, whatever is saved."""
        self.email_hash = email_digest(self.email)
        self.purge_on = None if self.active else self.purge_on or timezone.localdate() + KEPT_AFTER_CLOSING
        super().save(**kwargs)

    @property
    def name(self) -> str:
        return f"{self.given_name} {self.family_name}"

    @property
    def may_enter(self) -> bool:
        return self.active and self.organisation.active
