"""Dated sessions at the third place, with their seats. The database keeps the count: none is taken twice."""

from datetime import timedelta

from django.conf import settings
from django.db import models
from django.db.models import F, Min, Q
from django.utils import timezone
from django.utils.formats import date_format, time_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

SHEET_OPENS, SHEET_CORRECTED = timedelta(days=14), timedelta(days=7)
"""How long before a session its sheet can be printed, and how long after its end who came is corrected."""
COUNTERS = frozenset({"taken", "waiting"})
SIGN_UP = "ateliers"
"""The request by which one signs up for a session, as editors name it on their pages."""


class CourseSessionQuerySet(models.QuerySet):
    def open(self):
        """Those that have not started and are not cancelled, soonest first."""
        return self.filter(cancelled_at=None, starts_at__gt=timezone.now()).order_by("starts_at", "pk")

    def with_queue(self):
        """Each with `smallest_waiting`: the size of the smallest party that waits; None when nobody does."""
        waits = Q(enrolments__state="waiting")
        return self.annotate(smallest_waiting=Min("enrolments__party", filter=waits))

    def with_sheet(self):
        """Those whose attendance sheet is of use: from two weeks before until nothing is corrected any more."""
        now = timezone.now()
        in_time = self.filter(starts_at__lte=now + SHEET_OPENS, ends_at__gte=now - SHEET_CORRECTED)
        return in_time.filter(cancelled_at=None)


class CourseSession(models.Model):
    """One dated session, with its seats and its waiting list, both counted in people.

    `taken` and `waiting` are moved by the verbs of `programmes.services` alone: an offered seat counts as taken.
    `instead` are the other dates named when it was called off.
    """

    class Kind(models.TextChoices):
        COURSE = "course", _("digital course")
        RIGHTS = "rights", _("rights drop-in")
        WORK = "work", _("training back to work")
        SHOW_ROOM = "show_room", _("visit of the show-room")
        TRY_OUT = "try_out", _("prototype try-out")
        COMPANIES = "companies", _("resource slot for companies")

    class Level(models.TextChoices):
        BEGINNER = "beginner", _("To start from nothing")
        EASY = "easy", _("To go a little further")
        AT_EASE = "at_ease", _("For those at ease")

    class SignLanguage(models.TextChoices):
        NONE = "none", _("none")
        ASKED = "asked", _("asked for")
        BOOKED = "booked", _("booked")

    wagtail_reference_index_ignore = True

    title = models.CharField(_("title"), max_length=120)
    kind = models.CharField(_("kind"), max_length=10, choices=Kind, default=Kind.COURSE)
    description = models.TextField(_("what one learns there"), max_length=600, blank=True)
    starts_at = models.DateTimeField(_("starts at"))
    ends_at = models.DateTimeField(_("ends at"))
    place = models.CharField(_("place"), max_length=120)
    address = models.CharField(_("address"), max_length=200, blank=True)
    level = models.CharField(_("level"), max_length=10, choices=Level, default=Level.BEGINNER)
    language = models.CharField(_("language"), max_length=40, default="français")
    equipment = models.CharField(_("equipment on the spot"), max_length=200, blank=True)
    mediator = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("mediator"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )
    step_free = models.BooleanField(_("step-free"), default=False)
    lsf = models.CharField(_("LSF interpreter"), max_length=10, choices=SignLanguage, default=SignLanguage.NONE)
    capacity = models.PositiveSmallIntegerField(_("seats"))
    waiting_capacity = models.PositiveSmallIntegerField(_("people on the waiting list, at most"), default=12)
    taken = models.PositiveSmallIntegerField(_("seats taken"), default=0, editable=False)
    waiting = models.PositiveSmallIntegerField(_("people waiting"), default=0, editable=False)
    created_at = models.DateTimeField(_("added at"), auto_now_add=True)
    cancelled_at = models.DateTimeField(_("cancelled at"), null=True, blank=True, editable=False)
    cancel_message = models.TextField(_("why it is cancelled"), max_length=600, blank=True, editable=False)
    instead = models.ManyToManyField("self", symmetrical=False, blank=True, editable=False, related_name="+")

    objects = CourseSessionQuerySet.as_manager()

    class Meta:
        verbose_name = _("session")
        verbose_name_plural = _("sessions")
        ordering = ["-starts_at", "pk"]
        permissions = [("work_seats", "Can work the seats of sessions"), ("take_attendance", "Can take attendance")]
        indexes = [
            models.Index(fields=["starts_at"], name="session_starts_at"),
            models.Index(fields=["kind", "starts_at"], name="session_kind_starts_at"),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(capacity__gt=0), name="session_has_seats"),
            models.CheckConstraint(condition=Q(taken__lte=F("capacity")), name="session_never_oversold"),
            models.CheckConstraint(condition=Q(waiting__lte=F("waiting_capacity")), name="session_waiting_list_holds"),
            models.CheckConstraint(
                condition=Q(kind__in=["course", "rights", "work", "show_room", "try_out", "companies"]),
                name="session_known_kind",
            ),
            models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="session_ends_after_its_start"),
        ]

    def __str__(self) -> str:
        return f"{self.title}, {self.when}"

    def save(self, **kwargs) -> None:
        """A page that was open for a while never writes back the counters that it read."""
        if not self._state.adding and kwargs.get("update_fields") is None:
            names = {field.name for field in self._meta.concrete_fields if not field.primary_key}
            kwargs["update_fields"] = names - COUNTERS
        super().save(**kwargs)

    @property
    def when(self) -> str:
        """Day and hours in words, as clocks show them in Montpellier."""
        starts, ends = timezone.localtime(self.starts_at), timezone.localtime(self.ends_at)
        return gettext("%(day)s from %(start)s to %(end)s") % {
            "day": date_format(starts, "l j F Y"),
            "start": time_format(starts, "TIME_FORMAT"),
            "end": time_format(ends, "TIME_FORMAT"),
        }

    @property
    def where(self) -> str:
        return ", ".join(filter(None, (self.place, self.address)))

    @property
    def is_open(self) -> bool:
        return self.cancelled_at is None and self.starts_at > timezone.now()

    @property
    def takes_attendance(self) -> bool:
        """Whether who came can be said, or corrected, now."""
        begun = self.starts_at <= timezone.now() <= self.ends_at + SHEET_CORRECTED
        return begun and self.cancelled_at is None

    @property
    def dates_instead(self):
        """The other dates named when it was called off, those that one can still sign up for."""
        return self.instead.open()

    def seats_left(self, smallest_waiting: int | None) -> int:
        """Seats that a newcomer may take: none while a party that waits would fit in those that are free."""
        free = self.capacity - self.taken
        return 0 if smallest_waiting and smallest_waiting <= free else free
