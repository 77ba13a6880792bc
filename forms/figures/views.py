"""The figures of the leads. To everyone else these addresses do not exist."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from forms.figures import counting, words
from forms.figures.doors import lead_only
from forms.figures.forms import FiguresForm


@require_safe
@lead_only
def home(request: HttpRequest) -> HttpResponse:
    form = FiguresForm({"weeks": "12", **request.GET.dict()})
    intake, weeks = form.chosen
    rows, period = counting.visible(request.user, intake), counting.last_weeks(weeks)
    figures = [
        words.states(counting.by_week(rows, period)),
        words.delays("first", counting.first_delays(rows, period)),
        words.delays("decision", counting.decision_delays(rows, period)),
        words.overdue(counting.overdue(rows)),
        words.channels(counting.by_channel(rows, period)),
    ]
    return render(request, "forms/figures/home.html", {"form": form, "period": period, "figures": figures})
