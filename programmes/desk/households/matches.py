"""Households that look alike: a person says whether they are the same, and may take it back."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from home.records.reading import record_reads
from programmes.desk.households import acts
from programmes.desk.households.doors import door, team_only
from programmes.models import Household
from programmes.services import households, matching

MOST = 50


@require_http_methods(["GET", "HEAD", "POST"])
@team_only
def matches(request: HttpRequest) -> HttpResponse:
    if request.method == "POST":
        return answer(request)
    found = matching.suggestions(request.user)
    shown = matching.shown(found[:MOST])
    record_reads(request.user, {row for pair in shown for row in (pair.older, pair.younger)}, "list")
    context = {"pairs": shown, "more": len(found) - len(shown)}
    return render(request, "programmes/households/matches.html", context)


def answer(request: HttpRequest) -> HttpResponse:
    """`one` and `other` are keys; `is` says what they are: the same, distinct, or a merge to undo."""
    one, other = (named(request, name) for name in ("one", "other"))
    said = request.POST.get("is")
    try:
        if said == "same":
            matching.merge(other, one, by=request.user)
        elif said == "distinct":
            matching.tell_apart(one, other, by=request.user)
        elif said == "undone":
            matching.unmerge(other, by=request.user)
        else:
            raise Http404
    except (matching.TooFar, matching.NotMerged, households.Merged, households.Over) as refusal:
        messages.error(request, str(REFUSALS[type(refusal)]))
        return redirect("households:household", other.pk)
    messages.success(request, acts.done())
    return redirect("households:household", one.pk)


def named(request: HttpRequest, name: str) -> Household:
    try:
        return door(request.user, request.POST.get(name, ""))
    except ValidationError:
        raise Http404 from None


REFUSALS = acts.REFUSALS | {
    matching.TooFar: _("This household has visits or a plan of its own: merge the other one into it."),
    matching.NotMerged: _("There is no merge to undo."),
}
