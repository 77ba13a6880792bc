"""Coming back to a draft from anywhere: with its number and code, or by the mailed link and its code."""

from datetime import timedelta

import pytest
import time_machine
from django.core import mail
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from forms import resume_links
from forms.intake import Journey
from forms.intakes import INTAKES
from forms.models import Draft
from forms.reference import new_reference
from forms.services.submitting import submit
from home.records.models import Notification
from tests.forms.conftest import page_of
from tests.forms.factories import DraftFactory, typed

pytestmark = pytest.mark.django_db
RESUME = reverse("forms:resume")
CANARIES = ("Zéphyrine", "Canari", "K7M4QX")


def later(draft) -> str:
    return reverse("forms:later", args=[draft.intake, draft.pk])


def link_of(draft) -> str:
    return reverse("forms:resume_link", args=[resume_links.address(draft).rstrip("/").rpartition("/")[2]])


def unlock(client, draft, code="K7M4QX"):
    return client.post(RESUME, {"reference": draft.reference, "code": code})


def send(draft):
    answers = Journey(INTAKES["colocation"], {step: kept["typed"] for step, kept in draft.answers.items()}).answers
    return submit(draft, answers=answers, language="fr")


def test_finishing_later_shows_the_number_and_the_code(client, held):
    draft = held()
    response = client.post(page_of(draft, "situation"), typed("situation") | {"action": "leave"})
    assert response.url == later(draft)
    page = client.get(later(draft)).content.decode()
    assert draft.reference in page and draft.code in page


def test_number_and_code_open_the_draft_on_another_device(client):
    draft = DraftFactory(complete=True)
    assert client.get(page_of(draft, "identite")).status_code == 404
    before = client.session.session_key
    response = unlock(client, draft, "k7m4 qx")
    assert response.url == page_of(draft, "verifier")
    assert client.session.session_key != before
    assert "Zéphyrine" in client.get(page_of(draft, "identite")).content.decode()


def test_opening_with_the_code_keeps_the_other_drafts_of_the_device(client, held):
    first, second = held(), DraftFactory()
    for _ in range(2):
        unlock(client, second)
    assert client.session["drafts"] == [str(first.pk), str(second.pk)]


def test_unknown_number_and_wrong_code_get_the_same_answer(client):
    known = unlock(client, DraftFactory(), "222222")
    unknown = unlock(client, DraftFactory.build())
    assert known.context["form"].errors == unknown.context["form"].errors
    assert known.context["form"].non_field_errors()
    assert known.status_code == unknown.status_code == 200


def test_the_code_of_one_draft_opens_no_other(client):
    DraftFactory(code="AAAAAA")
    assert unlock(client, DraftFactory(code="CCCCCC"), "AAAAAA").context["form"].errors


def test_a_try_is_checked_without_unsealing_the_code(client, monkeypatch):
    monkeypatch.setattr("home.records.fields.unseal", lambda *args: pytest.fail("unsealed"))
    assert unlock(client, DraftFactory()).status_code == 302


def test_five_wrong_codes_make_even_the_right_one_wait_by_both_doors(client):
    draft = DraftFactory()
    with time_machine.travel(timezone.now(), tick=False) as clock:
        for door in (RESUME, link_of(draft)) * 2 + (RESUME,):
            client.post(door, {"reference": draft.reference, "code": "222222"})
        assert unlock(client, draft).status_code == 429
        assert client.post(link_of(draft), {"code": draft.code}).status_code == 429
        clock.shift(timedelta(minutes=16))
        assert unlock(client, draft).status_code == 302


def test_the_mailed_link_changes_nothing_until_the_code_is_posted(client, django_assert_max_num_queries):
    draft = DraftFactory(complete=True)
    before = Draft.objects.values().get()
    with django_assert_max_num_queries(12) as queries:
        page = client.get(link_of(draft))
    assert page.status_code == 200
    assert not [query for query in queries if not query["sql"].startswith("SELECT")]
    assert str(Draft.objects.values().get()) == str(before)
    assert not client.session.get("drafts")
    assert not [canary for canary in CANARIES if canary in page.content.decode()]
    assert client.post(link_of(draft), {"code": "222222"}).status_code == 200
    assert client.post(link_of(draft), {"code": "k7m4-qx"}).url == page_of(draft, "verifier")


def test_on_a_device_that_holds_the_draft_the_link_asks_for_no_code(client, held):
    draft = held()
    assert client.get(link_of(draft)).context["here"] == page_of(draft, "verifier")
    assert Client().get(link_of(draft)).context["here"] == ""


def test_a_forged_link_and_an_ended_draft_say_what_to_do(client):
    draft = DraftFactory()
    link = link_of(draft)
    assert client.get(link[:-2] + "x/").status_code == 404
    assert client.get(reverse("forms:resume_link", args=["x"])).status_code == 404
    draft.delete()
    over = client.get(link)
    assert over.status_code == 410
    assert client.post(link, {"code": "K7M4QX"}).status_code == 410
    assert reverse("forms:follow") in over.content.decode()


@pytest.mark.parametrize("door", ["number", "link"])
def test_a_sent_draft_leads_to_its_request(client, door):
    draft = DraftFactory(complete=True)
    submission = send(draft)
    response = unlock(client, draft) if door == "number" else client.post(link_of(draft), {"code": draft.code})
    assert response.url == reverse("forms:follow")
    assert client.get(response.url).context["submission"] == submission


def test_a_sent_draft_keeps_no_address():
    draft = DraftFactory(complete=True, email="canari@exemple.fr")
    send(draft)
    assert Draft.objects.get().email is None


def test_the_page_for_later_opens_to_nobody_else_and_leads_on_once_sent(client, held):
    draft = held(complete=True)
    for answer in (Client().get(later(draft)), Client().post(later(draft), {"email": "x@exemple.fr"})):
        assert answer.status_code == 404
    assert client.get(reverse("forms:later", args=["inconnue", draft.pk])).status_code == 404
    assert client.get(later(draft)).status_code == 200
    send(draft)
    assert "/recu/" in client.get(later(draft)).url


def test_the_link_comes_by_mail_on_demand_and_tells_nothing(client, held, django_capture_on_commit_callbacks):
    draft = held(complete=True)
    with django_capture_on_commit_callbacks(execute=True):
        assert client.post(later(draft), {"email": "autre@exemple.fr"}).url == later(draft) + "?envoye"
        client.post(later(draft), {"email": "autre@exemple.fr"})
    [message] = mail.outbox
    assert message.to == ["autre@exemple.fr"]
    assert link_of(draft) in message.body and draft.reference in message.body
    assert not [word for word in CANARIES if word in message.subject + message.body]


@pytest.mark.parametrize("allowed", [True, False])
def test_the_mail_names_the_service_only_where_its_request_allows_it(held, client, monkeypatch, allowed):
    draft = held()
    intake = INTAKES["colocation"]
    monkeypatch.setitem(INTAKES, "colocation", type(intake)(**vars(intake) | {"names_service_in_mail": allowed}))
    client.post(later(draft), {"email": "canari@exemple.fr"})
    assert (str(intake.title) in Notification.objects.get().body) == allowed


@pytest.mark.parametrize("address", ["", "canari@", "a\0@exemple.fr"])
def test_an_address_that_cannot_work_gets_a_message(client, held, address):
    assert client.post(later(held()), {"email": address}).context["form"].errors
    assert not Notification.objects.exists()


def test_a_draft_cannot_flood_mailboxes(client, held):
    draft = held()
    for number in range(8):
        client.post(later(draft), {"email": f"voisin{number}@exemple.fr"})
    assert Notification.objects.count() == 5


def test_the_link_leaves_by_itself_once_for_each_address(client, held):
    draft = held()
    for contact in ({}, {"preference": ["letter"]}, {"email": ["nouvelle@exemple.fr"]}, {}):
        client.post(page_of(draft, "contact"), typed("contact") | contact)
    assert sorted(notice.to for notice in Notification.objects.all()) == ["canari@exemple.fr", "nouvelle@exemple.fr"]


def test_no_link_leaves_for_an_address_that_is_not_valid_yet(client, held):
    client.post(page_of(held(), "contact"), {"email": "canari@", "action": "leave"})
    assert not Notification.objects.exists()


def test_a_step_costs_at_most_twelve_queries_to_read_and_fifteen_to_save(client, held, django_assert_max_num_queries):
    draft = held(complete=True)
    for step, _form in INTAKES["colocation"].steps:
        with django_assert_max_num_queries(12):
            client.get(page_of(draft, step))
        with django_assert_max_num_queries(15):
            client.post(page_of(draft, step), typed(step) | {"action": "leave"})


def test_each_draft_has_a_number_of_its_own_even_when_one_is_drawn_twice(client, monkeypatch):
    taken = DraftFactory().reference
    drawn = iter([taken, taken, new_reference()])
    monkeypatch.setattr("forms.drafts.new_reference", lambda: next(drawn))
    client.post(reverse("forms:start", args=["colocation"]))
    assert Draft.objects.values("reference").distinct().count() == 2


def test_the_table_of_drafts_holds_neither_code_nor_address(client, held):
    draft = held()
    client.post(later(draft), {"email": "canari@exemple.fr"})
    with connection.cursor() as cursor:
        cursor.execute(f'SELECT * FROM "{Draft._meta.db_table}"')  # noqa: S608
        [row] = cursor.fetchall()
    cells = " ".join(
        bytes(cell).decode(errors="replace") if isinstance(cell, memoryview | bytes) else str(cell) for cell in row
    )
    assert draft.code not in cells and "canari" not in cells


def test_the_start_page_says_when_and_where_each_draft_was_left(client, held):
    draft = held(answers={"situation": {"typed": {}, "version": 1}}, version=1)
    client.post(page_of(draft, "contact"), {"action": "leave"})
    page = client.get(reverse("forms:start", args=["colocation"]))
    [(shown, step)] = page.context["open"]
    assert (shown, step) == (draft, dict(INTAKES["colocation"].steps)["contact"].title)
    assert draft.reference in page.content.decode()


def test_erasing_from_any_page_takes_the_way_in_away(client, held):
    draft = held()
    assert client.post(reverse("forms:forgotten"), follow=True).status_code == 200
    assert client.get(page_of(draft, "situation")).status_code == 404
    assert client.get(later(draft)).status_code == 404
    assert unlock(client, draft).status_code == 302


def test_drafts_from_one_address_are_limited_and_the_page_says_how_to_go_on(monkeypatch):
    monkeypatch.setattr("forms.drafts.DRAFTS_PER_ADDRESS", 2)
    start = reverse("forms:start", args=["colocation"])
    answers = [Client().post(start) for _ in range(3)]
    assert [answer.status_code for answer in answers] == [302, 302, 429]
    assert RESUME in answers[2].content.decode()
    assert Client(REMOTE_ADDR="127.0.0.9").post(start).status_code == 302


def test_a_page_left_half_typed_is_found_again_without_reproach(client, held):
    draft = held()
    client.post(page_of(draft, "situation"), typed("situation"))
    client.post(page_of(draft, "contact"), {"phone": "06", "action": "leave"})
    assert client.get(page_of(draft, "verifier")).url == page_of(draft, "contact")
    page = client.get(page_of(draft, "contact"))
    assert (page.context["form"].is_bound, page.context["form"]["phone"].value()) == (False, "06")
