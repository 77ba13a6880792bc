"""Who enters the follow-up of sessions. To everyone else it does not exist."""

from home.doors import only
from programmes.models.enrolments import TAKE_ATTENDANCE, WORK_SEATS, holds_right

team_only = only(lambda user: holds_right(user, WORK_SEATS))


def enters(user) -> bool:
    return holds_right(user, WORK_SEATS) or holds_right(user, TAKE_ATTENDANCE)
