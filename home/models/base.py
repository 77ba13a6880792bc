"""What every public page shares. `wagtailcore.Page` stays the base model: wagtail-localize knows no other."""

from django.db import models
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.fields import StreamField
from wagtail.models import Orderable, Page, PageViewRestriction, TranslatableMixin

from home.blocks import BodyBlock
from home.findable import Findable, Part


class Motif(models.TextChoices):
    """The drawing and colours of a programme (`portal/templates/motifs/`)."""

    ENERGY = "energie", _("shutters and thermometer")
    DIGITAL = "numerique", _("roofs and signal")
    INSERTION = "unisvers", _("group and star")
    FLATSHARE = "colocation", _("two people at a table")
    SHELTER = "abri", _("lit hollow in a thicket")


class PortalPage(Page):
    """A page of the portal: a summary that opens it, and the discretion it owes its readers."""

    summary = models.TextField(_("summary"), max_length=320, blank=True)
    quick_exit = models.BooleanField(
        _("quick exit"),
        default=False,
        help_text=_("For pages that someone may have to leave in a hurry. Give the page a neutral title tag too."),
    )
    body = StreamField(BodyBlock(), verbose_name=_("body"), blank=True)

    content_panels = [*Page.content_panels, FieldPanel("summary"), FieldPanel("body")]
    promote_panels = [*Page.promote_panels, MultiFieldPanel([FieldPanel("quick_exit")], heading=_("Discretion"))]
    findable = Findable(
        texts={
            "title": Part.TITLE,
            "slug": Part.TITLE,
            "summary": Part.SUMMARY,
            "search_description": Part.SUMMARY,
            "body": Part.BODY,
        }
    )
    search_fields = [*Page.search_fields, *findable.for_staff()]
    is_known_public = False  # True once `home.serving` has seen that no page of the way is restricted

    class Meta:
        abstract = True

    @property
    def tab_title(self) -> str:
        """What the browser tab and the history show: the neutral title where there is one."""
        return self.seo_title or self.title

    @property
    def description(self) -> str:
        return self.search_description or self.summary

    @cached_property
    def trail(self) -> list[Page]:
        """The pages above this one, from the home page down."""
        return list(self.get_ancestors().filter(depth__gt=1))

    @cached_property
    def versions(self) -> list[Page]:
        """This page in each language where it is live, this one included."""
        return list(self.get_translations(inclusive=True).live().select_related("locale"))

    def get_view_restrictions(self) -> models.QuerySet[PageViewRestriction]:
        return PageViewRestriction.objects.none() if self.is_known_public else super().get_view_restrictions()


class PageRow(TranslatableMixin, Orderable):
    """A child row of a page, translated with it."""

    class Meta(Orderable.Meta):
        abstract = True
        unique_together = [("translation_key", "locale")]


class Figure(PageRow):
    """One published figure, exactly as its source states it: never computed, never summed."""

    value = models.CharField(_("value"), max_length=20)
    unit = models.CharField(_("unit"), max_length=20, blank=True)
    label = models.CharField(_("what it counts"), max_length=160)
    year = models.CharField(_("year or period"), max_length=20, blank=True)
    source = models.CharField(_("source"), max_length=160)

    panels = [FieldPanel("value"), FieldPanel("unit"), FieldPanel("label"), FieldPanel("year"), FieldPanel("source")]

    class Meta(PageRow.Meta):
        abstract = True
