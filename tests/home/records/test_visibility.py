import pytest
from django.contrib.auth.models import AnonymousUser
from django.utils import timezone

from forms.models import Submission
from home.records.models import ReadEntry
from home.records.reading import record_read
from tests.home.records.factories import TeamFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def team():
    return TeamFactory()


@pytest.fixture
def row(team):
    return Submission.objects.create(
        due_on=timezone.localdate(),
        team=team, intake="colocation", reference="K7M4-2QXD", language="fr", received_at=timezone.now(),
        name="Camille Canari", contact={}, answers={},
    )  # fmt: skip


def seen_by(user):
    return list(Submission.objects.visible_to(user))


def test_each_member_of_the_team_sees_its_rows(team, row):
    agent, team_mate = UserFactory(teams=[team]), UserFactory(teams=[team, TeamFactory()])
    assert seen_by(agent) == seen_by(team_mate) == [row]


@pytest.mark.usefixtures("row")
def test_a_stranger_sees_nothing():
    assert seen_by(UserFactory(teams=[TeamFactory()])) == []
    assert seen_by(UserFactory()) == []
    assert seen_by(AnonymousUser()) == []


@pytest.mark.usefixtures("row")
def test_someone_who_left_sees_nothing(team):
    assert seen_by(UserFactory(teams=[team], is_active=False)) == []


@pytest.mark.usefixtures("row")
def test_a_superuser_sees_nothing_by_that_alone():
    assert seen_by(UserFactory(is_superuser=True, is_staff=True)) == []


def test_a_superuser_of_the_team_sees_its_rows_as_any_member(team, row):
    assert seen_by(UserFactory(is_superuser=True, teams=[team])) == [row]


@pytest.mark.usefixtures("row")
def test_a_filter_cannot_widen_what_is_visible(team):
    stranger = UserFactory(teams=[TeamFactory()])
    assert list(Submission.objects.filter(team=team).visible_to(stranger)) == []


def test_a_read_is_logged_with_its_reader_and_no_content(team, row):
    agent = UserFactory(teams=[team])
    record_read(agent, row, "detail")
    entry = ReadEntry.objects.get()
    assert (entry.user, entry.table, entry.record_id, entry.what) == (agent, "forms_submission", row.pk, "detail")
    assert "anari" not in str(entry) + str(vars(entry))


def test_each_read_is_an_entry(team, row):
    agent = UserFactory(teams=[team])
    for _ in range(3):
        record_read(agent, row, "detail")
    assert ReadEntry.objects.filter(user=agent).count() == 3
