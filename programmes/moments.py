"""Half-days of a week, for people who say when they are free."""

from django.utils.text import capfirst, format_lazy
from django.utils.translation import gettext_lazy

DAYS = {
    "mon": gettext_lazy("Monday"),
    "tue": gettext_lazy("Tuesday"),
    "wed": gettext_lazy("Wednesday"),
    "thu": gettext_lazy("Thursday"),
    "fri": gettext_lazy("Friday"),
    "sat": gettext_lazy("Saturday"),
    "sun": gettext_lazy("Sunday"),
}
WEEKEND = {"sat", "sun"}
HALVES = {"am": gettext_lazy("in the morning"), "pm": gettext_lazy("in the afternoon or late afternoon")}
SLOTS = [
    (f"{day}-{half}", capfirst(format_lazy("{} {}", day_name, half_name)))
    for day, day_name in DAYS.items()
    for half, half_name in HALVES.items()
]
OFFICE_SLOTS = [(moment, label) for moment, label in SLOTS if moment[:3] not in WEEKEND]
"""The half-days when City Hall is open."""
