"""Who waits for a group, and one person from their place to the end."""

from collections.abc import Callable
from functools import partial
from typing import Any

from django.core.paginator import Paginator
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from home.records.legible import legible
from home.records.reading import record_read, record_reads
from programmes.cohort_states import MOVES, State
from programmes.desk.cohorts.doors import team_only
from programmes.desk.cohorts.forms import AdmitForm, FinishForm, LeaveForm, ReferrerForm
from programmes.desk.cohorts.words import attempt
from programmes.models import CohortMember, Space
from programmes.services import group_changes, insertion

A_PAGE = 25


@require_safe
@team_only
def waiting(request: HttpRequest) -> HttpResponse:
    """Those who wait, whoever waits longest first, with the spaces that matter to them."""
    queue = CohortMember.objects.visible_to(request.user).filter(state=State.WAITING)
    page = Paginator(queue.order_by("created_at", "pk"), A_PAGE).get_page(request.GET.get("page"))
    record_reads(request.user, page.object_list, "list")
    rows = list(zip(page, wished(page), strict=True))
    return render(request, "programmes/desk/cohorts/waiting.html", {"page": page, "rows": rows})


def wished(members: Any) -> list[list[str]]:
    """The names of the spaces that matter to each."""
    names = dict(Space.objects.values_list("code", "name"))
    return [[names.get(code, code) for code in legible(member, "spaces", [])] for member in members]


def opened(request: HttpRequest, pk) -> CohortMember:
    rows = CohortMember.objects.visible_to(request.user).select_related("cohort", "referrer", "agency")
    return get_object_or_404(rows, pk=pk)


@require_safe
@team_only
def member(request: HttpRequest, pk) -> HttpResponse:
    return show(request, opened(request, pk))


def show(request: HttpRequest, found: CohortMember, bound: Form | None = None) -> HttpResponse:
    """Their page with a form for each move that is allowed; `bound` is one that has errors."""
    record_read(request.user, found, "detail")
    allowed = MOVES[State(found.state)]
    forms = {
        "admit": (State.MEMBER in allowed) and AdmitForm(member=found),
        "referrer": (found.state == State.MEMBER) and ReferrerForm(member=found),
        "finish": (State.FINISHED in allowed) and FinishForm(),
        "leave": (State.LEFT in allowed) and LeaveForm(),
    }
    for name, form in forms.items():
        if form and isinstance(bound, type(form)):
            forms[name] = bound
    context = {"member": found, "spaces": wished([found])[0], "form": bound, **forms}
    return render(request, "programmes/desk/cohorts/member.html", context)


@require_POST
@team_only
def admit(request: HttpRequest, pk) -> HttpResponse:
    found = opened(request, pk)
    act = partial(insertion.admit_member, found, by=request.user)
    return done(request, found, AdmitForm(request.POST, member=found), act, _("The place is theirs."))


@require_POST
@team_only
def referrer(request: HttpRequest, pk) -> HttpResponse:
    found = opened(request, pk)
    act = partial(group_changes.change_referrer, found, by=request.user)
    return done(request, found, ReferrerForm(request.POST, member=found), act, _("The referrer is changed."))


@require_POST
@team_only
def finish(request: HttpRequest, pk) -> HttpResponse:
    found = opened(request, pk)
    act = partial(insertion.finish, found, by=request.user)
    return done(request, found, FinishForm(request.POST), act, _("The end is kept."))


@require_POST
@team_only
def leave(request: HttpRequest, pk) -> HttpResponse:
    found = opened(request, pk)
    return done(
        request, found, LeaveForm(request.POST), partial(left, found, request.user), _("Their leaving is kept.")
    )


def left(found: CohortMember, by: Any, told: bool) -> None:
    insertion.leave(found, by=by)


def done(request: HttpRequest, found: CohortMember, form: Form, act: Callable[..., Any], said: str) -> HttpResponse:
    """Do it with what was typed, or show what is wrong with that."""
    if not form.is_valid():
        return show(request, found, form)
    attempt(request, partial(act, **form.cleaned_data), said)
    return redirect("groups_desk:member", found.pk)
