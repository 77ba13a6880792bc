"""Before a draft, and after leaving one: the start page, and the word that this device has forgotten."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from forms import bots, device, drafts, receipts, watching
from forms.intake import Intake, Journey
from forms.intakes import INTAKES
from forms.models import Draft, IntakeSettings


@require_http_methods(["GET", "HEAD", "POST"])
def start(request: HttpRequest, slug: str) -> HttpResponse:
    """The drafts of this device, and the button that makes a new one."""
    if slug not in INTAKES:
        raise Http404
    intake, settings = INTAKES[slug], IntakeSettings.of(slug)
    if not settings.opening.is_open():
        return watching.closed(request, intake, settings, on_this_device(request, intake))
    if request.method == "POST":
        return begin(request, intake)
    context = {"intake": intake, "opening": settings.opening, **on_this_device(request, intake)}
    return render(request, "forms/start.html", context)


def on_this_device(request: HttpRequest, intake: Intake) -> dict:
    held = list(drafts.ours(request, intake.slug))
    return {
        "open": [(draft, last_step(intake, draft)) for draft in held if not hasattr(draft, "submission")],
        "trap": bots.TRAP,
        "sent": [(draft.submission, receipts.link(draft.submission)) for draft in held if hasattr(draft, "submission")],
    }


def begin(request: HttpRequest, intake: Intake) -> HttpResponse:
    try:
        draft = drafts.start(request, intake.slug, days=intake.draft_days)
    except drafts.TooManyDrafts:
        return render(request, "forms/too_many_drafts.html", {"intake": intake}, status=429)
    filled = intake.begins_with(request.GET) if intake.begins_with and not draft.version else {}
    drafts.fill(draft, filled, days=intake.draft_days)
    return redirect("forms:step", intake.slug, draft.pk, Journey(intake, filled).current)


def last_step(intake: Intake, draft: Draft) -> str:
    """The title of the step saved last; empty before the first."""
    steps = dict(intake.steps)
    saved = [(kept["version"], step) for step, kept in draft.answers.items() if step in steps]
    return steps[max(saved)[1]].title if saved else ""


@require_http_methods(["GET", "HEAD", "POST"])
def forgotten(request: HttpRequest) -> HttpResponse:
    """On POST, take the way to every draft away from this device; then say that it is done."""
    if request.method == "POST":
        device.forget(request)
        return redirect("forms:forgotten")
    return render(request, "forms/forgotten.html")
