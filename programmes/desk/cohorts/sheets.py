"""The attendance sheet of an activity, on the screen and on paper."""

from functools import partial

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from home.records.reading import record_reads
from programmes.desk.cohorts.doors import team_only
from programmes.desk.cohorts.forms import ActivityForm
from programmes.desk.cohorts.views import form_page
from programmes.desk.cohorts.words import attempt
from programmes.models import Activity, Attendance, Cohort
from programmes.services import group_changes, insertion

NAME = "mark-"


@require_http_methods(["GET", "HEAD", "POST"])
@team_only
def sheet(request: HttpRequest, pk: int) -> HttpResponse:
    found = opened(request, pk)
    if request.method == "POST":
        act = partial(insertion.mark_attendance, found, typed(request, found), by=request.user)
        attempt(request, act, _("The sheet is kept. It can be corrected."))
        return redirect("groups_desk:sheet", pk)
    return render(request, "programmes/desk/cohorts/sheet.html", context_of(request, found))


@require_http_methods(["GET", "HEAD", "POST"])
@team_only
def change(request: HttpRequest, pk: int) -> HttpResponse:
    """Another hour, place, title or space; the people are told when they must go elsewhere or at another time."""
    found = opened(request, pk)
    form = ActivityForm(request.POST if request.method == "POST" else None, instance=found)
    if form.is_valid():
        act = partial(group_changes.change_activity, found, by=request.user, **form.cleaned_data)
        attempt(request, act, _("The activity is changed."))
        return redirect("groups_desk:sheet", pk)
    lead = _("With another hour or another place, the people of the group are told.")
    cohort = opened(request, pk).cohort
    return form_page(request, form, _("Change the activity"), _("Keep the changes"), cohort=cohort, lead=lead)


@require_POST
@team_only
def call_off(request: HttpRequest, pk: int) -> HttpResponse:
    found = opened(request, pk)
    act = partial(group_changes.call_off, found, by=request.user)
    attempt(request, act, _("The activity is cancelled. The people of the group are told."))
    return redirect("groups_desk:sheet", pk)


@require_safe
@team_only
def paper(request: HttpRequest, pk: int) -> HttpResponse:
    """The same on A4, to sign."""
    return render(request, "programmes/desk/cohorts/paper.html", context_of(request, opened(request, pk)))


def opened(request: HttpRequest, pk: int) -> Activity:
    activities = Activity.objects.select_related("cohort", "space")
    return get_object_or_404(activities.filter(cohort__in=Cohort.objects.visible_to(request.user)), pk=pk)


def typed(request: HttpRequest, found: Activity) -> dict:
    """The marks of those who are on the sheet; what is no mark is left out."""
    keys = insertion.on_sheet(found).values_list("pk", flat=True)
    marks = {key: request.POST.get(f"{NAME}{key}") for key in keys}
    return {key: mark for key, mark in marks.items() if mark in Attendance.Mark.values}


def context_of(request: HttpRequest, found: Activity) -> dict:
    people = list(insertion.on_sheet(found).order_by("created_at", "pk"))
    record_reads(request.user, people, "list")
    marks = dict(found.attendances.values_list("member", "mark"))
    return {
        "activity": found,
        "can_change": not marks and not found.cohort.is_over,
        "rows": [(member, marks.get(member.pk, "")) for member in people],
        "marks": Attendance.Mark.choices,
    }
