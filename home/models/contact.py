"""How to reach the city, and the help numbers: records, so that each is corrected in one place."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.admin.panels import FieldPanel
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting
from wagtail.fields import StreamField
from wagtail.models import TranslatableMixin
from wagtail.snippets.models import register_snippet

from home import hours

DAY_CHOICES = list(enumerate(hours.DAY_NAMES))


class HoursBlock(blocks.StructBlock):
    """One opening of one weekday (0 is Monday)."""

    day = blocks.ChoiceBlock(label=_("Day"), choices=[(str(number), name) for number, name in DAY_CHOICES])
    opens = blocks.TimeBlock(label=_("Opens"))
    closes = blocks.TimeBlock(label=_("Closes"))


class StopBlock(blocks.StructBlock):
    lines = blocks.CharBlock(label=_("Lines"), max_length=60)
    name = blocks.CharBlock(label=_("Stop"), max_length=80)


@register_setting(icon="mail")
class ContactDetails(BaseSiteSetting):
    """The contact block at the foot of every page. One row, so that a page reads it with one query."""

    name = models.CharField(_("name"), max_length=80)
    street = models.CharField(_("street"), max_length=120)
    postcode = models.CharField(_("postcode"), max_length=10)
    city = models.CharField(_("city"), max_length=80)
    phone = models.CharField(_("phone"), max_length=20)
    latitude = models.DecimalField(_("latitude"), max_digits=8, decimal_places=5, null=True)
    longitude = models.DecimalField(_("longitude"), max_digits=8, decimal_places=5, null=True)
    opening = StreamField([("hours", HoursBlock())], verbose_name=_("opening hours"), blank=True)
    stops = StreamField([("stop", StopBlock())], verbose_name=_("public transport"), blank=True)
    relay_name = models.CharField(
        _("relay service"),
        max_length=60,
        blank=True,
        help_text=_("The provider that lets deaf people call in sign language or in writing, at no cost to them."),
    )
    relay_link = models.URLField(_("link to the relay service"), blank=True)
    relay_opening = StreamField([("hours", HoursBlock())], verbose_name=_("hours of the relay service"), blank=True)
    lsf_desk = StreamField([("hours", HoursBlock())], verbose_name=_("front desk in sign language (LSF)"), blank=True)

    panels = [
        *(FieldPanel(name) for name in ("name", "street", "postcode", "city", "phone", "latitude", "longitude")),
        *(FieldPanel(name) for name in ("opening", "stops", "relay_name", "relay_link", "relay_opening", "lsf_desk")),
    ]

    class Meta:
        verbose_name = _("contact details")

    def __str__(self) -> str:
        return self.name

    @property
    def phone_link(self) -> str:
        """The phone as a `tel:` number: +33 and nine digits."""
        return "+33" + self.phone.replace(" ", "").lstrip("0")

    def clean(self) -> None:
        """A relay is open whenever the phone is (decree 2017-875, article 2, since 1 October 2026)."""
        super().clean()
        if not self.relay_name:
            return
        if not self.relay_link:
            raise ValidationError({"relay_link": _("Give the address at which people reach the relay service.")})
        if hours.not_covered(self.week, self.relay_week):
            raise ValidationError(
                {"relay_opening": _("Since 1 October 2026, the relay service is open at least whenever the phone is.")}
            )

    @property
    def week(self) -> list[hours.Opening]:
        return openings(self.opening)

    @property
    def relay_week(self) -> list[hours.Opening]:
        return openings(self.relay_opening)

    @property
    def lsf_desk_week(self) -> list[hours.Opening]:
        return openings(self.lsf_desk)


def openings(stream: blocks.StreamValue) -> list[hours.Opening]:
    return [hours.Opening(int(one.value["day"]), one.value["opens"], one.value["closes"]) for one in stream]


class HelpNumberQuerySet(models.QuerySet):
    def oldest_check(self) -> date | None:
        """The day since which all of them are known to be right; None while one was never checked."""
        checks = [number.checked_on for number in self]
        return min(checks) if checks and all(checks) else None


@register_snippet
class HelpNumber(TranslatableMixin):
    """A number to call or text in danger or distress. Editors check it and date that; until then the page says so."""

    number = models.CharField(_("number"), max_length=20)
    title = models.CharField(_("when to use it"), max_length=80)
    text = models.CharField(_("what happens"), max_length=200)
    link = models.CharField(_("link"), max_length=120, help_text=_("tel:…, sms:… or https://…"))
    checked_on = models.DateField(_("checked on"), null=True, blank=True)
    rank = models.PositiveSmallIntegerField(_("rank"), default=0)

    panels = [FieldPanel(name) for name in ("number", "title", "text", "link", "checked_on", "rank")]

    objects = HelpNumberQuerySet.as_manager()

    class Meta:
        verbose_name = _("help number")
        verbose_name_plural = _("help numbers")
        ordering = ["rank"]
        unique_together = [("translation_key", "locale")]

    def __str__(self) -> str:
        return f"{self.number} – {self.title}"
