"""Dated course sessions with seats, and who holds them. The database keeps the count: none is taken twice."""

from datetime import timedelta

from django.db import models
from django.db.models import F, Min, Q, Sum
from django.utils import timezone
from django.utils.formats import date_format, time_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from home.records.digests import DigestField
from home.records.models import Record

LARGEST_PARTY = 4
KEPT_AFTER_SESSION = timedelta(days=365)
COUNTERS = frozenset({"taken", "waiting"})


class CourseSessionQuerySet(models.QuerySet):
    def open(self):
        """Those that have not started and are not cancelled, soonest first."""
        return self.filter(cancelled_at=None, starts_at__gt=timezone.now()).order_by("starts_at", "pk")

    def with_queue(self):
        """Each with `smallest_waiting`: the size of the smallest party that waits; None when nobody does."""
        waits = Q(enrolments__state=Enrolment.State.WAITING)
        return self.annotate(smallest_waiting=Min("enrolments__party", filter=waits))


class CourseSession(models.Model):
    """One dated session of a course, with its seats and its waiting list, both counted in people.

    `taken` and `waiting` are moved by the verbs of `programmes.services.courses` alone.
    """

    class Level(models.TextChoices):
        BEGINNER = "beginner", _("To start from nothing")
        EASY = "easy", _("To go a little further")
        AT_EASE = "at_ease", _("For those at ease")

    class SignLanguage(models.TextChoices):
        NONE = "none", _("none")
        ASKED = "asked", _("asked for")
        BOOKED = "booked", _("booked")

    title = models.CharField(_("title"), max_length=120)
    description = models.TextField(_("what one learns there"), max_length=600, blank=True)
    starts_at = models.DateTimeField(_("starts at"))
    ends_at = models.DateTimeField(_("ends at"))
    place = models.CharField(_("place"), max_length=120)
    address = models.CharField(_("address"), max_length=200, blank=True)
    level = models.CharField(_("level"), max_length=10, choices=Level, default=Level.BEGINNER)
    language = models.CharField(_("language"), max_length=40, default="français")
    step_free = models.BooleanField(_("step-free"), default=False)
    lsf = models.CharField(_("LSF interpreter"), max_length=10, choices=SignLanguage, default=SignLanguage.NONE)
    capacity = models.PositiveSmallIntegerField(_("seats"))
    waiting_capacity = models.PositiveSmallIntegerField(_("people on the waiting list, at most"), default=12)
    taken = models.PositiveSmallIntegerField(_("seats taken"), default=0, editable=False)
    waiting = models.PositiveSmallIntegerField(_("people waiting"), default=0, editable=False)
    created_at = models.DateTimeField(_("added at"), auto_now_add=True)
    cancelled_at = models.DateTimeField(_("cancelled at"), null=True, blank=True, editable=False)

    objects = CourseSessionQuerySet.as_manager()

    class Meta:
        verbose_name = _("session")
        verbose_name_plural = _("sessions")
        ordering = ["-starts_at", "pk"]
        indexes = [models.Index(fields=["starts_at"], name="session_starts_at")]
        constraints = [
            models.CheckConstraint(condition=Q(capacity__gt=0), name="session_has_seats"),
            models.CheckConstraint(condition=Q(taken__lte=F("capacity")), name="session_never_oversold"),
            models.CheckConstraint(condition=Q(waiting__lte=F("waiting_capacity")), name="session_waiting_list_holds"),
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

    def seats_left(self, smallest_waiting: int | None) -> int:
        """Seats that a newcomer may take: none while a party that waits would fit in those that are free."""
        free = self.capacity - self.taken
        return 0 if smallest_waiting and smallest_waiting <= free else free


class Enrolment(Record):
    """The seats of one party (1 to 4 people) on a session, or its place in the queue. Cancelling keeps the row.

    `reference` is the request's: no key, so that purging a request is free. `contact_digest` is a keyed hash of who
    it is: unique without being readable. `place` orders the queue; the rank that people read is counted.
    """

    class State(models.TextChoices):
        ENROLLED = "enrolled", _("enrolled")
        WAITING = "waiting", _("on the waiting list")
        CANCELLED = "cancelled", _("cancelled")

    MOVES: dict[str, frozenset[str]] = {
        State.WAITING: frozenset({State.ENROLLED, State.CANCELLED}),
        State.ENROLLED: frozenset({State.CANCELLED}),
        State.CANCELLED: frozenset(),
    }

    session = models.ForeignKey(
        CourseSession, verbose_name=_("session"), on_delete=models.PROTECT, related_name="enrolments"
    )
    reference = models.CharField(_("reference"), max_length=9, unique=True, editable=False)
    party = models.PositiveSmallIntegerField(_("people"), default=1)
    state = models.CharField(_("state"), max_length=10, choices=State)
    place = models.PositiveIntegerField(_("place in the queue"), null=True, editable=False)
    contact_digest = DigestField()

    class Meta:
        verbose_name = _("enrolment")
        verbose_name_plural = _("enrolments")
        ordering = ["created_at", "pk"]
        indexes = [
            models.Index(fields=["purge_on"], name="enrolment_purge_on", condition=Q(purge_on__isnull=False)),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(party__range=(1, LARGEST_PARTY)), name="enrolment_party_of_1_to_4"),
            models.CheckConstraint(
                condition=Q(state__in=["enrolled", "waiting", "cancelled"]), name="enrolment_known_state"
            ),
            models.CheckConstraint(
                condition=Q(state="waiting", place__isnull=False) | (~Q(state="waiting") & Q(place=None)),
                name="enrolment_has_a_place_while_it_waits",
            ),
            models.UniqueConstraint(fields=["session", "place"], name="enrolment_one_a_place"),
            models.UniqueConstraint(
                fields=["session", "contact_digest"],
                condition=~Q(state="cancelled"),
                name="enrolment_one_active_a_person",
            ),
        ]

    def __str__(self) -> str:
        return self.reference

    @property
    def ahead(self) -> models.QuerySet["Enrolment"]:
        """Who waits before this one."""
        return Enrolment.objects.filter(session=self.session_id, state=self.State.WAITING, place__lt=self.place)

    @property
    def rank(self) -> int:
        """1 for the first of the queue. Only for one that waits."""
        return self.ahead.count() + 1

    @property
    def people_ahead(self) -> int:
        return self.ahead.aggregate(people=Sum("party"))["people"] or 0
