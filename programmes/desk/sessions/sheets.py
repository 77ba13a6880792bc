"""The attendance sheet of a session, on the screen and on paper: for the team, and for mediators near its date."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from home.records.reading import record_list
from programmes.models import CourseSession, Enrolment
from programmes.models.enrolments import CAME_OR_NOT, ON_SHEET, WORK_SEATS, State, holds_right, sheets_of
from programmes.services import sheets

MARKS = {str(state): state for state in CAME_OR_NOT}


@require_http_methods(["GET", "HEAD", "POST"])
def sheet(request: HttpRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(sheets_of(request.user), pk=pk)
    problem = kept(request, found) if request.method == "POST" else ""
    if request.method == "POST" and not problem:
        messages.success(request, _("The sheet is kept. It can be corrected for a week."))
        return redirect("sessions_desk:sheet", pk)
    context = context_of(request, found) | {"problem": problem, "works": holds_right(request.user, WORK_SEATS)}
    return render(request, "programmes/desk/sessions/sheet.html", context, status=409 if problem else 200)


def kept(request: HttpRequest, found: CourseSession) -> str:
    """Keep what was ticked; '' when done, else why nothing was."""
    marks = {
        name.removeprefix("came-"): MARKS[value]
        for name, value in request.POST.items()
        if name.startswith("came-") and value in MARKS
    }
    try:
        sheets.keep(found.pk, marks, consents=request.POST.getlist("agreed"), by=request.user)
    except sheets.TooEarly:
        return _("The session has not started: come back to this sheet at its hour. Nothing was kept.")
    except sheets.TooLate:
        return _("The sheet cannot be corrected any more: a week has passed. Nothing was kept.")
    except sheets.ConsentMissing:
        return _("Nobody takes part in a try-out without agreeing: tick “agreed” for those who came. Nothing was kept.")
    return ""


@require_safe
def paper(request: HttpRequest, pk: int) -> HttpResponse:
    """The same on A4, to sign."""
    found = get_object_or_404(sheets_of(request.user), pk=pk)
    return render(request, "programmes/desk/sessions/paper.html", context_of(request, found))


def context_of(request: HttpRequest, found: CourseSession) -> dict:
    parties = Enrolment.objects.visible_to(request.user).filter(session=found, state__in=ON_SHEET)
    record_list(request.user, found)
    return {
        "session": found,
        "parties": list(parties.order_by("created_at", "pk")),
        "try_out": found.kind == CourseSession.Kind.TRY_OUT,
        "marks": [(State.PRESENT, State.PRESENT.label), (State.ABSENT, State.ABSENT.label)],
    }
