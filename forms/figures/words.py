"""Each figure as it is shown: a plot, a sentence that says the same, and its table."""

from collections import Counter
from collections.abc import Mapping
from datetime import date

from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext

from forms.figures.counting import Delay
from forms.intakes import INTAKES
from forms.models import Channel
from forms.workflow import STAFF_LABELS, Status
from home import charts
from home.charts import Figure

PLOTTED = (
    (gettext_lazy("Received"), (Status.RECEIVED,)),
    (gettext_lazy("In review"), (Status.IN_REVIEW,)),
    (gettext_lazy("Accepted"), (Status.ACCEPTED,)),
    (gettext_lazy("Refused"), (Status.REFUSED,)),
    (gettext_lazy("Closed otherwise"), (Status.WITHDRAWN, Status.OUT_OF_SCOPE, Status.DUPLICATE)),
)
"""Five shades are told apart, seven are not: the table has every state."""

DELAYS = {
    "first": (
        gettext_lazy("From the arrival to the first act of an agent"),
        gettext_lazy("No request of these weeks has been worked yet."),
    ),
    "decision": (
        gettext_lazy("From the arrival to the decision"),
        gettext_lazy("No request of these weeks has been decided yet."),
    ),
}


def states(weeks: Mapping[date, Counter[str]]) -> Figure:
    plotted = [
        (date_format(monday, "d/m"), [sum(counted[status] for status in group) for _label, group in PLOTTED])
        for monday, counted in weeks.items()
    ]
    head = [_("Week of"), *(str(STAFF_LABELS[status]) for status in Status), _("Total")]
    rows = [
        (date_format(monday, "j F Y"), [*(written(counted[status]) for status in Status), written(counted.total())])
        for monday, counted in weeks.items()
    ]
    plot = charts.columns(plotted, [str(label) for label, _group in PLOTTED])
    return Figure(
        "states", _("Requests received each week, and their state today"), received(weeks), plot, head, rows, True
    )


def received(weeks: Mapping[date, Counter[str]]) -> str:
    total = sum(counted.total() for counted in weeks.values())
    if not total:
        return _("No request came in these weeks.")
    fullest = max(weeks, key=lambda monday: weeks[monday].total())
    came = ngettext("%(n)s request came in these weeks.", "%(n)s requests came in these weeks.", total)
    most = _("The fullest week began on %(day)s: %(n)s.")
    return f"{came % {'n': written(total)}} " + most % {
        "day": date_format(fullest, "j F Y"),
        "n": written(weeks[fullest].total()),
    }


def delays(key: str, found: Mapping[str, Delay]) -> Figure:
    title, nothing = (str(words) for words in DELAYS[key])
    series = [_("Half of them within"), _("Nine in ten within")]
    named = [(titled(intake) if intake else _("All requests"), delay) for intake, delay in found.items()]
    plotted = [(label, [delay.median, delay.ninetieth - delay.median]) for label, delay in named]
    head = [pgettext("inbox", "Request"), _("How many"), *series]
    rows = [(label, [written(row.number), days(row.median), days(row.ninetieth)]) for label, row in named]
    summary = waited(found[""]) if found else nothing
    return Figure(key, title, summary, charts.rows(plotted, series, days), head, rows)


def waited(delay: Delay) -> str:
    return _("Half of the requests waited %(median)s at most, nine in ten %(ninetieth)s at most.") % {
        "median": days(delay.median),
        "ninetieth": days(delay.ninetieth),
    }


def days(number: int) -> str:
    return ngettext("%(n)s day", "%(n)s days", number) % {"n": written(number)}


def overdue(late: Counter[str]) -> Figure:
    listed = [(titled(intake), number) for intake, number in late.most_common()]
    total = late.total()
    summary = (
        ngettext("%(n)s request is overdue today.", "%(n)s requests are overdue today.", total) % {"n": written(total)}
        if total
        else _("No request is overdue today.")
    )
    plot = charts.rows([(label, [number]) for label, number in listed], [_("Overdue")], written)
    rows = [(label, [written(number)]) for label, number in listed]
    return Figure("overdue", _("Overdue today"), summary, plot, [pgettext("inbox", "Request"), _("Overdue")], rows)


def channels(intakes: Mapping[str, Counter[str]]) -> Figure:
    series = [capfirst(str(channel.label)) for channel in Channel]
    listed = sorted(intakes.items(), key=lambda item: -item[1].total())
    plot = charts.rows([(titled(slug), [came[way] for way in Channel]) for slug, came in listed], series, written)
    rows = [(titled(slug), [*(written(came[way]) for way in Channel), written(came.total())]) for slug, came in listed]
    head = [pgettext("inbox", "Request"), *series, _("Total")]
    return Figure("channels", _("By request, and how it came"), main_way(intakes), plot, head, rows)


def main_way(intakes: Mapping[str, Counter[str]]) -> str:
    ways: Counter[str] = sum(intakes.values(), Counter())
    if not ways:
        return _("No request came in these weeks.")
    way, number = ways.most_common(1)[0]
    return _("Most came this way: %(way)s, %(n)s of %(total)s.") % {
        "way": Channel(way).label,
        "n": written(number),
        "total": written(ways.total()),
    }


def titled(slug: str) -> str:
    intake = INTAKES.get(slug)
    return str(intake.title) if intake else slug


def written(number: int) -> str:
    return f"{number:,}".replace(",", "\u202f")
