"""A request that looks like a robot's, and a batch to sign: two screens that would stay empty in a young city."""

from datetime import timedelta

from django.utils import timezone

from forms.intake import Journey
from forms.intakes import INTAKES
from forms.models import PurgeBatch, Submission, Suspicion
from forms.services import proposing
from forms.services.submitting import submit
from forms.workflow import OPEN
from portal.demo.examples import reach
from portal.demo.requests import typed_in, unsent

DECIDED = timedelta(days=400)
"""Longer ago than any request of the demonstration is kept."""

ROBOT = {
    "motif": {"reason": ["other"]},
    "message": {"message": ["Bonjour, nous vous proposons de référencer votre site. Cliquez vite !"]},
    "joindre": {"name": ["Offre Exemple"], **reach(90, "email")},
}


def load() -> None:
    """Once each: where there is one, it was done before."""
    if not Submission.objects.filter(quarantined_at__isnull=False).exists():
        send_like_a_robot()
    if not PurgeBatch.objects.exists():
        propose_one()


def send_like_a_robot() -> None:
    """Nothing starts, nobody is written to: an agent of the team looks at it first."""
    intake = INTAKES["contact"]
    draft = unsent(intake, ROBOT)
    submit(draft, answers=Journey(intake, typed_in(draft)).answers, language="fr", suspicion=Suspicion.HASTE.value)


def propose_one() -> None:
    """The oldest decided message was decided long ago: its day has come, and the officer is asked."""
    decided = Submission.objects.filter(intake="contact", quarantined_at=None).exclude(status__in=sorted(OPEN))
    for submission in decided.order_by("received_at")[:1]:
        submission.received_at -= DECIDED
        submission.closed_at -= DECIDED
        submission.purge_on = timezone.localdate()
        submission.save(update_fields=["received_at", "closed_at", "purge_on"])
    proposing.propose(timezone.localdate())
