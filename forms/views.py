"""Before a draft, and after leaving one: the start page, and the word that this device has forgotten."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from forms import drafts, receipts
from forms.intakes import INTAKES


@require_http_methods(["GET", "HEAD", "POST"])
def start(request: HttpRequest, slug: str) -> HttpResponse:
    """The drafts of this device, and the button that makes a new one."""
    if slug not in INTAKES:
        raise Http404
    intake = INTAKES[slug]
    if request.method == "POST":
        draft = drafts.start(request, slug, days=intake.draft_days)
        return redirect("forms:step", slug, draft.pk, intake.steps[0][0])
    held = list(drafts.ours(request, slug))
    context = {
        "intake": intake,
        "open": [draft for draft in held if not hasattr(draft, "submission")],
        "sent": [(draft.submission, receipts.link(draft.submission)) for draft in held if hasattr(draft, "submission")],
        "just_saved": "enregistre" in request.GET,
    }
    return render(request, "forms/start.html", context)


@require_GET
def forgotten(request: HttpRequest) -> HttpResponse:
    return render(request, "forms/forgotten.html")
