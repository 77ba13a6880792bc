"""Where people answer an offer of seats, and give their seats back from the reminder."""

from contextlib import suppress

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from forms import seat_links
from forms.followup import opened
from forms.services import seating
from programmes.models import Enrolment
from programmes.models.enrolments import OVER, State
from programmes.services.courses import SeatsGone

GIVES_BACK = frozenset({State.ENROLLED, State.OFFERED, State.WAITING})


@require_POST
def answer(request: HttpRequest) -> HttpResponse:
    """Yes or no to the seats offered to the request that this device has open; the page says what came of it."""
    submission, said = opened(request), request.POST.get("answer")
    if submission and said == "yes":
        with suppress(SeatsGone):  # the page says that the offer is over, and what to do
            seating.accept(submission)
    elif submission and said == "no":
        seating.give_back(submission.reference)
    return redirect("forms:follow")


@require_http_methods(["GET", "HEAD", "POST"])
def back(request: HttpRequest, token: str) -> HttpResponse:
    """The mailed link. Machines follow links too: opening it changes nothing, its button gives the seats back."""
    key = seat_links.key_in(token)
    enrolment = Enrolment.objects.select_related("session").filter(pk=key).first() if key else None
    if enrolment and request.method == "POST":
        seating.give_back(enrolment.reference)
        return redirect(request.path)
    context = {
        "enrolment": enrolment,
        "given_back": bool(enrolment and enrolment.state in OVER),
        "gives_back": bool(enrolment and enrolment.state in GIVES_BACK and enrolment.session.is_open),
    }
    return render(request, "forms/seat_back.html", context, status=200 if enrolment else 404)
