"""SLIME at home: the half-days of its workers, the visits that take them, what was found, and what is to be done."""

from datetime import datetime, time

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from home.records.fields import EncryptedTextField
from home.records.models import Record
from programmes.household_states import HELD, VisitState
from programmes.models.energy import Household

MOST_VISITS = 3
"""One to three visits of several hours. Source: the city's announcement of 14 February 2018."""


class Half(models.TextChoices):
    """A visit takes several hours: half a day."""

    MORNING = "am", _("morning")
    AFTERNOON = "pm", _("afternoon")


HOURS = {Half.MORNING: (time(9), time(12)), Half.AFTERNOON: (time(14), time(17))}


class WorkSlot(models.Model):
    """Half a day that a worker keeps for visits. Typed by staff; one visit takes it whole."""

    worker = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("worker"), on_delete=models.CASCADE, related_name="+"
    )
    day = models.DateField(_("day"))
    half = models.CharField(_("half of the day"), max_length=2, choices=Half)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("slot for visits")
        verbose_name_plural = _("slots for visits")
        ordering = ["day", "half", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["worker", "day", "half"], name="work_slot_once_a_worker"),
            models.CheckConstraint(condition=Q(half__in=Half.values), name="work_slot_known_half"),
        ]

    def __str__(self) -> str:
        return f"{self.day} {self.half}"

    @property
    def starts_at(self) -> datetime:
        return timezone.make_aware(datetime.combine(self.day, HOURS[Half(self.half)][0]))

    @property
    def ends_at(self) -> datetime:
        return timezone.make_aware(datetime.combine(self.day, HOURS[Half(self.half)][1]))


class HomeVisit(Record):
    """One visit, in one slot. `number` is given while it counts: from 1 to 3, beyond with the lead's reason.

    A slot holds one visit that counts, so that no worker is twice at one time.
    """

    class Extra(models.TextChoices):
        NEW_FACTS = "new_facts", _("something new is known")
        WORKS = "works", _("works are to be followed")
        INTERPRETER = "interpreter", _("an interpreter was missing")

    household = models.ForeignKey(Household, on_delete=models.CASCADE, related_name="visits")
    slot = models.ForeignKey(WorkSlot, on_delete=models.PROTECT, related_name="visits")
    number = models.PositiveSmallIntegerField(_("number"), null=True)
    extra_reason = models.CharField(_("why one more"), max_length=20, choices=Extra, blank=True)
    state = models.CharField(_("state"), max_length=10, choices=VisitState, default=VisitState.PLANNED)

    class Meta:
        verbose_name = _("visit")
        verbose_name_plural = _("visits")
        ordering = ["slot__day", "slot__half", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=VisitState.values), name="visit_known_state"),
            models.CheckConstraint(
                condition=Q(state__in=sorted(HELD), number__gte=1) | (~Q(state__in=sorted(HELD)) & Q(number=None)),
                name="visit_numbered_while_it_counts",
            ),
            models.CheckConstraint(
                condition=Q(number=None) | Q(number__lte=MOST_VISITS) | ~Q(extra_reason=""),
                name="visit_more_than_three_with_a_reason",
            ),
            models.UniqueConstraint(fields=["household", "number"], name="visit_numbers_of_a_household"),
            models.UniqueConstraint(fields=["slot"], condition=Q(state__in=sorted(HELD)), name="visit_one_a_slot"),
            models.UniqueConstraint(
                fields=["household"], condition=Q(state="planned"), name="visit_one_planned_a_household"
            ),
        ]

    @property
    def starts_at(self) -> datetime:
        return self.slot.starts_at

    @property
    def ends_at(self) -> datetime:
        return self.slot.ends_at


class Diagnostic(Record):
    """What was found, in one of three parts. Each has its own readers: a permission a kind."""

    class Kind(models.TextChoices):
        TECHNICAL = "technical", _("the home and its equipment")
        SOCIAL = "social", _("the situation")
        BUDGET = "budget", _("the budget")

    household = models.ForeignKey(Household, on_delete=models.CASCADE, related_name="diagnostics")
    kind = models.CharField(_("part"), max_length=10, choices=Kind)
    text = EncryptedTextField(_("text"))
    written_at = models.DateTimeField(_("written at"), auto_now=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")

    class Meta:
        verbose_name = _("diagnostic")
        verbose_name_plural = _("diagnostics")
        ordering = ["kind"]
        default_permissions = ()
        permissions = [
            ("read_technical_diagnostic", _("Can read technical diagnostics")),
            ("read_social_diagnostic", _("Can read social diagnostics")),
            ("read_budget_diagnostic", _("Can read budget diagnostics")),
        ]
        constraints = [models.UniqueConstraint(fields=["household", "kind"], name="diagnostic_one_a_kind")]


class PlanItem(Record):
    """One thing that is to be done, on one of the four levels of response of the programme."""

    class Level(models.IntegerChoices):
        EQUIPMENT = 1, _("Small equipment fitted")
        COACHING = 2, _("Eco-gestures learnt together")
        MEDIATION = 3, _("Mediation between tenant and landlord")
        WORKS = 4, _("Works")

    class Owner(models.TextChoices):
        WORKER = "worker", _("our worker")
        HOUSEHOLD = "household", _("the household")
        LANDLORD = "landlord", _("the landlord")
        PARTNER = "partner", _("a partner")

    class Aid(models.TextChoices):
        NONE = "", _("none")
        ANAH = "anah", _("ANAH (national housing agency)")
        FSL = "fsl", _("FSL (housing solidarity fund)")
        OTHER = "other", _("another aid")

    class Stage(models.TextChoices):
        TO_DO = "to_do", _("to do")
        DONE = "done", _("done")
        DROPPED = "dropped", _("given up")

    household = models.ForeignKey(Household, on_delete=models.CASCADE, related_name="plan")
    level = models.PositiveSmallIntegerField(_("level of response"), choices=Level)
    text = EncryptedTextField(_("what is to be done"))
    owner = models.CharField(_("who does it"), max_length=10, choices=Owner)
    due_on = models.DateField(_("by"))
    aid = models.CharField(_("aid asked for"), max_length=10, choices=Aid, blank=True)
    stage = models.CharField(_("state"), max_length=10, choices=Stage, default=Stage.TO_DO)

    class Meta:
        verbose_name = _("item of an action plan")
        verbose_name_plural = _("items of action plans")
        ordering = ["due_on", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(level__range=(1, 4)), name="plan_item_on_one_of_four_levels"),
            models.CheckConstraint(condition=Q(stage__in=["to_do", "done", "dropped"]), name="plan_item_known_stage"),
        ]


class VisitTally(models.Model):
    """How many visits were done in a year, for how many households and people. Nobody's: it outlives their rows."""

    year = models.PositiveSmallIntegerField(_("year"), unique=True)
    visits = models.PositiveIntegerField(_("visits"), default=0)
    households = models.PositiveIntegerField(_("households"), default=0)
    people = models.PositiveIntegerField(_("people"), default=0)

    class Meta:
        verbose_name = _("tally of visits")
        verbose_name_plural = _("tallies of visits")
        ordering = ["year"]

    def __str__(self) -> str:
        return f"{self.year}: {self.visits}"


class VisitTarget(models.Model):
    """A published target, as it was stated: nothing is summed up. `first_year` is `last_year` for one year."""

    class Unit(models.TextChoices):
        HOUSEHOLDS = "households", _("households")
        PEOPLE = "people", _("people")

    first_year = models.PositiveSmallIntegerField(_("from the year"))
    last_year = models.PositiveSmallIntegerField(_("to the year"))
    number = models.PositiveIntegerField(_("number"))
    unit = models.CharField(_("counted in"), max_length=10, choices=Unit)
    area = models.CharField(_("area"), max_length=80)
    source = models.CharField(_("source"), max_length=200)
    stated_on = models.DateField(_("stated on"))

    class Meta:
        verbose_name = _("target of visits")
        verbose_name_plural = _("targets of visits")
        ordering = ["first_year", "-last_year"]
        constraints = [
            models.CheckConstraint(condition=Q(last_year__gte=models.F("first_year")), name="target_years_in_order"),
            models.UniqueConstraint(fields=["first_year", "last_year", "unit"], name="target_stated_once"),
        ]

    def __str__(self) -> str:
        years = f"{self.first_year}" if self.first_year == self.last_year else f"{self.first_year}–{self.last_year}"
        return f"{years}: {self.number}"
