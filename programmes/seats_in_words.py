"""The seats of a session as a newcomer reads them, on public pages and in the sign-up alike."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from programmes.models import CourseSession


def seats_in_words(session: CourseSession) -> str:
    """What a newcomer can have, read with `smallest_waiting`; '' when there is nothing left at all."""
    left = session.seats_left(session.smallest_waiting)
    if left:
        return ngettext("%(left)s seat left out of %(capacity)s", "%(left)s seats left out of %(capacity)s", left) % {
            "left": left,
            "capacity": session.capacity,
        }
    if session.waiting >= session.waiting_capacity:
        return ""
    if not session.waiting:
        return _("Full: you would be the first on the waiting list")
    return ngettext(
        "Full: waiting list, %(people)s person before you",
        "Full: waiting list, %(people)s people before you",
        session.waiting,
    ) % {"people": session.waiting}
