"""The grid of an audit: one verdict a criterion, typed from the report of the people who carried it out."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.forms import BoundField
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods
from wagtail.log_actions import log

from home.accessibility import rgaa
from home.accessibility.rgaa import Verdict
from home.models import Audit, AuditResult

CHANGE = "home.change_audit"
PARTS = ("verdict", "found", "waiver")

Row = tuple[str, str, BoundField, BoundField, BoundField]


class ResultsForm(forms.Form):
    """Three fields a criterion, named `1.1-verdict`, `1.1-found` and `1.1-waiver`."""

    def __init__(self, *args: Any, audit: Audit, **kwargs: Any) -> None:
        known = {result.criterion: result for result in audit.results.all()}
        initial = {f"{key}-{part}": getattr(result, part) for key, result in known.items() for part in PARTS}
        super().__init__(*args, initial=initial, **kwargs)
        self.audit = audit
        for number in rgaa.criteria(audit.rgaa_version):
            self.fields |= fields(number)

    def grid(self) -> Iterator[tuple[str, list[Row]]]:
        for theme in rgaa.themes(self.audit.rgaa_version):
            yield theme.title, [(number, asked, *self.of(number)) for number, asked in theme.criteria]

    def of(self, number: str) -> tuple[BoundField, BoundField, BoundField]:
        verdict, found, waiver = (self[f"{number}-{part}"] for part in PARTS)
        return verdict, found, waiver

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        for number in rgaa.criteria(self.audit.rgaa_version):
            said = cleaned.get(f"{number}-found") or cleaned.get(f"{number}-waiver")
            if cleaned.get(f"{number}-verdict") == Verdict.NOT_MET and not said:
                message = _("Criterion %(number)s: say what is not accessible, and the other way to have it")
                self.add_error(f"{number}-found", message % {"number": number})
        return cleaned

    def results(self) -> list[AuditResult]:
        """One result a criterion that has a verdict."""
        given = self.cleaned_data
        return [
            AuditResult(audit=self.audit, criterion=number, **{part: given[f"{number}-{part}"] for part in PARTS})
            for number in rgaa.criteria(self.audit.rgaa_version)
            if given[f"{number}-verdict"]
        ]


def fields(number: str) -> dict[str, forms.Field]:
    few = {"required": False, "max_length": 600, "widget": forms.Textarea({"rows": 2})}
    choices = [("", gettext_lazy("Not checked yet")), *Verdict.choices]
    return {
        f"{number}-verdict": forms.ChoiceField(label=gettext_lazy("Verdict"), choices=choices, required=False),
        f"{number}-found": forms.CharField(label=gettext_lazy("What is not accessible, and the other way"), **few),
        f"{number}-waiver": forms.CharField(label=gettext_lazy("Disproportionate burden: why, until when"), **few),
    }


@require_http_methods(["GET", "HEAD", "POST"])
@permission_required(CHANGE, raise_exception=True)
def results(request: HttpRequest, pk: int) -> HttpResponse:
    audit = get_object_or_404(Audit, pk=pk)
    form = ResultsForm(request.POST if request.method == "POST" else None, audit=audit)
    if form.is_valid():
        audit.record(form.results())
        log(audit, "wagtail.edit", user=request.user)
        messages.success(request, _("The results are kept."))
        return redirect("audit_results", audit.pk)
    return render(request, "home/accessibility/results.html", {"audit": audit, "form": form})
