"""The hours given to the residents, against three a week."""

from datetime import date
from typing import NamedTuple

from django.contrib import messages
from django.contrib.auth.models import User
from django.db.models import Sum
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from home import charts
from programmes import seasons
from programmes.counts.rooms import owed
from programmes.desk.rooms.doors import chosen, form_page, letting, season_asked
from programmes.desk.rooms.forms import KeepForm, PlanForm
from programmes.desk.rooms.views import done
from programmes.models import Candidate, RoomOffer, VolunteerHour
from programmes.services.flatshares import hours

TO_SAY = 50


class Given(NamedTuple):
    """The minutes of one lease, so far."""

    offer: RoomOffer
    planned: int
    kept: int
    owed: int


@require_safe
@letting
def home(request: HttpRequest) -> HttpResponse:
    season, today = season_asked(request), timezone.localdate()
    rows = given(season, request.user, today)
    waiting = VolunteerHour.objects.visible_to(request.user).filter(kept=None, on__lte=today, candidate__isnull=False)
    context = {
        "rows": rows,
        "plot": charts.rows([(str(row.offer.candidate), [row.kept]) for row in rows], [_("Kept")], in_hours),
        "summary": summary(rows),
        "waiting": waiting.select_related("candidate", "residence").order_by("on")[:TO_SAY],
    }
    return render(request, "programmes/rooms/hours.html", context | chosen(season))


def given(season: int, user: User, today: date) -> list[Given]:
    """The leases of the season with their hours. Two statements, whatever their number."""
    leases = RoomOffer.objects.visible_to(user).filter(
        season=season, state=RoomOffer.State.SIGNED, candidate__isnull=False
    )
    first, last = date(season, 7, 1), seasons.last_day(season)
    sums = VolunteerHour.objects.filter(on__range=(first, last), candidate__in=leases.values("candidate"))
    found = {
        key: (planned, kept or 0)
        for key, planned, kept in sums.order_by()
        .values("candidate")
        .annotate(planned_sum=Sum("planned"), kept_sum=Sum("kept"))
        .values_list("candidate", "planned_sum", "kept_sum")
    }
    rows = leases.select_related("candidate", "room__flat").order_by("room")
    return [
        Given(offer, *found.get(offer.candidate_id, (0, 0)), owed(offer.starts_on, offer.ends_on, today))
        for offer in rows
    ]


def summary(rows: list[Given]) -> str:
    kept, asked = sum(row.kept for row in rows), sum(row.owed for row in rows)
    return ngettext(
        "%(people)s student gave %(kept)s, for %(owed)s at three hours a week.",
        "%(people)s students gave %(kept)s, for %(owed)s at three hours a week.",
        len(rows),
    ) % {"people": len(rows), "kept": in_hours(kept), "owed": in_hours(asked)}


def in_hours(minutes: int) -> str:
    whole, rest = divmod(minutes, 60)
    return f"{whole} h {rest:02}" if rest else f"{whole} h"


@require_http_methods(["GET", "HEAD", "POST"])
@letting
def plan(request: HttpRequest, pk) -> HttpResponse:
    row = get_object_or_404(Candidate.objects.visible_to(request.user), pk=pk)
    form = PlanForm(request.POST if request.method == "POST" else None)
    if form.is_valid() and done(form, lambda: hours.plan(row, by=request.user, **form.cleaned_data)):
        messages.success(request, _("The moment is planned."))
        return redirect("rooms:candidate", row.pk)
    back = reverse("rooms:candidate", args=[row.pk])
    return form_page(request, form, _("Plan a moment with the residents"), _("Plan it"), back, str(row))


@require_http_methods(["GET", "HEAD", "POST"])
@letting
def keep(request: HttpRequest, pk) -> HttpResponse:
    row = get_object_or_404(VolunteerHour.objects.visible_to(request.user).filter(candidate__isnull=False), pk=pk)
    form = KeepForm(request.POST if request.method == "POST" else None, initial={"minutes": row.planned})
    if form.is_valid():
        hours.keep(row, by=request.user, **form.cleaned_data)
        messages.success(request, _("The time is kept."))
        return redirect("rooms:hours")
    return form_page(request, form, _("How long did it last?"), _("Keep this time"), reverse("rooms:hours"))
