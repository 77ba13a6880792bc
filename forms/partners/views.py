"""What partners do once signed in: read what became of their own alerts, send another, print the leaflet."""

from typing import NamedTuple

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from forms import drafts, keyset, partner_session
from forms.intakes import INTAKES
from forms.models import Partner, Submission
from forms.reasons import GIVEN_BY_RULE
from forms.services.sharing import status_is_shared
from forms.workflow import PUBLIC_LABELS, Status

INTAKE = next(intake for intake in INTAKES.values() if intake.network)
PER_PAGE = 25


class Sent(NamedTuple):
    """An alert as its author sees it, maybe over someone's shoulder: no name, no address. `label` empty: not told."""

    submission: Submission
    label: str


def alerts(request: HttpRequest, partner: Partner) -> HttpResponse:
    rows = keyset.after(partner.alerts.all(), request.GET.get("after", ""), by_day=False)
    page = list(rows.order_by("-received_at", "-pk")[: PER_PAGE + 1])
    context = {
        "partner": partner,
        "intake": INTAKE,
        "drafts": drafts.ours(request, INTAKE.slug, partner).filter(submission=None),
        "sent": [sent(submission) for submission in page[:PER_PAGE]],
        "next_page": keyset.cursor(page[PER_PAGE - 1], by_day=False) if len(page) > PER_PAGE else "",
        "later_page": "after" in request.GET,
    }
    return render(request, "forms/partners/alerts.html", context)


def sent(submission: Submission) -> Sent:
    label = GIVEN_BY_RULE.get(submission.reason, PUBLIC_LABELS[Status(submission.status)])
    return Sent(submission, str(label) if status_is_shared(submission) else "")


@require_POST
def flag(request: HttpRequest) -> HttpResponse:
    """A new alert: it starts empty but for who writes."""
    partner = partner_session.current(request)
    if partner is None:
        return redirect("forms:partners")
    try:
        draft = drafts.start(request, INTAKE.slug, days=INTAKE.draft_days, partner=partner)
    except drafts.TooManyDrafts:
        return render(request, "forms/too_many_drafts.html", {"intake": INTAKE}, status=429)
    return redirect("forms:step", INTAKE.slug, draft.pk, INTAKE.steps[0][0])


@require_safe
def leaflet(request: HttpRequest) -> HttpResponse:
    """What a partner leaves with the household. Anyone may read it: it holds nothing of anybody."""
    return render(request, "forms/partners/leaflet.html", {"intake": INTAKE})
