"""The screens of sessions: lists of few queries, a sheet for mediators, figures for the lead."""

from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import Group, User
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from programmes.models import CourseSession, Enrolment
from programmes.services import courses
from tests.database import settle_roles
from tests.home.factories import HomePageFactory
from tests.programmes.course_factories import CourseSessionFactory

pytestmark = pytest.mark.django_db
State = Enrolment.State


@pytest.fixture
def enter(client):
    HomePageFactory()
    settle_roles()

    def as_(*teams):
        user = User.objects.create_user("-".join(teams))
        user.groups.set(Group.objects.filter(name__in=teams))
        client.force_login(user)
        return client

    return as_


def at(name, *args) -> str:
    return reverse(f"sessions_desk:{name}", args=args)


def sign_up(session, people: int) -> None:
    for rank in range(people):
        who = f"{session.pk}-{rank}"
        coming = courses.Coming(f"Personne {rank}", "", ("Interprète",) if rank == 0 else ())
        courses.take_seats(session.pk, who, party=1, contact_digest=who, coming=coming)


def words(response) -> str:
    return " ".join(BeautifulSoup(response.content, "html.parser").get_text(" ").split())


@pytest.mark.parametrize("screen", ["list", "session", "sheet"])
def test_a_screen_costs_twenty_queries_at_most_however_many_rows(enter, screen):
    client, counts = enter("ateliers"), []
    for people in (2, 14):
        session = CourseSessionFactory()
        sign_up(session, people)
        CourseSessionFactory.create_batch(people)
        with CaptureQueriesContext(
            connection,
        ) as queries:
            page = client.get(at(screen, *([] if screen == "list" else [session.pk])))
        assert page.status_code == 200
        counts.append(len(queries))
    assert counts[1] <= counts[0] <= 20


def test_the_list_is_filtered_by_kind_and_time(enter):
    CourseSessionFactory(title="Bientôt", kind="rights", lsf="asked")
    CourseSessionFactory(title="Passé", starts_at=timezone.now() - timedelta(days=2))
    client = enter("ateliers")
    assert [row.title for row in client.get(at("list")).context["page"]] == ["Bientôt"]
    assert [row.title for row in client.get(at("list"), {"when": "past"}).context["page"]] == ["Passé"]
    assert not list(client.get(at("list"), {"kind": "work"}).context["page"])
    assert client.get(at("list"), {"kind": "x", "when": "x", "page": "x"}).status_code == 200


def test_a_session_shows_who_comes_who_waits_and_in_which_order(enter):
    session = CourseSessionFactory(capacity=1)
    sign_up(session, 3)
    page = enter("ateliers").get(at("session", session.pk))
    assert [rank for _party, rank in page.context["parties"]] == ["", 1, 2]
    assert "Personne 0" in words(page)
    assert "Interprète" in words(page)


def test_a_whole_session_is_called_off_with_words_that_are_needed(enter):
    session, other = CourseSessionFactory.create_batch(2)
    sign_up(session, 2)
    client = enter("ateliers")
    assert client.post(at("call_off", session.pk), {}).context["form"].errors["message"]
    assert CourseSession.objects.get(pk=session.pk).is_open
    client.post(at("call_off", session.pk), {"message": "Une panne.", "instead": [other.pk]})
    assert set(session.enrolments.values_list("state", flat=True)) == {State.CALLED_OFF}
    assert "Une panne." in words(client.get(at("session", session.pk)))
    assert client.post(at("call_off", session.pk), {"message": "Encore."}).status_code == 409


def test_a_mediator_keeps_the_sheet_and_sees_no_needs(enter):
    session = CourseSessionFactory()
    sign_up(session, 2)
    client = enter("mediation")
    assert "Interprète" not in words(client.get(at("sheet", session.pk)))
    assert "Personne 1" in words(client.get(at("paper", session.pk)))
    party = Enrolment.objects.first()
    early = client.post(at("sheet", session.pk), {f"came-{party.pk}": "present"})
    assert (early.status_code, Enrolment.objects.filter(state=State.PRESENT).exists()) == (409, False)
    CourseSession.objects.update(starts_at=timezone.now() - timedelta(hours=1))
    client.post(at("sheet", session.pk), {f"came-{party.pk}": "present", "came-x": "absent"})
    assert Enrolment.objects.get(state=State.PRESENT) == party
    assert {client.get(at(name, session.pk)).status_code for name in ("session", "call_off")} == {404}


def test_the_figures_count_people_by_month_for_the_lead(enter):
    session = CourseSessionFactory(capacity=10)
    sign_up(session, 3)
    past = timezone.now() - timedelta(days=10)
    CourseSession.objects.update(starts_at=past, ends_at=past + timedelta(hours=1))
    first, second, _third = Enrolment.objects.all()
    Enrolment.objects.filter(pk=first.pk).update(state=State.PRESENT)
    Enrolment.objects.filter(pk=second.pk).update(state=State.ABSENT)
    page = enter("responsable").get(at("figures"))
    [(_month, cells)] = page.context["figure"].rows
    assert cells == ["1", "10", "1", "1", "1", "7", "30\N{NO-BREAK SPACE}%"]
    assert "<svg" in page.content.decode()
