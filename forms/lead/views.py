"""What the lead of the teams sets: in how many working days each request is answered, and the reasons of a refusal."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.http import require_http_methods

from forms import refusals
from forms.intakes import INTAKES
from forms.lead.forms import LevelForm, ReasonForm
from forms.models import RefusalReason
from forms.reasons import REASONS
from forms.services import clock, refusing
from forms.services.reopening import LEAD
from home.doors import any_of, only

lead_only = only(any_of(LEAD), PermissionDenied)


@require_http_methods(["GET", "HEAD", "POST"])
@lead_only
def levels(request: HttpRequest) -> HttpResponse:
    """One small form a request; a POST names its own."""
    bound = change(request) if request.method == "POST" else {}
    if bound is None:
        return redirect("lead:levels")
    current = clock.levels()
    rows = [
        (intake, bound.get(slug) or LevelForm(initial={"days": current[slug]}, intake=intake))
        for slug, intake in INTAKES.items()
    ]
    return render(request, "forms/lead/levels.html", {"rows": rows, "errors": bound})


def change(request: HttpRequest) -> dict[str, LevelForm] | None:
    """Set the level that was posted; None when done, else the form with its errors under its request."""
    intake = INTAKES.get(request.POST.get("intake", ""))
    if intake is None:
        raise Http404
    form = LevelForm(request.POST, intake=intake)
    if not form.is_valid():
        return {intake.slug: form}
    clock.set_level(intake.slug, form.cleaned_data["days"], by=request.user)
    messages.success(request, _("The time to answer is kept, for the requests to come."))
    return None


@require_http_methods(["GET", "HEAD", "POST"])
@lead_only
def reasons(request: HttpRequest) -> HttpResponse:
    """Every reason, and the box that adds one."""
    form = ReasonForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        refusing.add(form.texts(), by=request.user)
        messages.success(request, _("The reason is added: agents can choose it."))
        return redirect("lead:reasons")
    hidden = set(RefusalReason.objects.filter(hidden=True).values_list("code", flat=True))
    rows = [(code, refusals.words(code), code in hidden) for code in codes()]
    return render(request, "forms/lead/reasons.html", {"rows": rows, "form": form, "remedies": refusals.remedies()})


def codes() -> list[str]:
    added = RefusalReason.objects.exclude(code__in=[*REASONS, refusals.REMEDIES_CODE]).values_list("code", flat=True)
    return [*REASONS, *added.order_by("code")]


@require_http_methods(["GET", "HEAD", "POST"])
@lead_only
def reason(request: HttpRequest, code: str) -> HttpResponse:
    """The words of one reason, or of what every refusal says, in both languages."""
    if code not in {*codes(), refusals.REMEDIES_CODE}:
        raise Http404
    row = RefusalReason.objects.filter(code=code).first()
    form = ReasonForm(
        request.POST if request.method == "POST" else None,
        initial=as_they_stand(code) | {"hidden": bool(row and row.hidden)},
        stays=code in {"other", refusals.REMEDIES_CODE},
    )
    if form.is_valid():
        hidden = form.cleaned_data.get("hidden", False)
        refusing.reword(code, form.texts(), hidden=hidden, by=request.user)
        messages.success(request, _("The words are kept. They are on the site already."))
        return redirect("lead:reasons")
    return render(request, "forms/lead/reason.html", {"form": form, "title": refusals.words(code)})


def as_they_stand(code: str) -> dict[str, str]:
    words = {}
    for language in ReasonForm.LANGUAGES:
        with override(language):
            words[language] = refusals.words(code)
    return words
