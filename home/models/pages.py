"""The site's own page types. Programmes and procedures live in `programmes`."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, InlinePanel, PageChooserPanel
from wagtail.models import Page

from home.findable import Part
from home.models.base import Figure, Motif, PageRow, PortalPage
from home.models.contact import HelpNumber

FIXED_PAGES = [
    "home.AccessibilityPage",
    "home.StandardPage",
    "home.PolicyPage",
    "home.EmergencyPage",
    "home.ContactPage",
    "home.SiteMapPage",
    "home.NewsIndexPage",
    "programmes.ProgrammeIndexPage",
    "programmes.ProcedureIndexPage",
]


class HomePage(PortalPage):
    """Asks what is happening to people; five sentences answer, each a door to one programme."""

    doors_title = models.CharField(_("question"), max_length=80)

    content_panels = [*PortalPage.content_panels, FieldPanel("doors_title"), InlinePanel("doors", label=_("doors"))]
    parent_page_types = ["wagtailcore.Page"]
    subpage_types = FIXED_PAGES

    class Meta:
        verbose_name = _("home page")

    @property
    def open_doors(self) -> list["HomeDoor"]:
        return [door for door in self.doors.select_related("target") if door.target.live]

    @property
    def policy(self) -> "PolicyPage | None":
        return PolicyPage.objects.child_of(self).live().first()


class HomeDoor(PageRow):
    """A sentence that someone could say, and the page that answers it."""

    page = ParentalKey(HomePage, on_delete=models.CASCADE, related_name="doors")
    sentence = models.CharField(_("sentence"), max_length=90)
    label = models.CharField(_("programme, in a few words"), max_length=60)
    target = models.ForeignKey(Page, on_delete=models.CASCADE, related_name="+", verbose_name=_("page"))
    motif = models.CharField(_("motif"), max_length=20, choices=Motif)

    panels = [FieldPanel("sentence"), FieldPanel("label"), PageChooserPanel("target"), FieldPanel("motif")]


class StandardPage(PortalPage):
    """A page of running text: legal notice, personal data, accessibility."""

    findable = PortalPage.findable.extended(boost=0.6)
    parent_page_types = ["home.HomePage"]
    subpage_types: list[str] = []

    class Meta:
        verbose_name = _("text page")


class PolicyPage(PortalPage):
    """The policy: its figures with year and source, then its text."""

    content_panels = [*PortalPage.content_panels, InlinePanel("figures", label=_("figures"))]
    findable = PortalPage.findable.extended(boost=0.7, texts={"figures.label": Part.BODY})
    search_fields = [*Page.search_fields, *findable.for_staff()]
    parent_page_types = ["home.HomePage"]
    subpage_types: list[str] = []
    max_count_per_parent = 1

    class Meta:
        verbose_name = _("policy page")


class PolicyFigure(Figure):
    page = ParentalKey(PolicyPage, on_delete=models.CASCADE, related_name="figures")


class EmergencyPage(PortalPage):
    """The help numbers on one short page that prints well and is left in one press."""

    parent_page_types = ["home.HomePage"]
    subpage_types: list[str] = []
    max_count_per_parent = 1

    class Meta:
        verbose_name = _("help numbers page")

    @property
    def help_numbers(self) -> models.QuerySet[HelpNumber]:
        return HelpNumber.objects.filter(locale_id=self.locale_id)


class ContactPage(PortalPage):
    """The four ways to reach the city, with hours and access."""

    findable = PortalPage.findable.extended(boost=1.1)
    parent_page_types = ["home.HomePage"]
    subpage_types: list[str] = []
    max_count_per_parent = 1

    class Meta:
        verbose_name = _("contact page")


class SiteMapPage(PortalPage):
    """Every public page, as a list of links."""

    findable = PortalPage.findable.extended(boost=0.4)
    parent_page_types = ["home.HomePage"]
    subpage_types: list[str] = []
    max_count_per_parent = 1

    class Meta:
        verbose_name = _("site map page")

    @property
    def listed(self) -> models.QuerySet[Page]:
        """Live public pages of this language in tree order, without the home page."""
        return Page.objects.live().public().filter(locale_id=self.locale_id, depth__gt=2).order_by("path")


class NewsIndexPage(PortalPage):
    findable = PortalPage.findable.extended(boost=0.7)
    parent_page_types = ["home.HomePage"]
    subpage_types = ["home.NewsPage"]
    max_count_per_parent = 1

    class Meta:
        verbose_name = _("news list")

    @property
    def items(self) -> models.QuerySet["NewsPage"]:
        """Live news, newest first."""
        return NewsPage.objects.child_of(self).live().public().order_by("-published_on")


class NewsPage(PortalPage):
    published_on = models.DateField(_("date"), db_index=True)

    content_panels = [*PortalPage.content_panels, FieldPanel("published_on")]
    findable = PortalPage.findable.extended(kind="news", boost=0.6)
    parent_page_types = ["home.NewsIndexPage"]
    subpage_types: list[str] = []

    class Meta:
        verbose_name = _("news item")
