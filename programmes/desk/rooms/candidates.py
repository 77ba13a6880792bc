"""The list of a season's candidates, and one candidate: scores, offers, checks, hours."""

from collections.abc import Sequence

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from home.records.reading import record_read
from programmes import seasons
from programmes.desk.rooms.doors import chosen, form_page, letting, season_asked
from programmes.desk.rooms.forms import ScoreForm
from programmes.desk.rooms.views import done
from programmes.desk.rooms.words import moments
from programmes.models import Candidate, Flat, RoomOffer, Score
from programmes.models.candidates import CRITERIA
from programmes.services.flatshares import scoring


@require_safe
@letting
def listed(request: HttpRequest) -> HttpResponse:
    """Those of the season, the best score first; who is to be read comes after, the earliest first."""
    season = season_asked(request)
    rows = Candidate.objects.visible_to(request.user).filter(season=season).prefetch_related("scores", "offers__room")
    people = [(row, scoring.reading(list(row.scores.all()), request.user), held(row)) for row in rows]
    people.sort(key=lambda person: (person[0].state == Candidate.State.LEFT, -(person[1].mean or 0)))
    return render(request, "programmes/rooms/candidates.html", {"people": people} | chosen(season))


def held(candidate: Candidate) -> RoomOffer | None:
    return next((offer for offer in candidate.offers.all() if offer.is_live), None)


@require_safe
@letting
def candidate(request: HttpRequest, pk) -> HttpResponse:
    row = get_object_or_404(Candidate.objects.visible_to(request.user), pk=pk)
    record_read(request.user, row, "detail")
    reading = scoring.reading(list(row.scores.select_related("agent")), request.user)
    context = {
        "candidate": row,
        "reading": reading,
        "marks": marks(reading.shown),
        "offers": row.offers.select_related("room__flat", "volunteer_checked_by", "insurance_seen_by"),
        "hours": row.hours.all()[:20],
        "moments": moments(row.availability),
        "flats": wished(row),
        "may_score": reading.own is None and not reading.is_over,
        "season_words": seasons.words(row.season),
    }
    return render(request, "programmes/rooms/candidate.html", context)


def marks(shown: Sequence[Score]) -> list[tuple[str, list[int]]]:
    """Each criterion with its marks, in the order of `shown`."""
    return [(label, [given.marks[criterion] for given in shown]) for criterion, label in CRITERIA.items()]


def wished(row: Candidate) -> list[str]:
    """The flats in the order of the wishes; one that is gone is left out."""
    keys = row.wishes.get("flats", [])
    names = {flat.pk: str(flat) for flat in Flat.objects.filter(pk__in=keys).select_related("residence")}
    return [names[key] for key in keys if key in names]


@require_http_methods(["GET", "HEAD", "POST"])
@letting
def score(request: HttpRequest, pk) -> HttpResponse:
    row = get_object_or_404(Candidate.objects.visible_to(request.user), pk=pk)
    form = ScoreForm(request.POST if request.method == "POST" else None)
    if form.is_valid() and done(form, lambda: scoring.score(row, form.cleaned_data, by=request.user)):
        messages.success(request, _("Your score is kept."))
        return redirect("rooms:candidate", row.pk)
    lead = _("From 0 to 4. Nobody sees your score before the second one is in, and it cannot be changed afterwards.")
    back = reverse("rooms:candidate", args=[row.pk])
    return form_page(request, form, _("Score application %s") % row, _("Give this score"), back, lead)
