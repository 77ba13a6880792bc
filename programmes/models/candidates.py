"""Who asks for a room: the list of a season, and the two grids by which people of the team read each application."""

from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from home.records.fields import EncryptedJSONField, EncryptedTextField
from home.records.models import Record, TeamQuerySet, TeamRecord
from programmes.models.offers import RoomOffer

CRITERIA = {
    "motivation": _("Wish to live among older people"),
    "presence": _("Moments when the person is free, weekends and late afternoons above all"),
    "sharing": _("What the person likes doing, and would share"),
    "studies": _("Link of the studies with care or social work"),
    "need": _("Need of a room at a moderate rent"),
}
"""What an application is read by, in the words that are published: five criteria of the same weight, 0 to 4 each."""

BEST, READERS, WIDE_SPREAD = 4, 2, 2


class CandidateQuerySet(TeamQuerySet):
    def housed_for(self, user: Any) -> Self:
        """The correspondents' only door: the students who have, or took, a room in one of their residences."""
        if not user.is_active:
            return self.none()
        today = timezone.localdate()
        offers = RoomOffer.objects.filter(
            Q(state=RoomOffer.State.ACCEPTED) | Q(state=RoomOffer.State.SIGNED, ends_on__gte=today),
            room__flat__residence__correspondents=user,
        )
        return self.filter(pk__in=offers.values("candidate"))


class Candidate(TeamRecord):
    """One application on the list of a season. `reference` is the request's: no key, so that purging it is free.

    `season` is the year in which the university year begins. `availability` are half-days (“sat-pm”). `wishes` hold
    `flats` (keys, the dearest first, none for no preference), `arrival` and `departure` (months), `step_free`, `care`.
    """

    class State(models.TextChoices):
        APPLIED = "applied", _("to be read")
        ADMITTED = "admitted", _("on the list")
        LEFT = "left", _("not on the list any more")

    MOVES: dict[str, frozenset[str]] = {
        State.APPLIED: frozenset({State.ADMITTED, State.LEFT}),
        State.ADMITTED: frozenset({State.LEFT}),
        State.LEFT: frozenset({State.ADMITTED}),
    }

    reference = models.CharField(_("reference"), max_length=9, unique=True, editable=False)
    season = models.PositiveSmallIntegerField(_("season"))
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.APPLIED)
    name = EncryptedTextField(_("name"))
    availability = EncryptedJSONField(_("availability"))
    wishes = EncryptedJSONField(_("wishes"))

    objects = CandidateQuerySet.as_manager()

    class Meta:
        verbose_name = _("candidate")
        verbose_name_plural = _("candidates")
        ordering = ["created_at", "pk"]
        permissions = [
            ("let_rooms", "Can let the rooms of the flatshares"),
            ("see_housed_students", "Can see the students of their own residences"),
        ]
        indexes = [models.Index(fields=["team", "season", "state"], name="candidate_list")]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=["applied", "admitted", "left"]), name="candidate_known_state"
            ),
        ]

    def __str__(self) -> str:
        return self.reference


class Score(Record):
    """What one agent gives one application, once and for good: nobody reads another's before giving their own."""

    candidate = models.ForeignKey(
        Candidate, verbose_name=_("candidate"), on_delete=models.CASCADE, related_name="scores"
    )
    agent = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("agent"), on_delete=models.PROTECT, related_name="+"
    )
    place = models.PositiveSmallIntegerField(_("first or second reading"), editable=False)
    motivation = models.PositiveSmallIntegerField(CRITERIA["motivation"])
    presence = models.PositiveSmallIntegerField(CRITERIA["presence"])
    sharing = models.PositiveSmallIntegerField(CRITERIA["sharing"])
    studies = models.PositiveSmallIntegerField(CRITERIA["studies"])
    need = models.PositiveSmallIntegerField(CRITERIA["need"])

    class Meta:
        verbose_name = _("score")
        verbose_name_plural = _("scores")
        ordering = ["place"]
        constraints = [
            models.UniqueConstraint(fields=["candidate", "agent"], name="score_one_an_agent"),
            models.UniqueConstraint(fields=["candidate", "place"], name="score_two_a_candidate"),
            models.CheckConstraint(condition=Q(place__range=(1, READERS)), name="score_first_or_second"),
            models.CheckConstraint(
                condition=Q(**{f"{criterion}__range": (0, BEST) for criterion in CRITERIA}), name="score_from_0_to_4"
            ),
        ]

    @property
    def total(self) -> int:
        return sum(self.marks.values())

    @property
    def marks(self) -> dict[str, int]:
        return {criterion: getattr(self, criterion) for criterion in CRITERIA}
