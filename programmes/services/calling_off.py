"""Calling a whole session off: everybody on it is told, with a word and other dates on the page of their request."""

from collections.abc import Collection
from typing import Any

from django.db import transaction
from django.utils import timezone
from wagtail.log_actions import log

from programmes.models import CourseSession
from programmes.models.enrolments import OVER
from programmes.services.seats import SessionClosed, State, lock_session, may_become, move


@transaction.atomic
def call_off(key: int, message: str, instead: Collection[CourseSession], *, by: Any) -> int:
    """Cancel a session that has not started, for good; return how many parties are told. Raises SessionClosed."""
    session = lock_session(key)
    if not session.is_open:
        raise SessionClosed
    session.cancelled_at, session.cancel_message = timezone.now(), message
    session.save(update_fields=["cancelled_at", "cancel_message"])
    session.instead.set([other for other in instead if other.pk != session.pk])
    parties = [party for party in session.enrolments.exclude(state__in=OVER) if may_become(party, State.CALLED_OFF)]
    for party in parties:
        move(session, party, State.CALLED_OFF, by=by)
    log(session, "programmes.called_off", user=by, data={"parties": len(parties)})
    return len(parties)
