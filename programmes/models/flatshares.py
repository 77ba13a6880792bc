"""Where students live. Rooms are records typed by staff: no rule derives fourteen of them from a T6, a T5 and a T4."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class Residence(models.Model):
    """A care home (EHPAD) of the CCAS that hosts a flat."""

    name = models.CharField(_("name"), max_length=120, unique=True)
    district = models.CharField(_("district"), max_length=80, blank=True)
    correspondents = models.ManyToManyField(
        settings.AUTH_USER_MODEL,
        verbose_name=_("correspondents"),
        blank=True,
        related_name="residences",
        limit_choices_to={"groups__name": "correspondant-ehpad"},
        help_text=_("They see the names and the availability of the students of this residence, nothing else."),
    )

    class Meta:
        verbose_name = _("residence")
        verbose_name_plural = _("residences")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class Flat(models.Model):
    """A furnished flat shared by students. `area` is in square metres."""

    residence = models.ForeignKey(
        Residence, verbose_name=_("residence"), on_delete=models.PROTECT, related_name="flats"
    )
    kind = models.CharField(_("type"), max_length=4, help_text=_("T4, T5, T6…"))
    area = models.PositiveSmallIntegerField(_("area in m²"))

    class Meta:
        verbose_name = _("flat")
        verbose_name_plural = _("flats")
        ordering = ["-area"]
        constraints = [models.CheckConstraint(condition=Q(area__gt=0), name="flat_has_an_area")]

    def __str__(self) -> str:
        return f"{self.kind}, {self.area} m² ({self.residence})"


class Room(models.Model):
    """A room to let to one student."""

    flat = models.ForeignKey(Flat, verbose_name=_("flat"), on_delete=models.PROTECT, related_name="rooms")
    name = models.CharField(_("name"), max_length=40)
    step_free = models.BooleanField(_("step-free"), default=False)
    is_open = models.BooleanField(_("open this season"), default=True)

    class Meta:
        verbose_name = _("room")
        verbose_name_plural = _("rooms")
        ordering = ["flat", "name"]
        constraints = [models.UniqueConstraint(fields=["flat", "name"], name="room_name_unique_in_flat")]

    def __str__(self) -> str:
        return f"{self.flat.kind} {self.name}"
