"""What partners do once signed in: read what became of their own alerts, send another."""

from typing import NamedTuple

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from forms import drafts, keyset, partner_session
from forms.intakes import INTAKES
from forms.models import ClosedAlert, Partner, Submission
from forms.services.sharing import read_since, words

INTAKE = next(intake for intake in INTAKES.values() if intake.network)
PER_PAGE = 25


class Sent(NamedTuple):
    """An alert as its author sees it, maybe over someone's shoulder: no name, no address. `label` empty: not told."""

    submission: Submission | ClosedAlert
    label: str


def alerts(request: HttpRequest, partner: Partner) -> HttpResponse:
    page = page_of(partner, request.GET.get("after", ""))
    context = {
        "partner": partner,
        "intake": INTAKE,
        "drafts": drafts.ours(request, INTAKE.slug, partner).filter(submission=None),
        "sent": [Sent(row, words(row)) for row in page[:PER_PAGE]],
        "next_page": keyset.cursor(page[PER_PAGE - 1], by_day=False) if len(page) > PER_PAGE else "",
        "later_page": "after" in request.GET,
    }
    return render(request, "forms/partners/alerts.html", context)


def page_of(partner: Partner, cursor: str) -> list[Submission | ClosedAlert]:
    """A page and one row more, latest first: an alert that is erased keeps its line, and leaves when the others do."""
    found: list[Submission | ClosedAlert] = []
    for rows in (partner.alerts.all(), partner.closed_alerts.all()):
        rows = keyset.after(rows.filter(received_at__gte=read_since(INTAKE.slug)), cursor, by_day=False)
        found.extend(rows.order_by("-received_at", "-pk")[: PER_PAGE + 1])
    return sorted(found, key=lambda row: (row.received_at, row.pk), reverse=True)[: PER_PAGE + 1]


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
