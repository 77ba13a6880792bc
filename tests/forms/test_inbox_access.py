"""Who may see what of the inboxes: personas over every address."""

import uuid

import pytest
from django.contrib.auth.models import Group, User
from django.urls import reverse

from forms.services import deciding
from home.records.models import ReadEntry
from tests.database import settle_roles
from tests.forms.factories import CANARY, AgentFactory, InboxFactory, SubmissionFactory

pytestmark = pytest.mark.django_db

OBJECT_VIEWS = [
    ("get", "submissions:detail"),
    ("post", "submissions:take"),
    ("post", "submissions:ask"),
    ("post", "submissions:move"),
]


@pytest.fixture
def roles():
    settle_roles()


@pytest.fixture
def persona(roles):
    """Makes an account of these groups, as the roles declare them."""

    def make(*groups):
        user = User.objects.create_user("-".join(groups) or "nobody", email="persona@exemple.fr")
        user.groups.set(Group.objects.filter(name__in=groups))
        return user

    return make


@pytest.fixture
def stranger():
    return AgentFactory(inbox=InboxFactory(slug="slime"))


def answer_of(client, method, name, pk):
    response = getattr(client, method)(reverse(name, args=[pk]), {"question": "Quand ?", "target": "accepted"})
    return response.status_code, response.content.replace(str(pk).encode(), b"")


@pytest.mark.parametrize(("method", "name"), OBJECT_VIEWS)
def test_anonymous_people_are_sent_to_sign_in(client, method, name):
    response = getattr(client, method)(reverse(name, args=[SubmissionFactory().pk]))
    assert response.status_code == 302
    assert response.url.startswith(reverse("wagtailadmin_login"))


@pytest.mark.parametrize(("method", "name"), OBJECT_VIEWS)
def test_another_teams_request_answers_as_an_unknown_one(client, stranger, method, name):
    submission = SubmissionFactory()
    client.force_login(stranger)
    foreign = answer_of(client, method, name, submission.pk)
    assert foreign[0] == 404
    assert foreign == answer_of(client, method, name, uuid.uuid4())
    submission.refresh_from_db()
    assert (submission.status, submission.assignee) == ("received", None)


@pytest.mark.parametrize("groups", [("communication",), ("dpo",), ("admin",), ("mediation",), ("redaction-chef",)])
@pytest.mark.parametrize(("method", "name"), OBJECT_VIEWS)
@pytest.mark.slow
def test_staff_of_no_request_team_find_no_request(client, persona, groups, method, name):
    client.force_login(persona(*groups))
    assert answer_of(client, method, name, SubmissionFactory().pk)[0] == 404


def test_a_team_without_the_right_to_work_inboxes_sees_nothing(client, persona):
    user = persona("dpo")
    user.groups.add(InboxFactory().team)
    InboxFactory().team.permissions.clear()
    client.force_login(user)
    assert client.get(reverse("submissions:detail", args=[SubmissionFactory().pk])).status_code == 404
    assert client.get(reverse("submissions:inbox", args=["colocation"])).status_code == 404


def test_a_superuser_of_no_team_sees_no_request(client):
    client.force_login(User.objects.create_superuser("super"))
    assert client.get(reverse("submissions:detail", args=[SubmissionFactory().pk])).status_code == 404


@pytest.mark.parametrize("groups", [("colocation",), ("responsable", "colocation", "slime")])
def test_team_mates_and_the_lead_open_the_request(client, persona, groups):
    submission = SubmissionFactory()
    client.force_login(persona(*groups))
    assert CANARY in client.get(reverse("submissions:detail", args=[submission.pk])).content.decode()


def test_opening_a_request_is_noted(client):
    agent, submission = AgentFactory(), SubmissionFactory()
    client.force_login(agent)
    client.get(reverse("submissions:detail", args=[submission.pk]))
    assert list(ReadEntry.objects.values_list("user", "record_id", "what")) == [(agent.pk, submission.pk, "detail")]


def test_another_teams_inbox_answers_as_an_unknown_one(client, stranger):
    client.force_login(stranger)
    answers = [client.get(reverse("submissions:inbox", args=[slug])) for slug in ("colocation", "unknown")]
    assert [answer.status_code for answer in answers] == [404, 404]
    assert answers[0].content.replace(b"colocation", b"") == answers[1].content.replace(b"unknown", b"")


def test_communication_sees_numbers_and_nothing_else(client, persona):
    submission = SubmissionFactory()
    SubmissionFactory(refused=True)
    client.force_login(persona("communication"))
    response = client.get(reverse("submissions:list"))
    page = response.content.decode()
    assert [(row.inbox.slug, row.open, row.total) for row in response.context["numbers"]] == [("colocation", 1, 2)]
    assert not [word for word in (CANARY, submission.reference, str(submission.pk)) if word in page]


def test_communication_finds_nobody(client, persona):
    SubmissionFactory()
    client.force_login(persona("communication"))
    assert CANARY not in client.get(reverse("submissions:list"), {"q": "Canari"}).content.decode()


@pytest.mark.parametrize("group", ["dpo", "admin", "mediation", "traduction"])
def test_others_are_sent_back_to_the_dashboard(client, persona, group):
    client.force_login(persona(group))
    response = client.get(reverse("submissions:list"))
    assert (response.status_code, response.url) == (302, reverse("wagtailadmin_home"))


SCREENS = [
    "/gestion/",
    "/gestion/reports/site-history/",
    "/gestion/reports/site-history/results/",
    "/gestion/reports/site-history/?export=csv",
    "/gestion/users/usage/{agent}/",
    "/gestion/users/history/{agent}/",
]
SEARCHES = ["/gestion/search/?q={q}", "/gestion/pages/search/?q={q}", "/gestion/users/?q={q}"]
STAFF = ["communication", "redaction-chef", "admin", "dpo", "slime", "colocation"]


def body(response) -> str:
    return (b"".join(response) if response.streaming else response.content).decode()


@pytest.mark.parametrize("group", STAFF)
@pytest.mark.parametrize("address", SCREENS)
@pytest.mark.slow
def test_wagtails_generic_screens_tell_nothing_of_a_request(client, persona, group, address):
    agent = AgentFactory()
    submission = deciding.take(SubmissionFactory(), by=agent)
    client.force_login(persona(group))
    page = body(client.get(address.format(agent=agent.pk), follow=True))
    assert not [word for word in (submission.reference, str(submission.pk), CANARY, "forms.taken") if word in page]


@pytest.mark.parametrize("group", STAFF)
@pytest.mark.parametrize("address", SEARCHES)
@pytest.mark.slow
def test_wagtails_own_searches_find_no_request(client, persona, group, address):
    submission = deciding.take(SubmissionFactory(), by=AgentFactory())
    client.force_login(persona(group))
    page = body(client.get(address.format(q=submission.reference), follow=True))
    assert str(submission.pk) not in page and CANARY not in page


def test_no_generic_screen_of_wagtail_exists_for_requests(client, persona):
    client.force_login(persona("responsable", "colocation"))
    for address in ("/gestion/snippets/forms/submission/", "/gestion/submission/", "/gestion/bulk/forms/submission/x/"):
        assert client.get(address).status_code == 404
