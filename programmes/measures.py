"""What the portal counts that a programme page may show: names, sentences, and what belongs together. No database.

No measure counts the shelter, and none may be added: it has no `Need` here.
"""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Measure(TextChoices):
    """The name that editors choose by."""

    HOUSEHOLDS = "households", _("SLIME: households visited this year")
    VISITED = "visited", _("SLIME: people who live in the homes visited this year")
    VISITS = "visits", _("SLIME: visits done this year")
    SEATS = "seats", _("Third place: people who signed up for the sessions held this year")
    CAME = "came", _("Third place: people who came to the sessions held this year")
    STUDENTS = "students", _("Flatshares: students who have a room today")
    HOURS = "hours", _("Flatshares: hours given to the residents since September")
    GROUP_PEOPLE = "group_people", _("Unis’Vers: people in the groups that started this year")
    ACTIVITIES = "activities", _("Unis’Vers: activities held this year")


NEEDS = {
    "energy": (Measure.HOUSEHOLDS, Measure.VISITED, Measure.VISITS),
    "digital": (Measure.SEATS, Measure.CAME),
    "housing": (Measure.STUDENTS, Measure.HOURS),
    "insertion": (Measure.GROUP_PEOPLE, Measure.ACTIVITIES),
}
"""By the need that a programme answers (see `pages.Need`). Safety has none."""

FAMILIES = (
    NEEDS["energy"],
    NEEDS["digital"],
    *((measure,) for need in ("housing", "insertion") for measure in NEEDS[need]),
)
"""Measures of the same people, each a part of the one before or close to it: their differences would count too. The
first of a family is kept where two cannot stand together.
"""

SENTENCES = {
    Measure.HOUSEHOLDS: _("At least %(n)s households visited at home since %(day)s."),
    Measure.VISITED: _("At least %(n)s people live in the homes visited since %(day)s."),
    Measure.VISITS: _("At least %(n)s visits done at home since %(day)s."),
    Measure.SEATS: _("At least %(n)s people signed up for the sessions held since %(day)s."),
    Measure.CAME: _("At least %(n)s people came to the sessions held since %(day)s."),
    Measure.STUDENTS: _("At least %(n)s students have a room in the flats today."),
    Measure.HOURS: _("At least %(n)s hours given to the residents since %(day)s."),
    Measure.GROUP_PEOPLE: _("At least %(n)s people in the groups that started since %(day)s."),
    Measure.ACTIVITIES: _("At least %(n)s activities held with the groups since %(day)s."),
}
"""A number shown is ten at the least: the plural is the only form."""
