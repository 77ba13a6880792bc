"""Sessions as the team follows them: the list, who comes to one, and calling it off."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Q, QuerySet, Sum
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from home.records.reading import record_list
from programmes.desk.sessions.doors import enters, team_only
from programmes.desk.sessions.forms import PAST, UPCOMING, CallOffForm, FilterForm
from programmes.models import CourseSession, Enrolment
from programmes.models.enrolments import WORK_SEATS, State, holds_right, sheets_of
from programmes.services import calling_off
from programmes.services.seats import SessionClosed

A_PAGE = 25


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """All sessions for the team; for mediators, the sheets that are theirs."""
    if not enters(request.user):
        raise Http404
    if not holds_right(request.user, WORK_SEATS):
        sheets = sheets_of(request.user).order_by("starts_at", "pk")
        return render(request, "programmes/desk/sessions/sheets.html", {"sessions": sheets})
    form = FilterForm({"when": UPCOMING, **request.GET.dict()})
    page = Paginator(filtered(form.chosen), A_PAGE).get_page(request.GET.get("page"))
    context = {"form": form, "page": page, "others": without_page(request.GET)}
    return render(request, "programmes/desk/sessions/list.html", context)


def filtered(chosen: dict[str, str]) -> QuerySet[CourseSession]:
    """Soonest first for those to come, latest first for those that are over."""
    exact = {name: chosen[name] for name in ("kind", "lsf") if chosen.get(name)}
    over = Q(ends_at__lt=timezone.now()) | Q(cancelled_at__isnull=False)
    offered = Sum("enrolments__party", filter=Q(enrolments__state=State.OFFERED), default=0)
    sessions = CourseSession.objects.filter(**exact).annotate(offered=offered).select_related("mediator")
    if chosen.get("when") == PAST:
        return sessions.filter(over).order_by("-starts_at", "pk")
    return sessions.exclude(over).order_by("starts_at", "pk")


def without_page(asked: QueryDict) -> str:
    others = asked.copy()
    others.pop("page", None)
    return others.urlencode()


@require_safe
@team_only
def session(request: HttpRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(CourseSession.objects.select_related("mediator"), pk=pk)
    parties = list(Enrolment.objects.visible_to(request.user).filter(session=found).in_order())
    record_list(request.user, found)
    waiting = [party.pk for party in parties if party.state == State.WAITING]
    context = {
        "session": found,
        "parties": [(party, waiting.index(party.pk) + 1 if party.pk in waiting else "") for party in parties],
        "offered": sum(party.party for party in parties if party.state == State.OFFERED),
        "needs": any(party.needs for party in parties),
        "dates": found.instead.all() if found.cancelled_at else [],
    }
    return render(request, "programmes/desk/sessions/session.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@team_only
def call_off(request: HttpRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(CourseSession, pk=pk)
    form = CallOffForm(request.POST if request.method == "POST" else None, session=found)
    if found.is_open and form.is_valid():
        called_off(request, found, form)
        return redirect("sessions_desk:session", pk)
    context = {"session": found, "form": form, "people": found.taken + found.waiting}
    return render(request, "programmes/desk/sessions/call_off.html", context, status=200 if found.is_open else 409)


def called_off(request: HttpRequest, found: CourseSession, form: CallOffForm) -> None:
    word, dates = form.cleaned_data["message"].strip(), form.cleaned_data["instead"]
    try:
        told = calling_off.call_off(found.pk, word, dates, by=request.user)
    except SessionClosed:
        messages.error(request, _("Nothing was done: the session has started, or a colleague cancelled it just now."))
        return
    said = ngettext(
        "The session is cancelled: %(told)s sign-up is told.",
        "The session is cancelled: %(told)s sign-ups are told.",
        told,
    )
    messages.success(request, said % {"told": told})
