"""Two days before a session, whoever has a seat is reminded of it, once."""

from datetime import timedelta

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from programmes import events
from programmes.models import Enrolment
from programmes.models.enrolments import State

BEFORE = timedelta(days=2)


def due() -> list[str]:
    """The references of those who signed up earlier than that and were not reminded yet."""
    now = timezone.now()
    seated = Enrolment.objects.filter(state=State.ENROLLED, reminded_at=None, session__cancelled_at=None)
    soon = seated.filter(session__starts_at__gt=now, session__starts_at__lte=now + BEFORE)
    earlier = soon.filter(created_at__lt=F("session__starts_at") - BEFORE)
    return list(earlier.order_by("session__starts_at", "created_at").values_list("reference", flat=True))


@transaction.atomic
def claim(reference: str) -> Enrolment | None:
    """The party to remind now; None when another sweep did, or it has no seat any more."""
    seated = Enrolment.objects.filter(reference=reference, state=State.ENROLLED, reminded_at=None)
    if not seated.update(reminded_at=timezone.now()):
        return None
    events.followup_changed.send(Enrolment, reference=reference, event=events.REMINDED, by=None, bystander=True)
    return Enrolment.objects.select_related("session").get(reference=reference)
