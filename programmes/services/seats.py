"""How a party moves at a session: under the session's lock, by the table of moves, counted, and told.

Only the session is locked here. Whoever moves a request as well locks the request first; what happens to others on
the way waits for no request. So no two wait for each other.
"""

from datetime import datetime
from typing import Any

from programmes import events
from programmes.models import CourseSession, Enrolment
from programmes.models.enrolments import CAME_OR_NOT, HOLDING, MOVES, State

TOLD = frozenset({State.OFFERED, State.EXPIRED, State.CALLED_OFF})
"""What nobody did themselves: they are told that there is news."""


class SessionClosed(Exception):
    """The session has started, is cancelled, or does not exist."""


class SeatsGone(SessionClosed):
    """The party gave its seats back, or its offer lapsed."""


def lock_session(key: int) -> CourseSession:
    """Raises SessionClosed when there is none."""
    session = CourseSession.objects.select_for_update().filter(pk=key).first()
    if session is None:
        raise SessionClosed
    return session


def locked(reference: str) -> tuple[Any, Enrolment | None]:
    """The party under its session's lock; (None, None) when there is none."""
    key = Enrolment.objects.filter(reference=reference).values_list("session", flat=True).first()
    if key is None:
        return None, None
    session = lock_session(key)
    return session, Enrolment.objects.get(reference=reference)


def may_become(enrolment: Enrolment, target: State) -> bool:
    return target in MOVES[State(enrolment.state)]


def move(
    session: CourseSession, enrolment: Enrolment, target: State, *, by: Any, until: datetime | None = None
) -> None:
    """Move a party of a locked session. `until` is the hour at which an offer lapses. Raises SeatsGone."""
    if not may_become(enrolment, target):
        raise SeatsGone
    count(session, before=State(enrolment.state), after=target, people=enrolment.party)
    enrolment.state, enrolment.place, enrolment.expires_at = target, None, until
    enrolment.save(update_fields=["state", "place", "expires_at"])
    tell(enrolment, by)


def count(session: CourseSession, *, before: State | None, after: State | None, people: int) -> None:
    """Move `people` from one counter of a locked session to another. None: they were not there, or will not be."""
    left, entered = counter_of(before), counter_of(after)
    if left == entered:
        return
    for counter, more in ((left, -people), (entered, people)):
        if counter:
            setattr(session, counter, getattr(session, counter) + more)
    session.save(update_fields=[counter for counter in (left, entered) if counter])


def counter_of(state: State | None) -> str:
    if state in HOLDING:
        return "taken"
    return "waiting" if state == State.WAITING else ""


def tell(enrolment: Enrolment, by: Any) -> None:
    event = str(enrolment.state)
    events.followup_changed.send(
        Enrolment,
        reference=enrolment.reference,
        event=event,
        by=by,
        tell=f"{event}:{enrolment.pk}" if enrolment.state in TOLD else "",
        bystander=enrolment.state in TOLD | CAME_OR_NOT,
    )
