"""Unis’Vers: its five spaces, its groups of at most twenty, who is in them, and what they do together."""

from django.conf import settings
from django.contrib.auth.models import Group
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.formats import date_format, time_format
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from home.records.fields import EncryptedJSONField, EncryptedTextField
from home.records.models import Record, TeamQuerySet, TeamRecord
from programmes.cohort_states import LIVE, Outcome, State

LARGEST, SMALLEST_START = 20, 15
"""Groups of 15 to 20 people. Source: the City's presentation of Unis’Vers."""

IS_LIVE = Q(state__in=sorted(LIVE))


class Space(models.Model):
    """One of the five spaces. `code` is the answer of the request that names it."""

    code = models.SlugField(_("code"), max_length=20, unique=True)
    name = models.CharField(_("name"), max_length=80, unique=True)
    position = models.PositiveSmallIntegerField(_("position"), default=0)

    class Meta:
        verbose_name = pgettext_lazy("unisvers", "space")
        verbose_name_plural = pgettext_lazy("unisvers", "spaces")
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return self.name


class Agency(models.Model):
    """An employment agency that the groups lean on."""

    name = models.CharField(_("name"), max_length=120, unique=True)
    address = models.CharField(_("address"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("employment agency")
        verbose_name_plural = _("employment agencies")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class Cohort(models.Model):
    """A group. `taken` counts who is in it now: the verbs of `programmes.services.insertion` alone move it.

    `started_with` is how many they were at the start; below fifteen, `small_reason` says why the lead agreed.
    """

    team = models.ForeignKey(Group, verbose_name=_("team"), on_delete=models.PROTECT, related_name="+", editable=False)
    name = models.CharField(_("name"), max_length=80)
    referrer = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("referrer"), on_delete=models.SET_NULL, null=True, related_name="+"
    )
    starts_on = models.DateField(_("first day"))
    ends_on = models.DateField(_("last day"))
    capacity = models.PositiveSmallIntegerField(pgettext_lazy("unisvers", "places"), default=LARGEST)
    taken = models.PositiveSmallIntegerField(_("places taken"), default=0, editable=False)
    started_at = models.DateTimeField(_("started at"), null=True, editable=False)
    started_with = models.PositiveSmallIntegerField(_("people at the start"), null=True, editable=False)
    small_reason = models.CharField(_("reason of a small start"), max_length=300, blank=True, editable=False)

    objects = TeamQuerySet.as_manager()

    class Meta:
        verbose_name = pgettext_lazy("unisvers", "group")
        verbose_name_plural = pgettext_lazy("unisvers", "groups")
        ordering = ["-starts_on", "-pk"]
        permissions = [("follow_groups", _("Can follow the Unis’Vers groups of their teams"))]
        indexes = [models.Index(fields=["team", "-starts_on"], name="cohort_of_team")]
        constraints = [
            models.CheckConstraint(
                condition=Q(capacity__range=(1, LARGEST)),
                name="cohort_of_20_at_most",
                violation_error_message=_("A group has 1 to 20 places"),
            ),
            models.CheckConstraint(condition=Q(taken__lte=F("capacity")), name="cohort_never_overfull"),
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")),
                name="cohort_ends_after_its_start",
                violation_error_message=_("The last day comes after the first one"),
            ),
            models.CheckConstraint(
                condition=Q(started_at=None, started_with=None, small_reason="")
                | (
                    Q(started_at__isnull=False, started_with__isnull=False, started_with__gt=0)
                    & (Q(started_with__gte=SMALLEST_START) | ~Q(small_reason=""))
                ),
                name="cohort_small_start_has_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def free(self) -> int:
        return self.capacity - self.taken

    @property
    def is_over(self) -> bool:
        return self.ends_on < timezone.localdate()


class CohortMember(TeamRecord):
    """Someone whose request was accepted: on the waiting list, then in a group. `reference` is the request's.

    `spaces` are the codes of those that matter to them. Their agreement on paper is seen, never stored.
    """

    reference = models.CharField(_("reference"), max_length=9, editable=False)
    name = EncryptedTextField(_("name"))
    spaces = EncryptedJSONField(_("spaces that matter"))
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.WAITING)
    cohort = models.ForeignKey(
        Cohort,
        verbose_name=pgettext_lazy("unisvers", "group"),
        on_delete=models.PROTECT,
        null=True,
        related_name="members",
    )
    referrer = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("referrer"), on_delete=models.SET_NULL, null=True, related_name="+"
    )
    agency = models.ForeignKey(
        Agency, verbose_name=_("employment agency"), on_delete=models.PROTECT, null=True, related_name="+"
    )
    agreed_on = models.DateField(_("agreement seen on"), null=True)
    outcome = models.CharField(_("outcome"), max_length=20, choices=Outcome, blank=True)

    class Meta:
        verbose_name = _("member of a group")
        verbose_name_plural = _("members of groups")
        ordering = ["created_at", "pk"]
        indexes = [
            models.Index(fields=["team", "state", "created_at", "id"], name="cohortmember_queue"),
            models.Index(fields=["reference"], name="cohortmember_reference"),
            models.Index(fields=["purge_on"], name="cohortmember_purge_on", condition=Q(purge_on__isnull=False)),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=State.values), name="cohortmember_known_state"),
            models.CheckConstraint(
                condition=(IS_LIVE & Q(purge_on=None)) | (~IS_LIVE & Q(purge_on__isnull=False)),
                name="cohortmember_purge_date_once_over",
            ),
            models.CheckConstraint(
                condition=Q(state="left")
                | Q(state="waiting", cohort=None)
                | Q(state__in=["finished", "member"], cohort__isnull=False, agreed_on__isnull=False),
                name="cohortmember_in_a_group_with_agreement",
            ),
            models.CheckConstraint(
                condition=(Q(state="finished") & ~Q(outcome="")) | (~Q(state="finished") & Q(outcome="")),
                name="cohortmember_outcome_once_finished",
            ),
            models.UniqueConstraint(fields=["reference"], condition=IS_LIVE, name="cohortmember_one_live_a_reference"),
        ]

    def __str__(self) -> str:
        return self.reference


class Activity(models.Model):
    """What a group does one day, in one of the five spaces. Called off, it stays in sight of those who were to come."""

    cohort = models.ForeignKey(Cohort, on_delete=models.CASCADE, related_name="activities")
    space = models.ForeignKey(
        Space, verbose_name=pgettext_lazy("unisvers", "space"), on_delete=models.PROTECT, related_name="+"
    )
    title = models.CharField(_("title"), max_length=120)
    starts_at = models.DateTimeField(_("starts at"))
    place = models.CharField(_("place"), max_length=120)
    called_off_at = models.DateTimeField(_("cancelled at"), null=True, editable=False)

    class Meta:
        verbose_name = _("activity")
        verbose_name_plural = _("activities")
        ordering = ["starts_at", "pk"]
        indexes = [models.Index(fields=["cohort", "starts_at"], name="activity_of_cohort")]

    def __str__(self) -> str:
        return f"{self.title}, {self.when}"

    @property
    def when(self) -> str:
        """Day and hour in words, as clocks show them in Montpellier."""
        starts = timezone.localtime(self.starts_at)
        return f"{date_format(starts, 'l j F Y')}, {time_format(starts, 'TIME_FORMAT')}"

    @property
    def takes_attendance(self) -> bool:
        """From the morning of its day on, unless it is called off."""
        return self.called_off_at is None and timezone.localdate(self.starts_at) <= timezone.localdate()


class Attendance(Record):
    """Whether one member came to one activity."""

    class Mark(models.TextChoices):
        PRESENT = "present", pgettext_lazy("attendance", "present")
        EXCUSED = "excused", pgettext_lazy("attendance", "excused")
        ABSENT = "absent", pgettext_lazy("attendance", "absent")

    member = models.ForeignKey(CohortMember, on_delete=models.CASCADE, related_name="attendances")
    activity = models.ForeignKey(Activity, on_delete=models.CASCADE, related_name="attendances")
    mark = models.CharField(_("mark"), max_length=10, choices=Mark)

    class Meta:
        verbose_name = _("attendance")
        verbose_name_plural = _("attendances")
        constraints = [
            models.UniqueConstraint(fields=["activity", "member"], name="attendance_once_an_activity"),
            models.CheckConstraint(
                condition=Q(mark__in=["present", "excused", "absent"]), name="attendance_known_mark"
            ),
        ]
