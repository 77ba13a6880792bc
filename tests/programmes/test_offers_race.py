"""Seats given back, accepted, let go and added at the same instant, while requests are worked: never oversold, nobody
offered twice, and no two transactions wait for each other.
"""

import time

import pytest
from django.contrib.auth.models import User
from django.db.models import F, Sum
from django.utils import timezone

from forms.models import Submission
from forms.services import deciding, seating
from forms.services.submitting import submit
from forms.workflow import ForbiddenMove
from programmes.models import CourseSession, Enrolment
from programmes.models.enrolments import HOLDING, State
from programmes.services import seat_offers
from programmes.services.courses import SeatsGone
from tests.forms.samples import ateliers
from tests.programmes.test_seats_race import AT_ONCE, crowd_database, drafts, elsewhere, rush  # noqa: F401  # a fixture

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]
WINDOW = 0.02


def scene() -> list[tuple[str, str]]:
    """Everybody signs up; some are offered seats whose hour is over. What each does in the rush, by reference."""
    User.objects.create_user("agent")
    for draft, answers in drafts():
        submit(draft, answers=answers, language="fr")
    CourseSession.objects.update(capacity=F("capacity") + 4)
    seat_offers.offer_left()
    Enrolment.objects.filter(state=State.OFFERED).update(expires_at=timezone.now())
    acts = ["back", "accept", "lapse", "take", "add"]
    references = Enrolment.objects.order_by("created_at").values_list("reference", flat=True)
    return [(acts[rank % len(acts)], reference) for rank, reference in enumerate(references) for _twice in range(2)]


def act(step: tuple[str, str]) -> str:
    what, reference = step
    submission = Submission.objects.get(reference=reference)
    try:
        match what:
            case "back":
                seating.give_back(reference)
            case "accept":
                seating.accept(submission)
            case "lapse":
                seat_offers.lapse_due()
            case "take":
                deciding.take(submission, by=User.objects.get(username="agent"))
            case "add":
                seat_offers.offer_left()
    except (SeatsGone, ForbiddenMove):
        return "too late"
    return "done"


def outcome():
    session = CourseSession.objects.get(pk=ateliers.SESSION)
    held = session.enrolments.filter(state__in=HOLDING).aggregate(people=Sum("party"))["people"]
    queue = list(session.enrolments.filter(state=State.WAITING).order_by("place"))
    gone = set(
        session.enrolments.filter(state__in=[State.CANCELLED, State.EXPIRED]).values_list("reference", flat=True)
    )
    return session, held, [waiting.rank for waiting in queue], [waiting.party for waiting in queue], gone


def test_a_rush_of_every_move_oversells_nothing_and_nobody_waits_for_another(crowd_database, monkeypatch):  # noqa: F811
    ends = seat_offers.offer_ends

    def slowly(*arguments):
        time.sleep(WINDOW)  # between what was read and what is written
        return ends(*arguments)

    monkeypatch.setattr(seat_offers, "offer_ends", slowly)
    steps = elsewhere(scene)
    came = rush(act, steps)
    assert len(came) == len(steps) >= AT_ONCE
    session, held, ranks, parties, gone = elsewhere(outcome)
    assert session.taken == held <= session.capacity
    assert ranks == list(range(1, len(ranks) + 1))
    assert sum(parties) == session.waiting
    assert not [party for party in parties if party <= session.capacity - session.taken]
    assert gone
