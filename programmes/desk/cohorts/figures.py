"""Who comes to the activities of the groups: month by month, and group by group, for the lead. Numbers only."""

from collections.abc import Iterable

from django.contrib.auth.models import User
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from home import charts
from home.charts import Figure
from programmes.counts import attendance
from programmes.counts.attendance import Marks
from programmes.counts.periods import Period
from programmes.models import Attendance, Cohort

Named = list[tuple[str, Marks]]


def drawn(user: User, period: Period) -> list[Figure]:
    found = attendance.kept(Cohort.objects.visible_to(user), period)
    months = attendance.by_month(found)
    return [
        monthly([(date_format(month, "m/y"), marks) for month, marks in months.items()], words(months)),
        by_group(list(attendance.by_group(found).items())),
    ]


def words(months: Iterable) -> list[str]:
    return [date_format(month, "F Y") for month in months]


def monthly(named: Named, months: list[str]) -> Figure:
    plot, head = charts.columns(values(named), series(), names=4), [_("Month"), *columns()]
    rows = [(month, cells(marks)) for month, (_label, marks) in zip(months, named, strict=True)]
    title = _("Attendance of the groups, month by month")
    return Figure("attendance", title, summary(named), plot, head, rows, upright=True)


def by_group(named: Named) -> Figure:
    plot, head = charts.rows(values(named), series()), [pgettext("unisvers", "Group"), *columns()]
    rows = [(label, cells(marks)) for label, marks in named]
    return Figure("groups", _("Attendance, group by group"), summary(named), plot, head, rows)


def series() -> list[str]:
    return [str(mark.label).capitalize() for mark in Attendance.Mark]


def columns() -> list[str]:
    return [_("Activities"), *series(), pgettext("attendance", "Share present")]


def values(named: Named) -> list[tuple[str, list[int]]]:
    return [(label, marks_of(found)) for label, found in named]


def marks_of(found: Marks) -> list[int]:
    return [found.present, found.excused, found.absent]


def cells(found: Marks) -> list[str]:
    return [str(found.activities), *map(str, marks_of(found)), f"{found.share}\N{NO-BREAK SPACE}%"]


def summary(named: Named) -> str:
    found = attendance.total(found for _label, found in named)
    if not found.total:
        return _("No attendance sheet was kept in these months.")
    said = _("%(present)s times present out of %(total)s marks on the sheets: %(share)s%%.")
    return said % {"present": found.present, "total": found.total, "share": f"{found.share}\N{NO-BREAK SPACE}"}
