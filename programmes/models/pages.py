"""Programme and procedure pages: facts as fields and child rows, so that each can be found, checked and translated."""

from itertools import groupby

from django.db import models
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel, PageChooserPanel
from wagtail.fields import StreamField
from wagtail.models import Page

from home.findable import Part
from home.models import HelpNumber
from home.models.base import Figure, Motif, PageRow, PortalPage
from programmes.blocks import CountedBlock
from programmes.page_forms import ProgrammePageForm


class Need(models.TextChoices):
    """What brings someone here: the first question of the orientation."""

    ENERGY = "energy", _("My home is cold, or my bills are too high")
    DIGITAL = "digital", _("I want to be at ease with a computer or a phone")
    INSERTION = "insertion", _("I want to move towards work, not on my own")
    HOUSING = "housing", _("I am a student looking for a room")
    SAFETY = "safety", _("I want to be safe, with my children")


class Audience(models.TextChoices):
    """Whom a programme is for: the second question of the orientation."""

    ANYONE = "anyone", _("anyone")
    STUDENT = "student", _("a student")
    HOUSEHOLD = "household", _("a tenant or an owner")
    OLDER = "older", _("an older person, or a person close to one")
    JOBLESS = "jobless", _("looking for work, or waiting for rights")
    MOTHER = "mother", _("a woman, alone or with children")
    PROFESSIONAL = "professional", _("a professional or a volunteer who supports someone")


class Territory(models.TextChoices):
    """Where one must live: the third question of the orientation."""

    CITY = "city", _("in Montpellier")
    METROPOLIS = "metropolis", _("in another town of the metropolis")
    ANYWHERE = "anywhere", _("somewhere else")


class ProgrammeIndexPage(PortalPage):
    findable = PortalPage.findable.extended(boost=0.9)
    parent_page_types = ["home.HomePage"]
    subpage_types = ["programmes.ProgrammePage"]
    max_count_per_parent = 1

    class Meta:
        verbose_name = _("programme list")

    @property
    def programmes(self) -> models.QuerySet["ProgrammePage"]:
        return ProgrammePage.objects.child_of(self).live().public().order_by("path")


class ProgrammePage(PortalPage):
    """One public programme. What people compare or search are fields and rows; the body says the rest."""

    class Status(models.TextChoices):
        ANNOUNCED = "announced", _("announced")
        PREPARING = "preparing", _("in preparation")
        OPEN = "open", _("open")
        WAITING = "waiting", _("waiting list")
        SUSPENDED = "suspended", _("suspended")
        CLOSED = "closed", _("closed")

    short_name = models.CharField(_("short name"), max_length=40)
    motif = models.CharField(_("motif"), max_length=20, choices=Motif)
    status = models.CharField(_("status"), max_length=20, choices=Status, default=Status.ANNOUNCED)
    status_on = models.DateField(_("status since"))
    starts = models.CharField(_("start"), max_length=60, help_text=_("As the source states it: “September 2018”."))
    need = models.CharField(_("need it answers"), max_length=20, choices=Need)
    territory = models.CharField(_("territory"), max_length=20, choices=Territory, default=Territory.CITY)
    intake = models.SlugField(_("request"), blank=True, help_text=_("The request that leads in, by its slug."))
    shows_help_numbers = models.BooleanField(_("shows the help numbers"), default=False)
    counted = StreamField(CountedBlock(), verbose_name=_("numbers that the portal counts"), blank=True)

    content_panels = [
        *PortalPage.content_panels,
        MultiFieldPanel(
            [
                FieldPanel("short_name"),
                FieldRowPanel([FieldPanel("status"), FieldPanel("status_on"), FieldPanel("starts")]),
                FieldRowPanel([FieldPanel("need"), FieldPanel("territory")]),
                FieldRowPanel([FieldPanel("motif"), FieldPanel("intake"), FieldPanel("shows_help_numbers")]),
            ],
            heading=_("In short"),
        ),
        InlinePanel("figures", label=_("key figures")),
        FieldPanel("counted"),
        InlinePanel("points", label=_("audiences, conditions, what you get")),
        InlinePanel("stages", label=_("how to apply, what happens next, timeline")),
        InlinePanel("questions", label=_("questions and answers")),
        InlinePanel("partners", label=_("partners")),
        InlinePanel("places", label=_("places")),
        InlinePanel("contacts", label=_("contacts")),
    ]
    findable = PortalPage.findable.extended(
        kind="programme",
        boost=1.3,
        texts={
            "short_name": Part.TITLE,
            "points.text": Part.HEADINGS,
            "questions.question": Part.HEADINGS,
            "stages.title": Part.HEADINGS,
            "stages.text": Part.BODY,
            "questions.answer": Part.BODY,
            "figures.label": Part.BODY,
            "partners.name": Part.BODY,
            "partners.role": Part.BODY,
            "places.name": Part.BODY,
            "places.text": Part.BODY,
            "contacts.name": Part.BODY,
            "contacts.text": Part.BODY,
        },
        facets={"programme": "short_name", "audience": "points.audience", "place": "places.name"},
    )
    search_fields = [*Page.search_fields, *findable.for_staff()]
    parent_page_types = ["programmes.ProgrammeIndexPage"]
    subpage_types: list[str] = []
    base_form_class = ProgrammePageForm

    class Meta:
        verbose_name = _("programme")

    @property
    def help_numbers(self) -> models.QuerySet[HelpNumber]:
        return HelpNumber.objects.filter(locale_id=self.locale_id)

    @cached_property
    def points_by_kind(self) -> dict[str, list["Point"]]:
        """The points of each kind, in the editor's order: one query for all lists."""
        return _by_kind(self.points.all())

    @cached_property
    def stages_by_kind(self) -> dict[str, list["Stage"]]:
        """The stages of each kind, in the editor's order: one query for all lists."""
        return _by_kind(self.stages.all())


def _by_kind(rows):
    return {kind: list(group) for kind, group in groupby(sorted(rows, key=lambda row: row.kind), lambda row: row.kind)}


class Point(PageRow):
    """One line of a list: who it is for, on what condition, what one gets, what to bring."""

    class Kind(models.TextChoices):
        AUDIENCE = "audience", _("it is for")
        CONDITION = "condition", _("condition")
        BENEFIT = "benefit", _("what you get")

    page = ParentalKey(ProgrammePage, on_delete=models.CASCADE, related_name="points")
    kind = models.CharField(_("kind"), max_length=20, choices=Kind)
    audience = models.CharField(_("audience"), max_length=20, choices=Audience, blank=True)
    text = models.CharField(_("text"), max_length=240)

    panels = [FieldPanel("kind"), FieldPanel("audience"), FieldPanel("text")]


class Stage(PageRow):
    """One step of a path through time: applying, what follows, or the programme's own history."""

    class Kind(models.TextChoices):
        APPLY = "apply", _("how to apply")
        NEXT = "next", _("what happens next")
        TIMELINE = "timeline", _("timeline")

    page = ParentalKey(ProgrammePage, on_delete=models.CASCADE, related_name="stages")
    kind = models.CharField(_("kind"), max_length=20, choices=Kind)
    when = models.CharField(_("when"), max_length=60, blank=True)
    title = models.CharField(_("title"), max_length=120)
    text = models.TextField(_("text"), blank=True, max_length=400)

    panels = [FieldPanel("kind"), FieldPanel("when"), FieldPanel("title"), FieldPanel("text")]


class KeyFigure(Figure):
    page = ParentalKey(ProgrammePage, on_delete=models.CASCADE, related_name="figures")


class Partner(PageRow):
    page = ParentalKey(ProgrammePage, on_delete=models.CASCADE, related_name="partners")
    name = models.CharField(_("name"), max_length=120)
    role = models.CharField(_("role"), max_length=200)

    panels = [FieldPanel("name"), FieldPanel("role")]


class ProgrammePlace(PageRow):
    """Where it happens. A shelter has none: its address is never published."""

    page = ParentalKey(ProgrammePage, on_delete=models.CASCADE, related_name="places")
    name = models.CharField(_("name"), max_length=120)
    text = models.CharField(_("what it is used for"), max_length=240)

    panels = [FieldPanel("name"), FieldPanel("text")]


class ProgrammeContact(PageRow):
    """A way to reach the people of a programme: by phone, and always in another way than by phone."""

    page = ParentalKey(ProgrammePage, on_delete=models.CASCADE, related_name="contacts")
    name = models.CharField(_("who"), max_length=120)
    phone = models.CharField(_("phone"), max_length=20, blank=True)
    text = models.CharField(_("other ways, hours"), max_length=240)

    panels = [FieldPanel("name"), FieldPanel("phone"), FieldPanel("text")]


class Question(PageRow):
    page = ParentalKey(ProgrammePage, on_delete=models.CASCADE, related_name="questions")
    question = models.CharField(_("question"), max_length=160)
    answer = models.TextField(_("answer"), max_length=800)

    panels = [FieldPanel("question"), FieldPanel("answer")]


class ProcedureIndexPage(PortalPage):
    findable = PortalPage.findable.extended(boost=0.9)
    parent_page_types = ["home.HomePage"]
    subpage_types = ["programmes.ProcedurePage"]
    max_count_per_parent = 1

    class Meta:
        verbose_name = _("procedure list")

    @property
    def procedures(self) -> models.QuerySet["ProcedurePage"]:
        return ProcedurePage.objects.child_of(self).live().public().order_by("path")


class ProcedurePage(PortalPage):
    """What to know before a request: how long it takes, what to have at hand, who decides. The form is elsewhere."""

    intake = models.SlugField(_("request"), help_text=_("The request this page leads to, by its slug."))
    duration = models.CharField(_("time it takes"), max_length=60)
    decided_by = models.CharField(_("who decides"), max_length=200)
    answer_delay = models.CharField(_("when you hear from us"), max_length=200)
    programme = models.ForeignKey(
        ProgrammePage, verbose_name=_("programme"), on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )

    content_panels = [
        *PortalPage.content_panels,
        FieldPanel("intake"),
        FieldPanel("duration"),
        FieldPanel("decided_by"),
        FieldPanel("answer_delay"),
        PageChooserPanel("programme"),
        InlinePanel("documents", label=_("to have at hand")),
    ]
    findable = PortalPage.findable.extended(
        kind="procedure",
        boost=1.15,
        texts={
            "programme.title": Part.HEADINGS,
            "programme.short_name": Part.HEADINGS,
            "documents.text": Part.HEADINGS,
            "programme.summary": Part.BODY,
            "programme.search_description": Part.BODY,
            "programme.points.text": Part.BODY,
            "duration": Part.BODY,
            "decided_by": Part.BODY,
            "answer_delay": Part.BODY,
        },
        facets={"programme": "programme.short_name"},
    )
    search_fields = [*Page.search_fields, *findable.for_staff()]
    parent_page_types = ["programmes.ProcedureIndexPage"]
    subpage_types: list[str] = []

    class Meta:
        verbose_name = _("procedure")


class ProcedureDocument(PageRow):
    """Something to have at hand before starting."""

    page = ParentalKey(ProcedurePage, on_delete=models.CASCADE, related_name="documents")
    text = models.CharField(_("document or fact"), max_length=200)

    panels = [FieldPanel("text")]
