"""The board of the rooms, one room with who could live there, the acts on an offer, and the correspondents' screen."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from home.doors import any_of, only
from home.records.reading import record_reads
from programmes import seasons
from programmes.desk.rooms import board as boards
from programmes.desk.rooms.doors import SEE_HOUSED, chosen, form_page, letting, season_asked
from programmes.desk.rooms.forms import EndForm, LeaseForm, OfferForm
from programmes.desk.rooms.words import REFUSALS, REFUSED, moments
from programmes.models import Candidate, Room, RoomOffer
from programmes.services.flatshares import leasing, matching, offering

ACTS = {
    "retirer": offering.withdraw,
    "renoncer": offering.give_up,
    "benevolat": leasing.check_volunteer,
    "assurance": leasing.see_insurance,
    "renouveler": offering.renew,
}


@require_safe
@letting
def board(request: HttpRequest) -> HttpResponse:
    season = season_asked(request)
    lines = boards.lines(season, request.user)
    context = {
        "lines": lines,
        "counts": boards.counts(lines),
        "next_on_list": [line for line in lines if line.asks_for_next],
        "renewable": boards.renewable(season, request.user),
    }
    return render(request, "programmes/rooms/board.html", context | chosen(season))


@require_http_methods(["GET", "HEAD", "POST"])
@letting
def room(request: HttpRequest, pk: int, season: int) -> HttpResponse:
    """Who could live in it, in order, and the form by which a person decides."""
    found = get_object_or_404(Room.objects.select_related("flat__residence"), pk=pk)
    form = OfferForm(request.POST if request.method == "POST" else None)
    if form.is_valid() and offered(request, found, season, form.cleaned_data["days"]):
        return redirect(f"{reverse('rooms:board')}?saison={season}")
    held = RoomOffer.objects.visible_to(request.user).filter(room=found, season=season)
    context = {
        "room": found,
        "form": form,
        "held": held.filter(state__in=RoomOffer.LIVE).select_related("candidate").first(),
        "suggestions": matching.suggestions(found, season, request.user),
    }
    return render(request, "programmes/rooms/room.html", context | chosen(season))


def offered(request: HttpRequest, found: Room, season: int, days: int) -> bool:
    candidate = owned(Candidate.objects.visible_to(request.user), request.POST.get("candidate", ""))
    try:
        offering.offer_room(found, candidate, season=season, by=request.user, days=days)
    except REFUSED as error:
        messages.error(request, REFUSALS[type(error)])
        return False
    messages.success(request, _("The room is offered: the person is told, and can answer on the follow-up page."))
    return True


def owned(rows, typed: str):
    """The row of that key among these; Http404 for any other, and for what is no key."""
    try:
        return get_object_or_404(rows, pk=typed)
    except ValidationError:
        raise Http404 from None


def offer_of(request: HttpRequest, pk) -> RoomOffer:
    rows = RoomOffer.objects.visible_to(request.user).select_related("candidate", "room__flat")
    return get_object_or_404(rows.filter(candidate__isnull=False), pk=pk)


@require_POST
@letting
def act(request: HttpRequest, pk, act: str) -> HttpResponse:
    """One verb on an offer."""
    if act not in ACTS:
        raise Http404
    offer = offer_of(request, pk)
    try:
        ACTS[act](offer, by=request.user)
        messages.success(request, _("Done: the history of the request says so."))
    except REFUSED as error:
        messages.error(request, REFUSALS[type(error)])
    return redirect("rooms:candidate", offer.candidate_id)


@require_http_methods(["GET", "HEAD", "POST"])
@letting
def sign(request: HttpRequest, pk) -> HttpResponse:
    offer = offer_of(request, pk)
    last = seasons.last_day(offer.season)
    form = LeaseForm(request.POST if request.method == "POST" else None, initial={"ends_on": last})
    if form.is_valid() and done(form, lambda: leasing.sign(offer, by=request.user, **form.cleaned_data)):
        messages.success(request, _("The lease is signed."))
        return redirect("rooms:candidate", offer.candidate_id)
    back = reverse("rooms:candidate", args=[offer.candidate_id])
    return form_page(request, form, _("Sign the lease"), _("The lease is signed"), back, str(offer))


@require_http_methods(["GET", "HEAD", "POST"])
@letting
def end(request: HttpRequest, pk) -> HttpResponse:
    offer = offer_of(request, pk)
    form = EndForm(request.POST if request.method == "POST" else None)
    if form.is_valid() and done(form, lambda: leasing.end(offer, by=request.user, **form.cleaned_data)):
        messages.success(request, _("The lease is ended: the room is free."))
        return redirect("rooms:candidate", offer.candidate_id)
    back = reverse("rooms:candidate", args=[offer.candidate_id])
    return form_page(request, form, _("End the lease early"), _("End the lease"), back, str(offer))


def done(form, verb) -> bool:
    """Whether the verb did it; else the form says why not."""
    try:
        verb()
    except REFUSED as error:
        form.add_error(None, REFUSALS[type(error)])
        return False
    return True


@require_safe
@only(any_of(SEE_HOUSED))
def housed(request: HttpRequest) -> HttpResponse:
    """Names and availability of the students of one's residences, nothing else."""
    rows = list(Candidate.objects.housed_for(request.user))
    record_reads(request.user, rows, "list")
    students = [(row, moments(row.availability)) for row in rows]
    return render(request, "programmes/rooms/housed.html", {"students": students})
