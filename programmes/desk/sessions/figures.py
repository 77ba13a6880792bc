"""Seats filled and no-shows, month by month, for the lead. Numbers only."""

from collections import defaultdict
from datetime import date, timedelta

from django.db.models import Count, Q, Sum
from django.db.models.functions import TruncMonth
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_safe

from home import charts
from home.charts import Figure
from home.roles import LEADING
from programmes.models import CourseSession, Enrolment
from programmes.models.enrolments import State

KEPT = timedelta(days=365)
"""As long as who came is kept."""

COLUMNS = ("sessions", "seats", "present", "absent", "unmarked", "free")


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    if not request.user.has_perm(LEADING):
        raise Http404
    months = by_month()
    return render(request, "programmes/desk/sessions/figures.html", {"figure": drawn(months), "months": months})


def by_month() -> dict[date, dict[str, int]]:
    """Of the sessions that took place in the last twelve months, in people."""
    now = timezone.now()
    held = CourseSession.objects.filter(ends_at__lt=now, starts_at__gte=now - KEPT, cancelled_at=None)
    totals = held.annotate(month=TruncMonth("starts_at")).order_by("month").values("month")
    months: dict[date, dict[str, int]] = {}
    for row in totals.annotate(sessions=Count("pk"), seats=Sum("capacity"), taken=Sum("taken")):
        months[month_of(row)] = {"sessions": row["sessions"], "seats": row["seats"], "taken": row["taken"]}
    marked = marks(held)
    for month, counted in months.items():
        counted |= marked[month]
        counted["unmarked"] = max(0, counted["taken"] - counted["present"] - counted["absent"])
        counted["free"] = counted["seats"] - counted["taken"]
    return months


def marks(held) -> dict[date, dict[str, int]]:
    people = {state: Sum("party", filter=Q(state=state), default=0) for state in (State.PRESENT, State.ABSENT)}
    parties = Enrolment.objects.filter(session__in=held).annotate(month=TruncMonth("session__starts_at"))
    counted: dict[date, dict[str, int]] = defaultdict(lambda: {"present": 0, "absent": 0})
    for row in parties.order_by("month").values("month").annotate(**people):
        counted[month_of(row)] = {"present": row["present"], "absent": row["absent"]}
    return counted


def month_of(row: dict) -> date:
    return timezone.localtime(row["month"]).date()


def drawn(months: dict[date, dict[str, int]]) -> Figure:
    series = [pgettext("sessions", "Came"), _("Did not come"), _("Nobody said"), _("Free seats")]
    plotted = [
        (date_format(month, "M"), [counted[name] for name in ("present", "absent", "unmarked", "free")])
        for month, counted in months.items()
    ]
    rows = [
        (date_format(month, "F Y"), [*(str(counted[name]) for name in COLUMNS), filled(counted)])
        for month, counted in months.items()
    ]
    head = [_("Month"), _("Sessions"), _("Seats"), *series, _("Filled")]
    plot = charts.columns(plotted, series)
    return Figure("seats", _("Seats, month by month"), summary(months), plot, head, rows, upright=True)


def filled(counted: dict[str, int]) -> str:
    return f"{round(100 * counted['taken'] / counted['seats'])} %"


def summary(months: dict[date, dict[str, int]]) -> str:
    total = {name: sum(counted[name] for counted in months.values()) for name in ("seats", "taken", "absent")}
    if not total["seats"]:
        return _("No session took place in the last twelve months.")
    return (
        _("%(taken)s seats taken out of %(seats)s in the last twelve months; %(absent)s people did not come.") % total
    )
