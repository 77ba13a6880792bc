"""The lists that a lead takes away: asked for, looked after, taken. Another one's is unknown."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from forms.figures.counting import last_weeks
from forms.figures.doors import lead_only
from forms.figures.forms import USUAL, ExportForm
from forms.models import Export
from forms.services import exporting

TYPES = {"csv": "text/csv; charset=utf-8", "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"}


@require_http_methods(["GET", "HEAD", "POST"])
@lead_only
def exports(request: HttpRequest) -> HttpResponse:
    """What was asked for, and the form that asks."""
    form = ExportForm(request.POST if request.method == "POST" else None, initial={"weeks": USUAL} | request.GET.dict())
    if form.is_valid() and (export := asked(form, request)):
        return redirect("figures:export", export.pk)
    mine = exporting.of(request.user)
    return render(request, "forms/figures/exports.html", {"form": form, "exports": mine})


def asked(form: ExportForm, request: HttpRequest) -> Export | None:
    """None when it cannot be made: the form says why."""
    chosen = form.cleaned_data
    since = last_weeks(chosen["weeks"]).starts_at
    values = {name: chosen[name] for name in ("kind", "reason", "intake")}
    try:
        return exporting.ask(**values, since=since, by=request.user)
    except exporting.TooManyRows:
        form.add_error("kind", _("There are more than 100,000 requests: choose CSV, or fewer weeks"))
        return None


@require_safe
@lead_only
def one(request: HttpRequest, export) -> HttpResponse:
    return render(request, "forms/figures/export.html", {"export": mine_or_404(request, export)})


@require_safe
@lead_only
def file(request: HttpRequest, export) -> HttpResponse:
    """Where it is not ready, or storage does not answer, the page of the export says what to do."""
    ready = mine_or_404(request, export)
    if ready.state != Export.State.READY:
        return redirect("figures:export", export)
    try:
        pieces = exporting.take(ready, by=request.user)
    except OSError:
        messages.error(request, _("The file cannot be read just now. Try again in a while."))
        return redirect("figures:export", export)
    headers = {
        "Content-Disposition": f'attachment; filename="demandes-{ready.since:%Y-%m-%d}.{ready.kind}"',
        "Content-Security-Policy": "sandbox; default-src 'none'",
        "X-Content-Type-Options": "nosniff",
    }
    return StreamingHttpResponse(pieces, content_type=TYPES[ready.kind], headers=headers)


def mine_or_404(request: HttpRequest, pk) -> Export:
    return get_object_or_404(exporting.of(request.user), pk=pk)
