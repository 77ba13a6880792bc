"""The accessibility statement: the audits that it rests on, criterion by criterion, and the page that states them."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import F, Q
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, PageChooserPanel
from wagtail.models import Page

from home.accessibility import rgaa
from home.accessibility.rgaa import Conformity, Verdict
from home.models.base import PortalPage


class AuditQuerySet(models.QuerySet):
    def stated(self) -> "AuditQuerySet":
        """The audits that the public is told of, the newest first: it alone may count."""
        return self.filter(is_published=True).order_by("-done_on", "-pk")

    def in_force(self, today: date) -> "Audit | None":
        """The audit that counts today: none before the first, once it is too old, or the site rebuilt."""
        newest = self.stated().first()
        return newest if newest and newest.counts_on(today) else None


class Audit(models.Model):
    """One audit of the portal against the RGAA, by people: our own tests are none."""

    rgaa_version = models.CharField(
        _("version of the RGAA"), max_length=10, choices=[(name, name) for name in rgaa.PUBLISHED_ON]
    )
    done_by = models.CharField(_("carried out by"), max_length=120)
    done_on = models.DateField(_("finished on"))
    rebuilt_on = models.DateField(
        _("site rebuilt on"),
        null=True,
        blank=True,
        help_text=_("The day of a rebuild or a deep change of the site: from then on this audit no longer counts."),
    )
    environments = models.TextField(_("browsers and assistive tools"), help_text=_("One a line."))
    tools = models.TextField(_("tools"), help_text=_("One a line."))
    pages = models.TextField(_("pages that were checked"), help_text=_("One a line."))
    is_published = models.BooleanField(_("stated to the public"), default=False)
    met = models.PositiveSmallIntegerField(_("criteria met"), default=0, editable=False)
    not_met = models.PositiveSmallIntegerField(_("criteria not met"), default=0, editable=False)

    objects = AuditQuerySet.as_manager()

    class Meta:
        verbose_name = _("accessibility audit")
        verbose_name_plural = _("accessibility audits")
        ordering = ["-done_on"]
        constraints = [
            models.CheckConstraint(
                condition=Q(rebuilt_on=None) | Q(rebuilt_on__gte=F("done_on")), name="audit_before_the_site_is_rebuilt"
            )
        ]

    def __str__(self) -> str:
        return f"RGAA {self.rgaa_version}, {self.done_on}"

    def clean(self) -> None:
        super().clean()
        if self.is_published and not self.is_complete:
            raise ValidationError({"is_published": _("Give a result for each criterion before you state this audit.")})

    @property
    def is_complete(self) -> bool:
        known = set(self.results.values_list("criterion", flat=True)) if self.pk else set()
        return known == set(rgaa.criteria(self.rgaa_version or rgaa.VERSION))

    @transaction.atomic
    def record(self, results: Iterable["AuditResult"]) -> None:
        """Put these results in the place of those known, and count them."""
        self.results.all().delete()
        kept = AuditResult.objects.bulk_create(results)
        self.met = sum(result.verdict == Verdict.MET for result in kept)
        self.not_met = sum(result.verdict == Verdict.NOT_MET for result in kept)
        self.is_published = self.is_published and self.is_complete
        self.save(update_fields=["met", "not_met", "is_published"])

    def counts_on(self, day: date) -> bool:
        rebuilt = self.rebuilt_on is not None and self.rebuilt_on <= day
        return not rebuilt and self.done_on <= day <= rgaa.counts_until(self.done_on, self.rgaa_version)

    @property
    def conformity(self) -> Conformity:
        return rgaa.conformity(self.met, self.not_met)


class AuditResult(models.Model):
    """What an audit found of one criterion. A waiver says why the burden is out of proportion, and until when."""

    audit = models.ForeignKey(Audit, on_delete=models.CASCADE, related_name="results")
    criterion = models.CharField(_("criterion"), max_length=5)
    verdict = models.CharField(_("verdict"), max_length=10, choices=Verdict)
    found = models.TextField(_("what is not accessible, and the other way"), blank=True)
    waiver = models.TextField(_("disproportionate burden: why, until when"), blank=True)

    class Meta:
        verbose_name = _("result")
        constraints = [
            models.UniqueConstraint(fields=["audit", "criterion"], name="audit_one_result_a_criterion"),
            models.CheckConstraint(condition=Q(verdict__in=Verdict.values), name="audit_known_verdict"),
            models.CheckConstraint(
                condition=~Q(verdict=Verdict.NOT_MET) | ~Q(found="") | ~Q(waiver=""),
                name="audit_what_is_not_met_is_said",
            ),
        ]

    def __str__(self) -> str:
        return self.criterion


class AccessibilityPage(PortalPage):
    """The statement in the format that the law fixes; what audits found comes from them."""

    declared_on = models.DateField(_("stated on"), null=True, blank=True)
    updated_on = models.DateField(_("brought up to date on"), null=True, blank=True)
    technologies = models.TextField(_("technologies"), help_text=_("One a line."), blank=True)
    exempt = models.TextField(_("contents that the law exempts"), help_text=_("One a line."), blank=True)
    scheme = models.ForeignKey(
        Page,
        verbose_name=_("scheme over several years"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    scheme_from = models.DateField(_("scheme from"), null=True, blank=True)
    scheme_until = models.DateField(_("scheme until"), null=True, blank=True)
    plan = models.ForeignKey(
        Page, verbose_name=_("plan of the year"), null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    plan_year = models.PositiveSmallIntegerField(_("year of the plan"), null=True, blank=True)

    content_panels = [
        *PortalPage.content_panels,
        MultiFieldPanel([FieldPanel("declared_on"), FieldPanel("updated_on")], heading=_("Dates")),
        MultiFieldPanel(
            [PageChooserPanel("scheme"), FieldPanel("scheme_from"), FieldPanel("scheme_until")], heading=_("Scheme")
        ),
        MultiFieldPanel([PageChooserPanel("plan"), FieldPanel("plan_year")], heading=_("Plan")),
        FieldPanel("technologies"),
        FieldPanel("exempt"),
    ]
    findable = PortalPage.findable.extended(boost=0.6)
    parent_page_types = ["home.HomePage"]
    subpage_types: list[str] = []
    max_count_per_parent = 1

    class Meta:
        verbose_name = _("accessibility statement")

    def clean(self) -> None:
        """A scheme covers three years at most (law 2005-102, article 47, III)."""
        super().clean()
        start, end = self.scheme_from, self.scheme_until
        if self.scheme and not (start and end):
            raise ValidationError({"scheme_from": _("Give the first and the last day of the scheme.")})
        if start and end and not start < end <= rgaa.add_months(start, 12 * rgaa.YEARS):
            raise ValidationError({"scheme_until": _("A scheme covers three years at most, and ends after it starts.")})

    def get_context(self, request: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        return super().get_context(request, *args, **kwargs) | {"statement": Statement(self, timezone.localdate())}


class Statement:
    """What the page states on one day."""

    def __init__(self, page: AccessibilityPage, today: date) -> None:
        self.page, self.today = page, today

    @cached_property
    def audit(self) -> Audit | None:
        return Audit.objects.in_force(self.today)

    @property
    def conformity(self) -> Conformity:
        return self.audit.conformity if self.audit else Conformity.NOT

    @property
    def rate(self) -> int:
        """The per cent of criteria that are met among those that count, never rounded up."""
        return self.audit.met * 100 // (self.audit.met + self.audit.not_met or 1) if self.audit else 0

    @cached_property
    def not_met(self) -> list[AuditResult]:
        results = self.audit.results.filter(verdict=Verdict.NOT_MET) if self.audit else []
        return sorted(results, key=lambda result: [int(part) for part in result.criterion.split(".")])

    @property
    def not_concerned(self) -> int:
        return len(rgaa.criteria(self.audit.rgaa_version)) - self.audit.met - self.audit.not_met if self.audit else 0

    @property
    def obstacles(self) -> list[AuditResult]:
        return [result for result in self.not_met if not result.waiver]

    @property
    def waived(self) -> list[AuditResult]:
        return [result for result in self.not_met if result.waiver]

    @property
    def scheme(self) -> Page | None:
        """The scheme, while it runs."""
        page = self.page
        runs = page.scheme_from and page.scheme_until and page.scheme_from <= self.today <= page.scheme_until
        return page.scheme if runs and page.scheme and page.scheme.live else None

    @property
    def plan(self) -> Page | None:
        page = self.page
        return page.plan if page.plan_year == self.today.year and page.plan and page.plan.live else None
