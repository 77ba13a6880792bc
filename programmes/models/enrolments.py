"""Who holds the seats of a session, or waits for them: the states of a party, and the one table of their moves."""

from datetime import timedelta
from typing import Any, Self

from django.contrib.auth.models import Permission
from django.db import models
from django.db.models import Q, Sum
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from home.records.digests import DigestField
from home.records.fields import EncryptedJSONField, EncryptedTextField
from home.records.models import Record
from programmes.models.courses import CourseSession

LARGEST_PARTY = 4
KEPT_AFTER_SESSION = timedelta(days=365)
NEEDS = "needs"  # the class of what people need at a session (home.records.terms)
WORK_SEATS, TAKE_ATTENDANCE = "work_seats", "take_attendance"


def holds_right(user: Any, right: str) -> bool:
    """Whether a group of theirs has the right. A superuser has it by no other way."""
    held = Permission.objects.filter(group__user=user, content_type__app_label="programmes", codename=right)
    return user.is_active and held.exists()


class State(models.TextChoices):
    """Where a party stands at a session."""

    ENROLLED = "enrolled", _("enrolled")
    WAITING = "waiting", _("on the waiting list")
    OFFERED = "offered", _("seats offered")
    EXPIRED = "expired", _("offer lapsed")
    CANCELLED = "cancelled", _("cancelled")
    CALLED_OFF = "called_off", _("cancelled by us")
    PRESENT = "present", _("present")
    ABSENT = "absent", _("absent")


CAME_OR_NOT = frozenset({State.PRESENT, State.ABSENT})
MOVES: dict[State, frozenset[State]] = {
    State.WAITING: frozenset({State.OFFERED, State.ENROLLED, State.CANCELLED, State.CALLED_OFF}),
    State.OFFERED: frozenset({State.ENROLLED, State.EXPIRED, State.CANCELLED, State.CALLED_OFF}),
    State.ENROLLED: CAME_OR_NOT | {State.CANCELLED, State.CALLED_OFF},
    State.PRESENT: frozenset({State.ABSENT}),
    State.ABSENT: frozenset({State.PRESENT}),
    State.EXPIRED: frozenset(),
    State.CANCELLED: frozenset(),
    State.CALLED_OFF: frozenset(),
}
"""Whoever gave seats back, or let an offer lapse, is offered none under the same request again."""

ON_SHEET = CAME_OR_NOT | {State.ENROLLED}
HOLDING = ON_SHEET | {State.OFFERED}
"""An offered seat counts as taken until its hour."""

OVER = frozenset({State.CANCELLED, State.CALLED_OFF, State.EXPIRED})


class EnrolmentQuerySet(models.QuerySet):
    def visible_to(self, user: Any) -> Self:
        """All of them for the team; for mediators, who is on the sheets of their sessions; nobody for others."""
        if holds_right(user, WORK_SEATS):
            return self.all()
        return self.filter(session__in=sheets_of(user), state__in=ON_SHEET)

    def in_order(self) -> Self:
        """Those who come first, then the queue by its ranks, then those who gave up."""
        rank = models.Case(models.When(state__in=HOLDING, then=0), models.When(state=State.WAITING, then=1), default=2)
        return self.order_by(rank, "place", "created_at", "pk")


def sheets_of(user: Any) -> models.QuerySet[CourseSession]:
    """The sessions whose sheet this user may open: all of them for the team; for mediators, near their date, those
    that are theirs or nobody's.
    """
    if holds_right(user, WORK_SEATS):
        return CourseSession.objects.all()
    if not holds_right(user, TAKE_ATTENDANCE):
        return CourseSession.objects.none()
    return CourseSession.objects.with_sheet().filter(Q(mediator=user) | Q(mediator=None))


class Enrolment(Record):
    """The seats of one party (1 to 4 people) on a session, or its place in the queue. Cancelling keeps the row.

    `reference` is the request's: no key, so that purging a request is free. `contact_digest` is a keyed hash of who
    it is: unique without being readable. `place` orders the queue; the rank that people read is counted. `name` and
    `others` are for the sheet; `needs` are words for the team, forgotten a month after the session.
    """

    State = State

    session = models.ForeignKey(
        CourseSession, verbose_name=_("session"), on_delete=models.PROTECT, related_name="enrolments"
    )
    reference = models.CharField(_("reference"), max_length=9, unique=True, editable=False)
    party = models.PositiveSmallIntegerField(_("people"), default=1)
    state = models.CharField(_("state"), max_length=10, choices=State)
    place = models.PositiveIntegerField(_("place in the queue"), null=True, editable=False)
    expires_at = models.DateTimeField(_("offer until"), null=True, editable=False)
    reminded_at = models.DateTimeField(_("reminded at"), null=True, editable=False)
    consented_at = models.DateTimeField(_("agreed to the try-out"), null=True, editable=False)
    name = EncryptedTextField(_("name"), null=True)
    others = EncryptedTextField(_("first names of the others"), null=True)
    needs = EncryptedJSONField(_("needs"), null=True)
    contact_digest = DigestField()

    objects = EnrolmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("enrolment")
        verbose_name_plural = _("enrolments")
        ordering = ["created_at", "pk"]
        indexes = [
            models.Index(fields=["purge_on"], name="enrolment_purge_on", condition=Q(purge_on__isnull=False)),
            models.Index(fields=["expires_at"], name="enrolment_offer_ends", condition=Q(expires_at__isnull=False)),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(party__range=(1, LARGEST_PARTY)), name="enrolment_party_of_1_to_4"),
            models.CheckConstraint(condition=Q(state__in=sorted(State.values)), name="enrolment_known_state"),
            models.CheckConstraint(
                condition=Q(state="waiting", place__isnull=False) | (~Q(state="waiting") & Q(place=None)),
                name="enrolment_has_a_place_while_it_waits",
            ),
            models.CheckConstraint(
                condition=Q(state="offered", expires_at__isnull=False) | (~Q(state="offered") & Q(expires_at=None)),
                name="enrolment_offer_has_an_end",
            ),
            models.UniqueConstraint(fields=["session", "place"], name="enrolment_one_a_place"),
            models.UniqueConstraint(
                fields=["session", "contact_digest"],
                condition=~Q(state__in=["called_off", "cancelled", "expired"]),
                name="enrolment_one_active_a_person",
            ),
        ]

    def __str__(self) -> str:
        return self.reference

    @property
    def lapsed(self) -> bool:
        """Whether its offer can be accepted no more, swept already or not."""
        return self.expires_at is not None and self.expires_at <= timezone.now()

    @property
    def ahead(self) -> models.QuerySet["Enrolment"]:
        """Who waits before this one."""
        return Enrolment.objects.filter(session=self.session_id, state=State.WAITING, place__lt=self.place)

    @property
    def rank(self) -> int:
        """1 for the first of the queue. Only for one that waits."""
        return self.ahead.count() + 1

    @property
    def people_ahead(self) -> int:
        return self.ahead.aggregate(people=Sum("party"))["people"] or 0
