"""Who was offered which room, who lives there, and the hours that they give. The database lets no room twice."""

import uuid

from django.conf import settings
from django.contrib.auth.models import Group
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from home.records.models import TeamQuerySet
from programmes import seasons
from programmes.models.flatshares import Residence, Room

LONGEST_STAY = 3
"""In years of university: the rooms are for new students too."""

MINUTES_A_WEEK = 180
"""The hours of volunteering that the rent stands for (announcement of 14 February 2018)."""


class TeamFact(models.Model):
    """A row of one team about a room or a care home. It says whose it is by a key alone, and outlives it nameless."""

    wagtail_reference_index_ignore = True

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    created_at = models.DateTimeField(_("created at"), auto_now_add=True)
    team = models.ForeignKey(Group, verbose_name=_("team"), on_delete=models.PROTECT, related_name="+")

    objects = TeamQuerySet.as_manager()

    class Meta:
        abstract = True


class RoomOffer(TeamFact):
    """A room for one season, from its offer to the end of its lease. A renewal is an offer for the next season.

    `year` is the candidate's first, second or third in the flats. When its candidate is deleted, the room stays
    counted.
    """

    class State(models.TextChoices):
        OFFERED = "offered", _("offered")
        ACCEPTED = "accepted", _("accepted")
        SIGNED = "signed", _("lease signed")
        DECLINED = "declined", _("declined")
        LAPSED = "lapsed", _("no answer in time")
        WITHDRAWN = "withdrawn", _("taken back")
        GIVEN_UP = "given_up", _("given up")
        ENDED = "ended", _("lease ended early")

    MOVES: dict[str, frozenset[str]] = {
        State.OFFERED: frozenset({State.ACCEPTED, State.DECLINED, State.LAPSED, State.WITHDRAWN}),
        State.ACCEPTED: frozenset({State.SIGNED, State.GIVEN_UP}),
        State.SIGNED: frozenset({State.ENDED}),
        State.DECLINED: frozenset(),
        State.LAPSED: frozenset(),
        State.WITHDRAWN: frozenset(),
        State.GIVEN_UP: frozenset(),
        State.ENDED: frozenset(),
    }
    LIVE = (State.OFFERED, State.ACCEPTED, State.SIGNED)

    room = models.ForeignKey(Room, verbose_name=_("room"), on_delete=models.PROTECT, related_name="offers")
    season = models.PositiveSmallIntegerField(_("season"))
    candidate = models.ForeignKey(
        "Candidate", verbose_name=_("candidate"), on_delete=models.SET_NULL, null=True, related_name="offers"
    )
    year = models.PositiveSmallIntegerField(_("year in the flats"), default=1)
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.OFFERED)
    expires_at = models.DateTimeField(_("to be answered by"))
    reminded_at = models.DateTimeField(_("reminded at"), null=True, editable=False)
    answered_at = models.DateTimeField(_("answered at"), null=True, editable=False)
    volunteer_checked_on = models.DateField(_("volunteer check done on"), null=True, editable=False)
    volunteer_checked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, editable=False, related_name="+"
    )
    insurance_seen_on = models.DateField(_("insurance seen on"), null=True, editable=False)
    insurance_seen_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, editable=False, related_name="+"
    )
    starts_on = models.DateField(_("lease from"), null=True)
    ends_on = models.DateField(_("lease to"), null=True)

    class Meta:
        verbose_name = _("room offer")
        verbose_name_plural = _("room offers")
        ordering = ["-created_at", "pk"]
        indexes = [
            models.Index(fields=["season", "state"], name="room_offer_season"),
            models.Index(fields=["expires_at"], name="room_offer_due", condition=Q(state="offered")),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["room", "season"],
                condition=Q(state__in=["offered", "accepted", "signed"]),
                name="room_offer_one_live_a_room",
            ),
            models.UniqueConstraint(
                fields=["candidate", "season"],
                condition=Q(state__in=["offered", "accepted", "signed"]),
                name="room_offer_one_live_a_candidate",
            ),
            models.CheckConstraint(condition=Q(year__range=(1, LONGEST_STAY)), name="room_offer_three_years_in_all"),
            models.CheckConstraint(
                condition=Q(
                    state__in=["offered", "accepted", "signed", "declined", "lapsed", "withdrawn", "given_up", "ended"]
                ),
                name="room_offer_known_state",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["signed", "ended"])
                | Q(
                    volunteer_checked_on__isnull=False,
                    volunteer_checked_by__isnull=False,
                    insurance_seen_on__isnull=False,
                    insurance_seen_by__isnull=False,
                    starts_on__isnull=False,
                    ends_on__isnull=False,
                ),
                name="room_offer_checked_before_the_lease",
            ),
            models.CheckConstraint(
                condition=Q(starts_on=None) | Q(ends_on__gte=F("starts_on")), name="room_offer_ends_after_its_start"
            ),
            models.CheckConstraint(
                condition=Q(volunteer_checked_on=None, volunteer_checked_by=None)
                | Q(volunteer_checked_on__isnull=False, volunteer_checked_by__isnull=False),
                name="room_offer_check_has_its_agent",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.room} {seasons.words(self.season)}"

    @property
    def is_live(self) -> bool:
        return self.state in self.LIVE

    @property
    def can_be_answered(self) -> bool:
        return self.state == self.State.OFFERED and self.expires_at > timezone.now()

    @property
    def is_checked(self) -> bool:
        return bool(self.volunteer_checked_on and self.insurance_seen_on)


class VolunteerHour(TeamFact):
    """A moment given to the residents: planned, then kept. `kept` is empty until someone says what became of it."""

    candidate = models.ForeignKey(
        "Candidate", verbose_name=_("student"), on_delete=models.SET_NULL, null=True, related_name="hours"
    )
    residence = models.ForeignKey(
        Residence, verbose_name=_("residence"), on_delete=models.PROTECT, related_name="hours"
    )
    on = models.DateField(_("day"))
    planned = models.PositiveSmallIntegerField(_("minutes planned"))
    kept = models.PositiveSmallIntegerField(_("minutes kept"), null=True)

    class Meta:
        verbose_name = _("volunteering")
        verbose_name_plural = _("volunteering")
        ordering = ["-on", "pk"]
        indexes = [models.Index(fields=["team", "on"], name="volunteer_hour_day")]
        constraints = [
            models.CheckConstraint(condition=Q(planned__range=(15, 600)), name="volunteer_hour_planned_within_a_day"),
            models.CheckConstraint(
                condition=Q(kept=None) | Q(kept__range=(0, 600)), name="volunteer_hour_kept_within_a_day"
            ),
        ]
