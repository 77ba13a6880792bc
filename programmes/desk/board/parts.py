"""What the board shows, programme by programme. A lead sees those whose team they belong to."""

from collections.abc import Callable
from typing import NamedTuple

from django.contrib.auth.models import User
from django.utils.translation import gettext_lazy as _

from home.charts import Figure
from home.roles import TEAMS
from programmes.counts.periods import Period
from programmes.desk.cohorts import figures as groups
from programmes.desk.households import figures as visits
from programmes.desk.rooms import figures as rooms
from programmes.desk.sessions import figures as sessions


class Asked(NamedTuple):
    """Who asks, for which months, and for which kind of session, empty for all."""

    user: User
    period: Period
    kind: str = ""


class Part(NamedTuple):
    """The figures of one programme, and the team whose they are."""

    team: str
    figures: Callable[[Asked], list[Figure]]
    note: object = ""

    @property
    def title(self) -> str:
        return TEAMS[self.team]


PARTS = (
    Part("slime", lambda _asked: visits.drawn(), _("By year, from the first: the months chosen do not narrow them.")),
    Part("ateliers", lambda asked: sessions.drawn(asked.period, asked.kind)),
    Part("colocation", lambda asked: rooms.drawn(asked.user, asked.period)),
    Part("univers", lambda asked: groups.drawn(asked.user, asked.period)),
)


def of(user: User) -> list[Part]:
    teams = set(user.groups.values_list("name", flat=True))
    return [part for part in PARTS if part.team in teams]
