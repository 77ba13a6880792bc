"""Seats filled and no-shows of sessions: month by month, and by what they were. Numbers only."""

from datetime import date

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_safe

from home import charts
from home.charts import Figure
from home.roles import LEADING
from programmes.counts import seats
from programmes.counts.periods import Period, last_months
from programmes.counts.seats import Seats
from programmes.models import CourseSession


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    if not request.user.has_perm(LEADING):
        raise Http404
    months = seats.by_month(seats.held(last_months(12)))
    return render(request, "programmes/desk/sessions/figures.html", {"figure": monthly(months), "months": months})


def drawn(period: Period, kind: str) -> list[Figure]:
    """`kind` is one of `CourseSession.Kind`, or empty for all: it narrows the months, not the kinds."""
    found = seats.held(period)
    return [monthly(seats.by_month(found, kind)), by_kind(seats.by_kind(found))]


def monthly(months: dict[date, Seats]) -> Figure:
    plotted = [(date_format(month, "m/y"), plotted_of(counted)) for month, counted in months.items()]
    rows = [(date_format(month, "F Y"), cells(month, counted)) for month, counted in months.items()]
    plot, head = charts.columns(plotted, series(), names=4), [_("Month"), *columns()]
    return Figure("seats", _("Seats, month by month"), summary(months), plot, head, rows, upright=True)


def by_kind(kinds: dict[str, Seats]) -> Figure:
    named = sorted((capfirst(str(CourseSession.Kind(kind).label)), counted) for kind, counted in kinds.items())
    plot = charts.rows([(label, plotted_of(counted)) for label, counted in named], series())
    rows = [(label, cells(None, counted)) for label, counted in named]
    head = [pgettext("sessions", "Kind"), *columns()]
    return Figure("kinds", _("Seats, by kind of session"), summary(kinds), plot, head, rows)


def series() -> list[str]:
    return [pgettext("sessions", "Came"), _("Did not come"), _("Nobody said"), _("Free seats")]


def columns() -> list[str]:
    return [_("Sessions"), _("Seats"), *series(), _("Filled")]


def plotted_of(counted: Seats) -> list[int]:
    return [counted.present, counted.absent, counted.unmarked, counted.free]


def cells(month: date | None, counted: Seats) -> list[str]:
    """Where marks are gone, what is left of them would be taken for all of them."""
    marks = [counted.present, counted.absent, counted.unmarked]
    kept = month is None or seats.who_came_is_kept(month)
    said = [str(number) if kept else "–" for number in marks]
    return [str(counted.sessions), str(counted.seats), *said, str(counted.free), filled(counted)]


def filled(counted: Seats) -> str:
    return f"{round(100 * counted.taken / counted.seats)}\N{NO-BREAK SPACE}%"


def summary(counted: dict) -> str:
    total = seats.total(counted.values())
    if not total.seats:
        return _("No session took place in these months.")
    said = _("%(taken)s seats taken out of %(seats)s in these months; %(absent)s people did not come.")
    return said % total._asdict()
