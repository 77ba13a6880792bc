"""Eight households want the same half-day of a worker at the same instant: one has it."""

import time
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connections

from programmes.models import HomeVisit
from programmes.services import home_visits
from tests.programmes.energy_factories import HouseholdFactory, WorkerFactory, WorkSlotFactory
from tests.programmes.test_seats_race import crowd_database, elsewhere

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]
__all__ = ["crowd_database"]
PEOPLE, WINDOW = 8, 0.03


def wishes():
    slot, worker = WorkSlotFactory(), WorkerFactory()
    return [(HouseholdFactory(state="contacted"), slot, worker) for _person in range(PEOPLE)]


def test_one_half_day_is_given_once(crowd_database, monkeypatch):
    free = home_visits._free

    def slowly(slot):
        found = free(slot)
        time.sleep(WINDOW)  # between what was read and what is written
        return found

    monkeypatch.setattr(home_visits, "_free", slowly)
    made, gate = elsewhere(wishes), Barrier(PEOPLE)

    def ask(wish):
        gate.wait(timeout=20)
        try:
            home_visits.plan(wish[0], wish[1], by=wish[2])
        except home_visits.SlotTaken:
            return False
        finally:
            connections.close_all()
        return True

    with ThreadPoolExecutor(PEOPLE) as pool:
        given = list(pool.map(ask, made))
    assert sum(given) == elsewhere(HomeVisit.objects.count) == 1
