"""Visits and households year by year, against the targets as they were published. Counts only: nobody's rows."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from home import charts
from home.charts import Figure
from programmes.counts.visits import Line, against_targets
from programmes.desk.households.doors import team_only
from programmes.models import VisitTally, VisitTarget


@require_safe
@team_only
def home(request: HttpRequest) -> HttpResponse:
    targets, tallies = list(VisitTarget.objects.all()), list(VisitTally.objects.all())
    context = {"figures": [stated(targets), counted(tallies)], "targets": targets}
    return render(request, "programmes/households/figures.html", context)


def drawn() -> list[Figure]:
    """For the leads’ board: what was done beside what was stated, then everything done."""
    targets, tallies = list(VisitTarget.objects.all()), list(VisitTally.objects.all())
    return [against(against_targets(targets, tallies)), counted(tallies)]


def against(lines: list[Line]) -> Figure:
    """A year is drawn up to its target, or beyond."""
    drawn_years = [line for line in lines if line.is_one_year]
    plot = charts.rows([parts(line) for line in drawn_years], [_("Visited"), _("Left to the target")])
    bars = [bar._replace(said=progress(line)) for bar, line in zip(plot.bars, drawn_years, strict=True)]
    head = [_("Years"), _("Visited"), _("Target as stated"), _("Reached"), _("Counted in"), _("Area"), _("Source")]
    return Figure(
        "targets",
        _("Visits against the published targets"),
        _("Each target as it was stated, with its source. Years do not add up: a household counts once a year."),
        plot._replace(bars=bars),
        head,
        [(years(line), cells(line)) for line in lines],
    )


def parts(line: Line) -> tuple[str, list[int]]:
    done = line.done or 0
    return str(line.first_year), [done, max(0, line.target.number - done) if line.target else 0]


def progress(line: Line) -> str:
    """“121 / 146”, or what was done where nothing was stated."""
    done = written(line.done) if line.done is not None else "–"
    return f"{done} / {written(line.target.number)}" if line.target else done


def cells(line: Line) -> list[str]:
    done, target = written(line.done) if line.done is not None else "–", line.target
    if target is None:
        return [done, _("none stated"), "–", _("households"), "–", "–"]
    share = f"{round(100 * line.done / target.number)}\N{NO-BREAK SPACE}%" if line.done is not None else "–"
    return [done, written(target.number), share, target.get_unit_display(), target.area, target.source]


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


def years(target: VisitTarget | Line) -> str:
    if target.first_year == target.last_year:
        return str(target.first_year)
    return f"{target.first_year}–{target.last_year}"


def written(number: int) -> str:
    return number_format(number, decimal_pos=0, force_grouping=True)
