"""Visits and households year by year, against the targets as they were published. Counts only: nobody's rows."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from home import charts
from home.charts import Figure
from programmes.desk.households.doors import team_only
from programmes.models import VisitTally, VisitTarget


@require_safe
@team_only
def home(request: HttpRequest) -> HttpResponse:
    targets, tallies = list(VisitTarget.objects.all()), list(VisitTally.objects.all())
    context = {"figures": [stated(targets), counted(tallies)], "targets": targets}
    return render(request, "programmes/households/figures.html", context)


def stated(targets: list[VisitTarget]) -> Figure:
    """Each target as stated: those of the years and that of the whole period do not add up, and nothing adds them."""
    rows = [
        (years(target), [written(target.number), target.get_unit_display(), target.area, target.source])
        for target in targets
    ]
    bars = [(years(target), [target.number]) for target in targets if target.unit == VisitTarget.Unit.HOUSEHOLDS]
    return Figure(
        "targets",
        _("Published targets"),
        _("As they were stated, each with its source. The city’s figures do not add up: none is computed."),
        charts.rows(bars, [_("households")], written),
        [_("Years"), _("Number"), _("Counted in"), _("Area"), _("Source")],
        rows,
    )


def counted(tallies: list[VisitTally]) -> Figure:
    rows = [
        (str(tally.year), [written(value) for value in (tally.visits, tally.households, tally.people)])
        for tally in tallies
    ]
    summary = _("Visits done and noted here. A household counts once a year.") if rows else _("No visit is done yet.")
    plot = charts.rows([(str(tally.year), [tally.households]) for tally in tallies], [_("households")], written)
    head = [_("Year"), _("Visits"), _("Households"), _("People")]
    return Figure("visits", _("Households visited, year by year"), summary, plot, head, rows)


def years(target: VisitTarget) -> str:
    if target.first_year == target.last_year:
        return str(target.first_year)
    return f"{target.first_year}–{target.last_year}"


def written(number: int) -> str:
    return number_format(number, decimal_pos=0, force_grouping=True)
