"""Several workers admit people to the last places at the same instant: as many as there are places, no more."""

import time

import pytest
from django.utils import timezone

from programmes.models import Cohort, CohortMember
from programmes.moves import ForbiddenMove
from programmes.services import insertion
from tests.programmes.insertion_factories import CohortFactory, CohortMemberFactory, WorkerFactory
from tests.programmes.test_seats_race import AT_ONCE, crowd_database, elsewhere, rush

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]

PLACES, WINDOW = 3, 0.02
__all__ = ["crowd_database"]


def people():
    """Everyone who waits; each is admitted twice, by two workers."""
    cohort, worker = CohortFactory(capacity=PLACES), WorkerFactory()
    return [(member, cohort, worker) for member in CohortMemberFactory.create_batch(AT_ONCE // 2)] * 2


def admit(arguments) -> bool:
    member, cohort, worker = arguments
    try:
        insertion.admit_member(member, cohort, referrer=worker, agreed_on=timezone.localdate(), by=worker)
    except (insertion.CohortFull, ForbiddenMove):
        return False
    return True


def outcome() -> tuple[int, int]:
    return Cohort.objects.get().taken, CohortMember.objects.filter(state="member").count()


def test_a_rush_on_the_last_places_never_overfills_a_group(crowd_database, monkeypatch):
    count = insertion._count

    def slowly(*arguments):
        time.sleep(WINDOW)  # between what was read and what is written
        count(*arguments)

    monkeypatch.setattr(insertion, "_count", slowly)
    admitted = rush(admit, elsewhere(people))
    assert sum(admitted) == PLACES
    assert elsewhere(outcome) == (PLACES, PLACES)
