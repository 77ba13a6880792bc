"""A session as a file for people's own calendars (iCalendar). It says nothing of who comes."""

from datetime import UTC

from django.utils import timezone
from icalendar import Calendar, Event

from programmes.models import CourseSession, Enrolment


def session_calendar(reference: str) -> bytes | None:
    """The session of a confirmed enrolment; None while there is none, and once it is cancelled or has started."""
    confirmed = Enrolment.objects.select_related("session").filter(reference=reference, state=Enrolment.State.ENROLLED)
    enrolment = confirmed.first()
    return _file(enrolment.session) if enrolment and enrolment.session.is_open else None


def _file(session: CourseSession) -> bytes:
    """Hours are in UTC: every calendar shows them in the clock of its owner, in summer as in winter."""
    event = Event()
    event.add("uid", f"session-{session.pk}@solidarites-montpellier")
    event.add("dtstamp", timezone.now().astimezone(UTC))
    event.add("dtstart", session.starts_at.astimezone(UTC))
    event.add("dtend", session.ends_at.astimezone(UTC))
    event.add("summary", session.title)
    event.add("location", session.where)
    calendar = Calendar()
    calendar.add("prodid", "-//CCAS Montpellier//Portail des solidarites//FR")
    calendar.add("version", "2.0")
    calendar.add_component(event)
    return calendar.to_ical()
