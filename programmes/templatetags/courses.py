"""What pages ask of the sessions: the seats that stand under a request's number, those that are left."""

from django import template

from programmes.models import CourseSession, Enrolment
from programmes.models.courses import SIGN_UP
from programmes.seats_in_words import seats_in_words

register = template.Library()


@register.simple_tag
def enrolment_of(reference: str) -> Enrolment | None:
    return Enrolment.objects.select_related("session").filter(reference=reference).first()


@register.simple_tag
def sessions_behind(intake: str) -> list[tuple[CourseSession, str]]:
    """The sessions to come, each with its seats in words, where the page's request leads to them. Read at each use:
    caches ask again whether the page is still the same, so that no count is old.
    """
    if intake != SIGN_UP:
        return []
    return [(session, seats_in_words(session)) for session in CourseSession.objects.open().with_queue()]
