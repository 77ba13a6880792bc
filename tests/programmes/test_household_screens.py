"""The screens of households: who enters, what shows, what each button does."""

from datetime import timedelta

import pytest
from django.contrib.messages import get_messages
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from home.records.models import ReadEntry
from programmes.models import Household, VisitTally, WorkSlot
from programmes.services import home_visits
from tests.programmes.energy_factories import CANARY, HouseholdFactory, WorkerFactory, WorkSlotFactory, team

pytestmark = pytest.mark.django_db


@pytest.fixture
def worker(client):
    worker = WorkerFactory()
    client.force_login(worker)
    return worker


def page(client, name, *args, **query) -> str:
    response = client.get(reverse(f"households:{name}", args=args), query)
    assert response.status_code == 200
    return response.content.decode()


def act(client, household, word, **typed):
    return client.post(reverse("households:act", args=[household.pk, word]), typed)


def test_the_queue_shows_priority_its_reason_late_clocks_and_notes_who_read(client, worker):
    HouseholdFactory(late=True, priority="urgent", priority_reason="fragile_cold")
    HouseholdFactory(state="refused", over=True)
    HouseholdFactory(team=team("ailleurs"))
    rows = client.get(reverse("households:list")).context["rows"]
    assert [(row.urgent, row.tell_late, bool(row.next_act)) for row in rows] == [(True, True, True)]
    assert ReadEntry.objects.filter(user=worker, what="list").count() == 1


def test_the_queue_names_households_that_nobody_works_yet(client, worker):
    household = HouseholdFactory(worker=None)
    assert household.reference in page(client, "list")


def test_the_filters_of_the_queue(client, worker):
    mine = HouseholdFactory(state="plan", worker=worker)
    late, over = HouseholdFactory(late=True), HouseholdFactory(state="refused", over=True)

    def found(**query):
        return {row.household for row in client.get(reverse("households:list"), query).context["rows"]}

    assert found(worker="mine") == found(state="plan") == {mine}
    assert found(late="1") == {late}
    assert found(state="over") == {over}
    assert found(state="nonsense") == {mine, late}


@pytest.mark.parametrize("name", ["list", "matches", "slots", "household"])
def test_each_list_takes_at_most_twenty_queries_and_no_page_more_with_more_rows(client, worker, name):
    def cost(rows):
        made = [HouseholdFactory(state="contacted") for _row in range(rows)]
        for row in made[: rows // 2]:
            home_visits.plan(row, WorkSlotFactory(), by=worker)
        args = [made[0].pk] if name == "household" else []
        with CaptureQueriesContext(
            connection,
        ) as queries:
            page(client, name, *args)
        return len(queries)

    page(client, "list")
    few, many = cost(2), cost(12)
    assert many <= few + 1 and many <= (30 if name == "household" else 20)


def test_a_stranger_to_the_team_finds_nothing(client):
    household = HouseholdFactory()
    client.force_login(WorkerFactory(team="contact"))
    for name in ("household", "sheet"):
        assert client.get(reverse(f"households:{name}", args=[household.pk])).status_code == 404
    assert act(client, household, "noter", channel="phone", outcome="reached").status_code == 404
    assert Household.objects.get().state == "to_contact"


def test_a_household_is_followed_from_screen_to_screen_to_its_end(client, worker):
    household = HouseholdFactory()
    act(client, household, "noter", channel="phone", outcome="reached")
    act(client, household, "informer", how="phone")
    act(client, household, "porte", text="B 1234")
    slot = WorkSlotFactory()
    act(client, household, "visite", slot=slot.pk)
    household.refresh_from_db()
    assert household.state == "visit_planned" and household.told_at
    WorkSlot.objects.update(day=timezone.localdate() - timedelta(days=1))
    visit = household.visits.get()
    client.post(reverse("households:settle", args=[household.pk]), {"what": "visit", "row": visit.pk, "to": "done"})
    act(client, household, "diagnostic", kind="technical", text="Simple vitrage")
    due = timezone.localdate() + timedelta(days=30)
    act(client, household, "action", level="1", text="Deux ampoules", owner="worker", due_on=due.isoformat(), aid="")
    item = household.plan.get()
    client.post(reverse("households:settle", args=[household.pk]), {"what": "item", "row": item.pk, "to": "done"})
    act(client, household, "clore", outcome="equipped")
    household.refresh_from_db()
    assert (household.state, household.outcome) == ("closed", "equipped")
    assert VisitTally.objects.values_list("visits", "households", "people").get() == (1, 1, 3)


def test_the_door_code_shows_on_screen_and_paper_while_a_visit_is_planned_only(client, worker):
    household = HouseholdFactory(state="contacted")
    home_visits.keep_door_code(household, "Serrure-77", by=worker)
    assert "Serrure-77" not in page(client, "household", household.pk)
    assert client.get(reverse("households:sheet", args=[household.pk])).status_code == 404
    visit = home_visits.plan(household, WorkSlotFactory(), by=worker)
    assert "Serrure-77" in page(client, "household", household.pk)
    assert "Serrure-77" in page(client, "sheet", household.pk)
    home_visits.cancel(visit, by=worker)
    assert "Serrure-77" not in page(client, "household", household.pk)


def test_a_part_of_the_diagnostic_shows_to_its_readers_only(client, worker):
    household = HouseholdFactory(state="visited")
    for kind in ("technical", "budget"):
        home_visits.write_diagnostic(household, kind, f"Constat {kind}", by=worker)
    client.force_login(WorkerFactory(rights=["read_technical_diagnostic"]))
    shown = page(client, "household", household.pk)
    assert "Constat technical" in shown and "Constat budget" not in shown
    response = act(client, household, "diagnostic", kind="budget", text="Autre chose")
    assert response.status_code == 200 and response.context["form"].errors
    assert household.diagnostics.get(kind="budget").text == "Constat budget"


def test_bad_or_late_answers_say_so_and_change_nothing(client, worker):
    household = HouseholdFactory(state="contacted")
    assert act(client, household, "noter").context["form"].errors.keys() == {"channel", "outcome"}
    assert act(client, household, "injoignable").context["form"].non_field_errors()
    tomorrow = timezone.localdate() + timedelta(days=1)
    given = {"recipient": "anah", "what": "Le devis", "how": "said", "given_on": tomorrow.isoformat()}
    assert "given_on" in act(client, household, "accord", **given).context["form"].errors
    assert act(client, household, "visite", slot="x").context["form"].errors
    late = act(client, household, "action-inconnue")
    assert late.status_code == 404
    settled = client.post(
        reverse("households:settle", args=[household.pk]), {"what": "visit", "row": "x", "to": "done"}
    )
    assert settled.status_code == 404
    assert Household.objects.get().state == "contacted"


def test_a_verb_that_is_not_offered_any_more_says_it_on_the_page(client, worker):
    household = HouseholdFactory(state="refused", over=True)
    response = act(client, household, "clore", outcome="works")
    assert response.status_code == 302
    assert len(list(get_messages(response.wsgi_request))) == 1


def test_two_that_look_alike_are_merged_by_a_person_and_parted_again(client, worker):
    one, other = HouseholdFactory(), HouseholdFactory()
    assert "merge" in page(client, "matches") or "fusionner" in page(client, "matches")
    keys = {"one": one.pk, "other": other.pk}
    client.post(reverse("households:matches"), keys | {"is": "same"})
    assert Household.objects.get(pk=other.pk).merged_into == one
    assert 'value="undone"' in page(client, "household", other.pk)
    client.post(reverse("households:matches"), keys | {"is": "undone"})
    assert Household.objects.get(pk=other.pk).merged_into is None
    client.post(reverse("households:matches"), keys | {"is": "distinct"})
    assert client.get(reverse("households:matches")).context["pairs"] == []
    assert client.post(reverse("households:matches"), {"one": "x", "other": "y"}).status_code == 404


def test_half_days_are_typed_by_the_week_and_taken_away(client, worker):
    monday = timezone.localdate() + timedelta(days=7 - timezone.localdate().weekday())
    typed = {"worker": worker.pk, "first": monday.isoformat(), "weeks": "2", "halves": ["0-am", "2-pm"]}
    client.post(reverse("households:slots"), typed)
    assert [(slot.day - monday, slot.half) for slot in WorkSlot.objects.all()] == [
        (timedelta(days=number), half) for number, half in ((0, "am"), (2, "pm"), (7, "am"), (9, "pm"))
    ]
    client.post(reverse("households:slots"), {"close": WorkSlot.objects.first().pk})
    assert WorkSlot.objects.count() == 3
    assert client.post(reverse("households:slots"), {"close": "zz"}).status_code == 404
    assert client.post(reverse("households:slots"), {}).context["form"].errors


def test_leaving_by_any_channel_is_one_screen_and_its_channel_is_kept(client, worker):
    from wagtail.models import ModelLogEntry

    household = HouseholdFactory(state="plan")
    act(client, household, "retrait", state="withdrawn", channel="letter")
    assert Household.objects.get().state == "withdrawn"
    assert ModelLogEntry.objects.get(action="programmes.household_left").data == {"channel": "letter"}


def test_no_name_is_in_the_log_of_the_machine(client, worker, caplog):
    household = HouseholdFactory()
    page(client, "household", household.pk)
    act(client, household, "noter", channel="phone", outcome="reached")
    assert CANARY.split()[1] not in caplog.text


def test_figures_show_each_target_as_stated_with_its_source(client, worker):
    from portal.demo import households

    households.targets()
    shown = client.get(reverse("households:figures")).context["figures"][0]
    assert [(label, cells[0]) for label, cells in shown.rows] == [
        ("2018–2020", "790"),
        ("2018", "146"),
        ("2019", "216"),
        ("2020", "431"),
    ]
    assert all(cells[-1] for _label, cells in shown.rows)
    page(client, "figures")
