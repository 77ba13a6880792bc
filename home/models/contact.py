"""How to reach the city, and the help numbers: records, so that each is corrected in one place."""

from datetime import date

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

    panels = [
        FieldPanel(name)
        for name in ("name", "street", "postcode", "city", "phone", "latitude", "longitude", "opening", "stops")
    ]

    class Meta:
        verbose_name = _("contact details")

    def __str__(self) -> str:
        return self.name

    @property
    def phone_link(self) -> str:
        """The phone as a `tel:` number: +33 and nine digits."""
        return "+33" + self.phone.replace(" ", "").lstrip("0")

    @property
    def week(self) -> list[hours.Opening]:
        return [
            hours.Opening(int(block.value["day"]), block.value["opens"], block.value["closes"])
            for block in self.opening
        ]


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
