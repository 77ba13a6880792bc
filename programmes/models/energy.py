"""SLIME: the alert on a home, the household that it led to, and what is told, agreed and tried with it."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from home.records.digests import DigestField
from home.records.fields import EncryptedJSONField, EncryptedTextField
from home.records.models import Record, TeamRecord
from programmes.household_states import OVER, State

IS_OVER = Q(state__in=sorted(OVER))


class Priority(models.TextChoices):
    """How fast a household is contacted, by the published rule of `programmes.priority`."""

    URGENT = "urgent", _("urgent")
    USUAL = "usual", _("usual")


class PriorityReason(models.TextChoices):
    """Why: the first of these that holds."""

    CUT_OFF = "cut_off", _("a cut-off is announced within 7 days")
    FRAGILE_COLD = "fragile_cold", _("someone fragile lives in the cold")
    NONE = "none", _("nothing that presses")


class Outcome(models.TextChoices):
    """What the follow-up led to."""

    EQUIPPED = "equipped", _("small equipment and advice were enough")
    AGREED = "agreed", _("an agreement with the landlord")
    WORKS = "works", _("works are decided or done")
    DIRECTED = "directed", _("another service has taken over")
    NO_NEED = "no_need", _("nothing was to be done")
    MOVED = "moved", _("the household has moved")


class Household(TeamRecord):
    """A household that SLIME follows. One may have several alerts; merging is a person's decision and can be undone.

    `reference` is that of the request that it began with. The three digests only suggest that two rows are the same
    people. `home` holds what is known of the home and of how to talk, as codes and text: see `services.energy_alerts`.
    """

    class ToldBy(models.TextChoices):
        FORM = "form", _("they wrote themselves: the form told them")
        PHONE = "phone", _("by phone, then the leaflet")
        VISIT = "visit", _("face to face, with the leaflet")
        LETTER = "letter", _("by letter, with the leaflet")
        LSF = "lsf", _("in sign language (LSF), with the leaflet")

    reference = models.CharField(_("reference"), max_length=9, editable=False)
    state = models.CharField(_("state"), max_length=20, choices=State, default=State.TO_CONTACT)
    name = EncryptedTextField(_("name"))
    phone = EncryptedTextField(_("phone"), null=True)
    address = EncryptedTextField(_("address"))
    home = EncryptedJSONField(_("the home"))
    phone_digest = DigestField(guards=False, blank=True)
    address_digest = DigestField(guards=False, blank=True)
    name_digest = DigestField(guards=False, blank=True)
    priority = models.CharField(_("priority"), max_length=10, choices=Priority)
    priority_reason = models.CharField(_("reason"), max_length=20, choices=PriorityReason)
    contact_by = models.DateField(_("to contact by"))
    to_tell_by = models.DateField(_("to be told of their rights by"))
    told_at = models.DateTimeField(_("told of their rights at"), null=True, editable=False)
    told_how = models.CharField(_("told how"), max_length=10, choices=ToldBy, blank=True, editable=False)
    worker = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("worker"), on_delete=models.SET_NULL, null=True, related_name="+"
    )
    moved_at = models.DateTimeField(_("in this state since"), default=timezone.now, editable=False)
    outcome = models.CharField(_("outcome"), max_length=20, choices=Outcome, blank=True, editable=False)
    merged_into = models.ForeignKey(
        "self", verbose_name=_("merged into"), on_delete=models.CASCADE, null=True, editable=False, related_name="taken"
    )

    class Meta:
        verbose_name = _("household")
        verbose_name_plural = _("households")
        ordering = ["contact_by", "pk"]
        permissions = [("follow_households", _("Can follow the households of their teams"))]
        indexes = [
            models.Index(fields=["team", "state", "contact_by", "id"], name="household_queue"),
            models.Index(
                fields=["team", "contact_by", "id"],
                name="household_to_do",
                condition=Q(purge_on=None, merged_into=None),
            ),
            models.Index(fields=["team", "to_tell_by"], name="household_to_tell", condition=Q(told_at=None)),
            models.Index(fields=["phone_digest"], name="household_phone"),
            models.Index(fields=["address_digest"], name="household_address"),
            models.Index(fields=["name_digest"], name="household_name"),
            models.Index(fields=["purge_on"], name="household_purge_on", condition=Q(purge_on__isnull=False)),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=State.values), name="household_known_state"),
            models.CheckConstraint(
                condition=(IS_OVER & Q(purge_on__isnull=False)) | (~IS_OVER & Q(purge_on=None)),
                name="household_purge_date_once_over",
            ),
            models.CheckConstraint(
                condition=Q(told_at=None, told_how="") | (Q(told_at__isnull=False) & ~Q(told_how="")),
                name="household_told_at_and_how",
            ),
            models.CheckConstraint(
                condition=(Q(state="closed") & ~Q(outcome="")) | (~Q(state="closed") & Q(outcome="")),
                name="household_outcome_once_closed",
            ),
            models.UniqueConstraint(
                fields=["reference"], condition=Q(purge_on=None), name="household_one_open_a_reference"
            ),
            models.CheckConstraint(condition=~Q(merged_into=F("id")), name="household_not_merged_into_itself"),
        ]

    def __str__(self) -> str:
        return self.reference

    @property
    def is_over(self) -> bool:
        return self.state in OVER

    @property
    def tell_is_late(self) -> bool:
        return self.told_at is None and self.to_tell_by < timezone.localdate()


class Alert(Record):
    """That a home was flagged, under the request's reference. Closed with its household, or with its request.

    `of_household` says that who wrote lives there; `moved_from` is the household that a merge took it from.
    """

    reference = models.CharField(_("reference"), max_length=9, unique=True, editable=False)
    received_on = models.DateField(_("received on"), default=timezone.localdate)
    of_household = models.BooleanField(_("written by the household itself"), default=False)
    household = models.ForeignKey(
        Household, verbose_name=_("household"), on_delete=models.SET_NULL, null=True, related_name="alerts"
    )
    moved_from = models.ForeignKey(
        Household, verbose_name=_("moved from"), on_delete=models.SET_NULL, null=True, related_name="lent"
    )
    closed_at = models.DateTimeField(_("closed at"), null=True, editable=False)

    class Meta:
        verbose_name = _("alert")
        verbose_name_plural = _("alerts")
        ordering = ["received_on", "pk"]

    def __str__(self) -> str:
        return self.reference


class DoorCode(Record):
    """How to enter the building. Apart from the household: it is read only while a visit is planned, and goes first."""

    household = models.OneToOneField(Household, on_delete=models.CASCADE, related_name="door_code")
    text = EncryptedTextField(_("door code"))

    class Meta:
        verbose_name = _("door code")
        verbose_name_plural = _("door codes")


class Distinct(Record):
    """Two households that look alike, of which a person said that they are not the same. `first` has the lower key."""

    first = models.ForeignKey(Household, on_delete=models.CASCADE, related_name="+")
    second = models.ForeignKey(Household, on_delete=models.CASCADE, related_name="+")

    class Meta:
        verbose_name = _("households that are distinct")
        verbose_name_plural = _("households that are distinct")
        constraints = [
            models.UniqueConstraint(fields=["first", "second"], name="distinct_said_once"),
            models.CheckConstraint(condition=Q(first__lt=F("second")), name="distinct_in_order"),
        ]


class ContactAttempt(Record):
    """One try to talk with a household."""

    class Channel(models.TextChoices):
        PHONE = "phone", pgettext_lazy("channel", "phone")
        SMS = "sms", _("SMS")
        EMAIL = "email", _("mail")
        LETTER = "letter", pgettext_lazy("channel", "letter")
        DESK = "desk", pgettext_lazy("channel", "at the desk")
        LSF = "lsf", _("LSF video")

    class Result(models.TextChoices):
        REACHED = "reached", _("we talked")
        NO_ANSWER = "no_answer", _("no answer")
        MESSAGE = "message", _("message or letter left")
        WRONG = "wrong", _("the number or address is wrong")

    household = models.ForeignKey(Household, on_delete=models.CASCADE, related_name="attempts")
    channel = models.CharField(_("channel"), max_length=10, choices=Channel)
    outcome = models.CharField(_("what came of it"), max_length=10, choices=Result)
    at = models.DateTimeField(_("at"), default=timezone.now)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")

    class Meta:
        verbose_name = _("contact attempt")
        verbose_name_plural = _("contact attempts")
        ordering = ["at", "pk"]


class Consent(Record):
    """The household agreed that something is passed on: to whom, what, when, how. Nothing else leaves the team."""

    class Recipient(models.TextChoices):
        LANDLORD = "landlord", _("the landlord")
        SUPPLIER = "supplier", _("the energy supplier")
        SOCIAL = "social", _("a social service")
        ANAH = "anah", _("the national housing agency (ANAH) or its operator")
        OTHER = "other", pgettext_lazy("recipient", "someone else")

    class How(models.TextChoices):
        SAID = "said", _("said")
        WRITTEN = "written", _("written")
        SIGNED = "signed", _("in sign language (LSF)")

    household = models.ForeignKey(Household, on_delete=models.CASCADE, related_name="consents")
    recipient = models.CharField(_("to whom"), max_length=10, choices=Recipient)
    what = EncryptedTextField(_("what is passed on"))
    how = models.CharField(_("how they agreed"), max_length=10, choices=How)
    given_on = models.DateField(_("agreed on"))
    withdrawn_on = models.DateField(_("taken back on"), null=True, editable=False)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")

    class Meta:
        verbose_name = _("agreement to pass on")
        verbose_name_plural = _("agreements to pass on")
        ordering = ["given_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(withdrawn_on=None) | Q(withdrawn_on__gte=F("given_on")),
                name="consent_withdrawn_after_it_was_given",
            ),
        ]


DOOR_CODES = "door_codes"  # the class of how to enter a building (home.records.terms)
