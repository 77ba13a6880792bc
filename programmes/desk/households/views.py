"""What the team reads of households, and the verbs by which it follows them."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.db.models import Prefetch, QuerySet, prefetch_related_objects
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from home.records.reading import record_read, record_reads
from programmes.desk.households import acts, words
from programmes.desk.households.doors import door, team_only
from programmes.desk.households.forms import QueueForm
from programmes.household_states import OVER, State
from programmes.models import HomeVisit, Household
from programmes.services import home_visits, households, matching

PER_PAGE = 25


@require_safe
@team_only
def queue(request: HttpRequest) -> HttpResponse:
    form = QueueForm(request.GET)
    found = filtered(Household.objects.visible_to(request.user), form, request)
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    rows = [words.row(household) for household in page]
    record_reads(request.user, page.object_list, "list")
    context = {"form": form, "rows": rows, "page": page, "filters": without_page(request)}
    return render(request, "programmes/households/queue.html", context)


def filtered(rows: QuerySet[Household], form: QueueForm, request: HttpRequest) -> QuerySet[Household]:
    """Soonest to contact first, which puts urgent ones before the others. Merged ones are read where they went."""
    form.is_valid()
    asked = form.cleaned_data
    rows = rows.filter(merged_into=None)
    if asked.get("state") == "over":
        rows = rows.filter(state__in=sorted(OVER))
    else:
        rows = rows.filter(state=asked["state"]) if asked.get("state") else rows.filter(purge_on=None)
    if asked.get("late"):
        rows = rows.filter(told_at=None, to_tell_by__lt=timezone.localdate())
    if asked.get("worker"):
        rows = rows.filter(worker=request.user)
    visits = Prefetch("visits", HomeVisit.objects.select_related("slot"))
    return rows.select_related("worker").prefetch_related(visits, "plan").order_by("contact_by", "pk")


def without_page(request: HttpRequest) -> str:
    kept = request.GET.copy()
    kept.pop("page", None)
    return kept.urlencode()


@require_safe
@team_only
def household(request: HttpRequest, pk: UUID) -> HttpResponse:
    row = door(request.user, pk)
    record_read(request.user, row, "detail")
    kinds = home_visits.readable_kinds(request.user)
    prefetch_related_objects([row], Prefetch("visits", HomeVisit.objects.select_related("slot__worker")), "plan")
    visits = list(row.visits.all())
    context = whole(row) | {
        "row": words.row(row),
        "visits": visits,
        "attempts": row.attempts.select_related("by"),
        "consents": row.consents.all(),
        "plan": row.plan.all(),
        "diagnostics": row.diagnostics.filter(kind__in=kinds).select_related("by"),
        "alerts": row.alerts.all(),
        "taken": row.taken.all(),
        "alike": matching.alike(row, request.user),
        "acts": acts.offered(row, request.user),
        "history": words.history(row),
        "moves": [(visit, words.when(visit.slot)) for visit in visits],
    }
    return render(request, "programmes/households/household.html", context)


def whole(row: Household) -> dict:
    """What is read of a household on screen and on paper; the door code only while a visit is planned."""
    shown = row.state == State.VISIT_PLANNED
    return {
        "household": row,
        "about": words.about_home(row),
        "shows_code": shown,
        "door_code": home_visits.door_code(row) if shown else "",
    }


@require_safe
@team_only
def sheet(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The paper for a visit: there is none without a planned one."""
    row = door(request.user, pk)
    visit = words.planned(row)
    if visit is None:
        raise Http404
    record_read(request.user, row, "sheet")
    context = whole(row) | {"visit": visit, "when": words.when(visit.slot)}
    return render(request, "programmes/households/sheet.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@team_only
def act(request: HttpRequest, pk: UUID, word: str) -> HttpResponse:
    """The form of a verb, and the verb. One that is not offered any more says so on the household's page."""
    row = door(request.user, pk)
    if word not in acts.ACTS:
        raise Http404
    chosen = acts.offered(row, request.user).get(word)
    if chosen is None:
        messages.error(request, acts.REFUSALS[acts.ForbiddenMove])
        return redirect("households:household", row.pk)
    form = chosen.form(request.POST if request.method == "POST" else None, household=row, by=request.user)
    if form.is_valid():
        refused = acts.run(chosen, row, form.cleaned_data, request.user)
        if not refused:
            messages.success(request, acts.done())
            return redirect("households:household", row.pk)
        form.add_error(None, refused)
    context = {"household": row, "act": chosen, "form": form, "word": word}
    return render(request, "programmes/households/act.html", context)


SETTLED = {
    "done": home_visits.done,
    "missed": home_visits.missed,
    "cancelled": home_visits.cancel,
}


@require_POST
@team_only
def settle(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One button on a visit, an item of the plan or an agreement. `what` names the kind, `row` its key."""
    household = door(request.user, pk)
    what, to = request.POST.get("what", ""), request.POST.get("to", "")
    try:
        refused = settle_row(household, what, request.POST.get("row", ""), to, request.user)
    except (ValidationError, KeyError):
        raise Http404 from None
    if refused:
        messages.error(request, refused)
    else:
        messages.success(request, acts.done())
    return redirect("households:household", household.pk)


def settle_row(household: Household, what: str, key: str, to: str, by) -> str:
    """The words of why not; Raises KeyError for what does not exist."""
    related = {"visit": household.visits, "item": household.plan, "consent": household.consents}[what]
    row = related.filter(pk=key).first()
    if row is None:
        raise KeyError(key)
    try:
        if what == "visit":
            SETTLED[to](row, by=by)
        elif what == "item":
            households.settle_plan_item(row, {"done": "done", "dropped": "dropped", "to_do": "to_do"}[to], by=by)
        else:
            households.withdraw_consent(row, by=by)
    except tuple(acts.REFUSALS) as refusal:
        return str(acts.REFUSALS[type(refusal)])
    return ""
