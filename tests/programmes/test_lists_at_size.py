"""The lists of households and of groups with ten thousand rows: at most twenty queries each, whatever is filtered."""

import sys
from time import perf_counter

import pytest
from django.urls import reverse
from django.utils import timezone

from programmes.models import Cohort, CohortMember, Household
from tests.programmes import energy_factories, insertion_factories

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
ROWS, MOST_QUERIES, MOST_SECONDS = 10_000, 20, 3.0
STATES = ["to_contact", "contacted", "visit_planned", "visited", "plan", "closed", "unreachable", "refused"]
OVER = {"closed", "unreachable", "refused"}
FILTERS = ["", *(f"state={state}" for state in STATES[:5]), "state=over", "late=1", "worker=mine", "page=200"]


def household(number: int, worker):
    state, today = STATES[number % len(STATES)], timezone.localdate()
    row = energy_factories.HouseholdFactory.build(
        team=energy_factories.team(), state=state, worker=worker if number % 5 == 0 else None, name=f"Personne {number}"
    )
    row.phone_digest, row.name_digest, row.address_digest = f"{number // 2:064}", "", f"a{number:063}"
    row.purge_on, row.outcome = (today if state in OVER else None), ("works" if state == "closed" else "")
    return row


def measure(client, queries, address: str) -> None:
    began = perf_counter()
    with queries() as asked:
        assert client.get(address).status_code == 200
    seconds = perf_counter() - began
    sys.stdout.write(f"{address:60} {len(asked):3} queries {seconds * 1000:6.0f} ms\n")
    assert len(asked) <= MOST_QUERIES, address
    assert seconds < MOST_SECONDS, address


@pytest.fixture
def queries():
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    return lambda: CaptureQueriesContext(connection)


def test_every_list_of_households_takes_few_queries(client, queries, monkeypatch):
    worker = energy_factories.WorkerFactory()
    monkeypatch.setattr(energy_factories.Alert.objects, "create", lambda **row: None)
    Household.objects.bulk_create([household(number, worker) for number in range(ROWS)], batch_size=1000)
    client.force_login(worker)
    for asked in FILTERS:
        measure(client, queries, f"{reverse('households:list')}?{asked}")
    for name in ("matches", "slots", "figures"):
        measure(client, queries, reverse(f"households:{name}"))


def test_every_list_of_groups_takes_few_queries(client, queries):
    worker = insertion_factories.WorkerFactory()
    team = insertion_factories.team()
    groups = [insertion_factories.CohortFactory.build(team=team, name=f"Groupe {number}") for number in range(ROWS)]
    Cohort.objects.bulk_create(groups, batch_size=1000)
    waiting = [insertion_factories.CohortMemberFactory.build(team=team) for _number in range(ROWS)]
    CohortMember.objects.bulk_create(waiting, batch_size=1000)
    client.force_login(worker)
    for asked in ("", "page=200"):
        measure(client, queries, f"{reverse('groups_desk:list')}?{asked}")
        measure(client, queries, f"{reverse('groups_desk:waiting')}?{asked}")
