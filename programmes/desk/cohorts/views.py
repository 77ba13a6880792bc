"""Groups as the team follows them: the list, one group with its people and activities, starting it."""

from functools import partial

from django.core.paginator import Paginator
from django.db.models import Count, Q, QuerySet
from django.forms import ModelForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from wagtail.log_actions import log

from home.records.reading import record_reads
from programmes.cohort_states import State
from programmes.desk.cohorts.doors import team_only
from programmes.desk.cohorts.forms import ActivityForm, CohortForm, StartForm
from programmes.desk.cohorts.words import attempt
from programmes.models import Attendance, Cohort, CohortMember
from programmes.services import group_changes, insertion

A_PAGE = 25
CAME, MARKED = Count("pk", filter=Q(mark="present")), Count("pk")


@require_safe
@team_only
def home(request: HttpRequest) -> HttpResponse:
    page = Paginator(Cohort.objects.visible_to(request.user), A_PAGE).get_page(request.GET.get("page"))
    waiting = CohortMember.objects.visible_to(request.user).filter(state=State.WAITING).count()
    return render(request, "programmes/desk/cohorts/list.html", {"page": page, "waiting": waiting})


@require_http_methods(["GET", "HEAD", "POST"])
@team_only
def add(request: HttpRequest) -> HttpResponse:
    form = CohortForm(request.POST if request.method == "POST" else None, team=request.group_team)
    if form.is_valid():
        form.instance.team = request.group_team
        made = form.save()
        log(made, "programmes.group_added", user=request.user)
        return redirect("groups_desk:cohort", made.pk)
    lead = _("A group has 15 to 20 people. Below 15, only the lead starts it, with a reason.")
    return form_page(request, form, _("New group"), _("Add the group"), lead=lead)


def form_page(
    request: HttpRequest, form: ModelForm, title: str, button: str, *, cohort: Cohort | None = None, lead: str = ""
) -> HttpResponse:
    context = {"form": form, "title": title, "button": button, "cohort": cohort, "lead": lead}
    return render(request, "programmes/desk/cohorts/form.html", context)


@require_safe
@team_only
def cohort(request: HttpRequest, pk: int) -> HttpResponse:
    found = opened(request, pk)
    people = list(people_of(request, found))
    record_reads(request.user, people, "list")
    context = {
        "cohort": found,
        "people": people,
        "activities": found.activities.select_related("space"),
        "spaces": by_space(found),
        "form": StartForm(),
        "small": found.taken < insertion.SMALLEST_START,
    }
    return render(request, "programmes/desk/cohorts/cohort.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@team_only
def change(request: HttpRequest, pk: int) -> HttpResponse:
    """The name, the days, the places, the referrer."""
    found = opened(request, pk)
    form = CohortForm(request.POST if request.method == "POST" else None, instance=found, team=request.group_team)
    if form.is_valid():
        act = partial(group_changes.change_cohort, found, by=request.user, **form.cleaned_data)
        attempt(request, act, _("The group is changed."))
        return redirect("groups_desk:cohort", pk)
    return form_page(request, form, _("Change the group"), _("Keep the changes"), cohort=opened(request, pk))


def opened(request: HttpRequest, pk: int) -> Cohort:
    return get_object_or_404(Cohort.objects.visible_to(request.user).select_related("referrer"), pk=pk)


def people_of(request: HttpRequest, cohort: Cohort) -> QuerySet[CohortMember]:
    """Each with how many times they came, of those that were marked."""
    people = CohortMember.objects.visible_to(request.user).filter(cohort=cohort, state=State.MEMBER)
    came = Count("attendances", filter=Q(attendances__mark="present"))
    people = people.select_related("referrer").annotate(came=came, marked=Count("attendances"))
    return people.order_by("created_at", "pk")


def by_space(cohort: Cohort) -> list[dict]:
    """Of each space with a sheet kept: how many marks say « present », and of how many, in percent."""
    marks = Attendance.objects.filter(activity__cohort=cohort)
    rows = (
        marks.values("activity__space__name").annotate(came=CAME, marked=MARKED).order_by("activity__space__position")
    )
    return [
        {"name": row["activity__space__name"], **row, "rate": round(100 * row["came"] / row["marked"])} for row in rows
    ]


@require_POST
@team_only
def start(request: HttpRequest, pk: int) -> HttpResponse:
    found, form = opened(request, pk), StartForm(request.POST)
    reason = form.cleaned_data["reason"].strip() if form.is_valid() else ""
    act = partial(insertion.start_cohort, found, by=request.user, reason=reason)
    attempt(request, act, _("The group has started."))
    return redirect("groups_desk:cohort", pk)


@require_http_methods(["GET", "HEAD", "POST"])
@team_only
def plan(request: HttpRequest, pk: int) -> HttpResponse:
    found = opened(request, pk)
    form = ActivityForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        act = partial(insertion.plan_activity, found, by=request.user, **form.cleaned_data)
        attempt(request, act, _("The activity is planned."))
        return redirect("groups_desk:cohort", pk)
    return form_page(request, form, _("Plan an activity"), _("Plan the activity"), cohort=found)
