"""What became of the invented sign-ups: seats offered and let go, a session held, one called off."""

from datetime import timedelta

from django.contrib.auth import get_user_model
from django.utils import timezone

from home.records.models import Notification
from portal.demo.sessions import SESSIONS, SOON_CANCELLED, SOON_PAST
from programmes.models import CourseSession, Enrolment
from programmes.models.enrolments import CAME_OR_NOT, State
from programmes.services import calling_off, seat_offers, sheets


def load() -> None:
    """Once: where a sheet was kept, it was done before. Nobody is to be written to."""
    if Enrolment.objects.filter(state__in=CAME_OR_NOT).exists():
        return
    before = set(Notification.objects.values_list("pk", flat=True))
    agent = get_user_model().objects.get(username="ateliers")
    for session in CourseSession.objects.open().filter(title=SESSIONS[1][0])[:1]:
        offer_twice(session)
    for session in CourseSession.objects.open().filter(title=SOON_PAST)[:1]:
        hold(session, agent)
    for session in CourseSession.objects.open().filter(title=SOON_CANCELLED)[:1]:
        others = CourseSession.objects.open().exclude(pk=session.pk)[:2]
        calling_off.call_off(session.pk, "La salle n’est pas disponible ce jour-là.", list(others), by=agent)
    Notification.objects.exclude(pk__in=before).delete()


def offer_twice(session: CourseSession) -> None:
    """A seat is added: the first who waits lets the offer lapse, the next one has it now."""
    CourseSession.objects.filter(pk=session.pk).update(capacity=session.capacity + 1)
    seat_offers.offer_left()
    Enrolment.objects.filter(session=session, state=State.OFFERED).update(expires_at=timezone.now())
    seat_offers.lapse_due()


def hold(session: CourseSession, agent) -> None:
    """Six days ago: some came, one did not."""
    held = timezone.now() - timedelta(days=6)
    CourseSession.objects.filter(pk=session.pk).update(starts_at=held, ends_at=held + timedelta(hours=2))
    parties = session.enrolments.filter(state=State.ENROLLED)
    marks = {str(party.pk): State.ABSENT if rank == 1 else State.PRESENT for rank, party in enumerate(parties)}
    sheets.keep(session.pk, marks, by=agent)
