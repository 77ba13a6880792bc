"""The officer's screens: what they show, what they sign, and that nobody else finds them."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from forms.models import PurgeBatch, PurgeItem, RetentionFigure, Submission
from tests.forms.factories import CANARY, AgentFactory, SubmissionFactory
from tests.forms.officers import due, officer, round_of_the_day, sign_all

pytestmark = pytest.mark.django_db

HOME, FIGURES = reverse("conservation:list"), reverse("conservation:figures")
UNKNOWN = "00000000-0000-4000-8000-000000000007"
ADDRESSES = [
    HOME,
    FIGURES,
    reverse("conservation:person"),
    reverse("conservation:export"),
    reverse("conservation:erase"),
    reverse("conservation:reads"),
    reverse("conservation:batch", args=[UNKNOWN]),
    reverse("conservation:sign", args=[UNKNOWN]),
    reverse("conservation:hold", args=[UNKNOWN, UNKNOWN]),
]


@pytest.fixture
def dpo(client):
    user = officer()
    client.force_login(user)
    return user


@pytest.fixture
def batch():
    due()
    round_of_the_day()
    return PurgeBatch.objects.get()


def address(name: str, batch: PurgeBatch, *more) -> str:
    return reverse(f"conservation:{name}", args=[batch.pk, *more])


@pytest.mark.parametrize("name", ["admin", "responsable", "communication", "slime", "mediation"])
def test_nobody_but_the_officer_finds_these_screens(client, name):
    client.force_login(officer(name))
    assert {ask(url).status_code for ask in (client.get, client.post) for url in ADDRESSES} <= {404, 405}


def test_a_superuser_finds_none_of_them_by_being_one(client):
    superuser = officer("super", "responsable")
    superuser.is_superuser = True
    superuser.save()
    client.force_login(superuser)
    assert {client.get(url).status_code for url in ADDRESSES} <= {404, 405}


def test_without_an_account_one_is_sent_to_sign_in(client):
    assert {client.get(url).status_code for url in ADDRESSES} == {302}


def test_the_officer_has_a_way_in_from_the_menu_and_others_have_not(client, dpo):
    assert HOME in client.get(reverse("wagtailadmin_home")).content.decode()
    client.force_login(officer("admin"))
    assert HOME not in client.get(reverse("wagtailadmin_home")).content.decode()


def test_lists_show_references_and_never_a_person(client, dpo, batch):
    old = SubmissionFactory(received_at=timezone.now() - timedelta(days=200))
    shown = client.get(HOME).content.decode() + client.get(address("batch", batch)).content.decode()
    assert old.reference in shown and PurgeItem.objects.get().reference in shown
    assert not [word for word in (CANARY, "canari@exemple.fr", "612345678") if word in shown]


def test_a_signature_takes_a_page_to_confirm_on(client, dpo, batch):
    sign = address("sign", batch)
    assert "confirmed" in client.post(sign, {"seen": "1"}).content.decode()
    batch.refresh_from_db()
    assert batch.signed_at is None
    response = client.post(sign, {"seen": "1", "confirmed": "1"})
    assert response.url == address("batch", batch)
    batch.refresh_from_db()
    assert batch.signed_by == dpo
    round_of_the_day()
    assert not Submission.objects.exists()
    assert client.get(HOME).status_code == 200


@pytest.mark.parametrize("seen", ["", "0", "2", "x", "-1", "٣"])
def test_a_batch_that_is_not_what_was_seen_is_shown_again(client, dpo, batch, seen):
    response = client.post(address("sign", batch), {"seen": seen, "confirmed": "1"})
    assert response.status_code == 409
    batch.refresh_from_db()
    assert batch.signed_at is None


def test_one_request_is_held_back_with_a_reason_and_a_day(client, dpo, batch):
    item = batch.items.get()
    until = timezone.localdate() + timedelta(days=30)
    hold = address("hold", batch, item.pk)
    assert client.get(hold).status_code == 200
    response = client.post(hold, {"reason": "appeal", "until": until.isoformat()})
    item.refresh_from_db()
    assert response.url == address("batch", batch)
    assert (item.state, item.hold, item.held_until) == ("held", "appeal", until)
    assert client.post(hold, {"reason": "appeal", "until": until.isoformat()}).status_code == 409


@pytest.mark.parametrize(("reason", "days"), [("", 30), ("whim", 30), ("appeal", 0), ("appeal", 366), ("appeal", None)])
def test_a_hold_without_a_reason_or_a_day_within_the_year_is_refused(client, dpo, batch, reason, days):
    until = "" if days is None else (timezone.localdate() + timedelta(days=days)).isoformat()
    response = client.post(address("hold", batch, batch.items.get().pk), {"reason": reason, "until": until})
    assert response.status_code == 200 and response.context["form"].errors
    assert batch.items.get().state == "waiting"


def test_an_item_of_another_batch_is_unknown(client, dpo, batch):
    other = PurgeBatch.objects.create()
    assert client.get(address("hold", other, batch.items.get().pk)).status_code == 404


def test_a_figure_is_changed_within_its_bounds(client, dpo):
    assert client.post(FIGURES, {"key": "colocation", "days": "100"}).url == FIGURES
    assert RetentionFigure.objects.get().days == 100
    assert 'value="100"' in client.get(FIGURES).content.decode()


@pytest.mark.parametrize("days", ["", "x", "61", "366", "9" * 30])
def test_a_figure_out_of_bounds_says_which_are_allowed(client, dpo, days):
    response = client.post(FIGURES, {"key": "colocation", "days": days})
    assert response.context["errors"]["colocation"].errors
    assert not RetentionFigure.objects.exists()


def test_a_figure_of_no_class_is_unknown(client, dpo):
    assert client.post(FIGURES, {"key": "nothing", "days": "100"}).status_code == 404


def test_lists_take_few_queries_however_long_they_are(client, dpo, django_assert_max_num_queries):
    for _request in range(30):
        due()
        SubmissionFactory(received_at=timezone.now() - timedelta(days=200))
    round_of_the_day()
    batch = PurgeBatch.objects.get()
    client.get(HOME)
    for url in (HOME, address("batch", batch), FIGURES):
        with django_assert_max_num_queries(20):
            client.get(url)
    sign_all(dpo)
    round_of_the_day()
    with django_assert_max_num_queries(20):
        client.get(HOME)


def test_a_long_batch_is_read_page_by_page(client, dpo, monkeypatch):
    monkeypatch.setattr("forms.retention.batches.PER_PAGE", 2)
    for _request in range(3):
        due()
    round_of_the_day()
    batch = PurgeBatch.objects.get()
    pages = [client.get(address("batch", batch), {"page": page}).context["rows"] for page in (1, 2)]
    assert [len(rows) for rows in pages] == [2, 1]
    assert client.get(address("batch", batch), {"page": "x"}).status_code == 200


def test_an_agent_of_the_team_reads_the_day_that_the_officer_set(client, dpo):
    client.post(FIGURES, {"key": "colocation", "days": "100"})
    submission, agent = SubmissionFactory(in_review=True), AgentFactory()
    client.force_login(agent)
    response = client.post(reverse("submissions:move", args=[submission.pk]), {"target": "accepted"})
    assert response.context["decision"]["purge_on"] == timezone.localdate() + timedelta(days=100)
