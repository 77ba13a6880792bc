"""Rooms occupied and hours given, month by month, for the lead. Numbers only."""

from datetime import date

from django.contrib.auth.models import User
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from home import charts
from home.charts import Figure
from programmes.counts import rooms
from programmes.counts.periods import Period
from programmes.counts.rooms import Hours
from programmes.desk.rooms.hours import in_hours
from programmes.models import RoomOffer, VolunteerHour


def drawn(user: User, period: Period) -> list[Figure]:
    offers, moments = (model.objects.visible_to(user) for model in (RoomOffer, VolunteerHour))
    leases = rooms.leases(offers)
    return [
        occupied(rooms.occupied(leases, period.months), len(leases)),
        hours(rooms.hours(moments, leases, period)),
    ]


def occupied(months: dict[date, int], total: int) -> Figure:
    """Vacancy is of the rooms that there are today: how many there were before is not known."""
    plotted = [(date_format(month, "m/y"), [taken, max(0, total - taken)]) for month, taken in months.items()]
    rows = [
        (date_format(month, "F Y"), [str(taken), str(max(0, total - taken)), share(taken, total)])
        for month, taken in months.items()
    ]
    series = [_("Occupied rooms"), _("Vacant rooms")]
    head, plot = [_("Month"), *series, _("Occupied")], charts.columns(plotted, series, names=4)
    title = _("Rooms occupied at the end of each month")
    return Figure("rooms", title, now(list(months.values())[-1], total), plot, head, rows, upright=True)


def now(taken: int, total: int) -> str:
    said = ngettext(
        "In the last of these months, %(taken)s room of %(total)s is occupied.",
        "In the last of these months, %(taken)s rooms of %(total)s are occupied.",
        taken,
    )
    return said % {"taken": taken, "total": total}


def share(part: int, whole: int) -> str:
    return f"{round(100 * part / whole)}\N{NO-BREAK SPACE}%" if whole else "–"


def hours(months: dict[date, Hours]) -> Figure:
    series = [_("Hours given"), _("Left to three hours a week")]
    plotted = [
        (date_format(month, "m/y"), [month_of.kept // 60, max(0, month_of.owed - month_of.kept) // 60])
        for month, month_of in months.items()
    ]
    rows = [
        (date_format(month, "F Y"), [in_hours(value) for value in (found.planned, found.kept, found.owed)])
        for month, found in months.items()
    ]
    head = [_("Month"), _("Hours planned"), _("Hours given"), _("At three hours a week")]
    plot = charts.columns(plotted, series, names=4)
    return Figure("hours", _("Hours given to the residents"), given(months), plot, head, rows, upright=True)


def given(months: dict[date, Hours]) -> str:
    kept, owed = sum(found.kept for found in months.values()), sum(found.owed for found in months.values())
    return _("%(kept)s given in these months, for %(owed)s at three hours a week for each lease.") % {
        "kept": in_hours(kept),
        "owed": in_hours(owed),
    }
