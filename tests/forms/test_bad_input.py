"""Whatever arrives, people get a page that says what to do, and their words back. Never a 500."""

import uuid

import pytest
from django.test import Client
from django.urls import reverse

from forms.models import Draft
from tests.forms.conftest import page_of
from tests.forms.factories import all_typed, typed

pytestmark = pytest.mark.django_db
FORM = "application/x-www-form-urlencoded"


def test_unknown_draft_says_how_to_go_on_and_gives_the_text_back(client):
    url = reverse("forms:step", args=["colocation", uuid.uuid4(), "motivation"])
    assert client.get(url).status_code == 404
    response = client.post(url, {"motivation": "Mes raisons"})
    assert response.status_code == 404
    for words in ("Mes raisons", reverse("forms:start", args=["colocation"])):
        assert words in response.content.decode()


def test_another_device_does_not_open_the_draft(held):
    draft = held()
    assert Client().get(page_of(draft, "situation")).status_code == 404


@pytest.mark.parametrize("step", ["inconnue", "situation%00", "%ed%a0%80", "done", "sortie", "..%2f..%2f"])
def test_tampered_step_name_leads_back_to_the_draft_or_to_a_clear_page(client, held, step):
    base = page_of(held(), "x").removesuffix("x/")
    for response in (client.get(f"{base}{step}/"), client.post(f"{base}{step}/", {"student": "yes"})):
        assert response.status_code in {301, 302, 404}


def test_unknown_request_is_a_404(client):
    assert client.get("/demarches/inconnue/commencer/").status_code == 404
    assert client.post(f"/demarches/inconnue/{uuid.uuid4()}/situation/").status_code == 404


def test_draft_of_another_request_does_not_open(client, held):
    draft = held(intake="univers")
    assert client.get(reverse("forms:step", args=["colocation", draft.pk, "situation"])).status_code == 404


@pytest.mark.parametrize("version", ["", "x", "-1", "٣", "9" * 40])
def test_a_missing_or_odd_version_is_no_reason_to_lose_a_page(client, held, version):
    draft = held()
    response = client.post(page_of(draft, "situation"), typed("situation") | {"version": version})
    assert response.url == page_of(draft, "contact")


def test_unknown_fields_are_neither_kept_nor_a_problem(client, held):
    draft = held()
    noise = {"csrfmiddlewaretoken": "x", "intake_wizard-current_step": "verifier", "is_admin": "1", "version": "0"}
    client.post(page_of(draft, "situation"), typed("situation") | noise)
    assert Draft.objects.get().answers["situation"]["typed"] == typed("situation")


@pytest.mark.parametrize("step", ["contact", "identite", "adresse", "etudes", "heures", "motivation"])
@pytest.mark.parametrize("bytes_sent", ["%00", "a%00b", "%ed%a0%80", "%ff%fe", "%01%02"])
def test_unreadable_bytes_get_a_clear_message_on_the_step(client, held, step, bytes_sent):
    draft = held(complete=True)
    body = "&".join(f"{name}={bytes_sent}" for name in typed(step))
    response = client.post(page_of(draft, step), body, content_type=FORM)
    assert response.status_code == 200
    assert response.context["form"].errors
    assert client.get(page_of(draft, step)).status_code == 200


def test_unreadable_sign_message_says_what_to_do(client, held):
    draft = held(complete=True)
    response = client.post(page_of(draft, "motivation"), "motivation=a%00b", content_type=FORM)
    [message] = response.context["form"].errors["motivation"]
    assert "Supprimez" in message or "Delete" in message


def test_a_megabyte_of_text_is_kept_and_the_message_names_the_limit(client, held):
    draft = held(complete=True)
    response = client.post(page_of(draft, "motivation"), {"motivation": "é" * 500_000})
    [message] = response.context["form"].errors["motivation"]
    assert "1\u202f500" in message
    assert len(Draft.objects.get().answers["motivation"]["typed"]["motivation"][0]) == 500_000


def test_a_body_beyond_the_limit_gets_a_clear_page(client, held):
    draft = held(complete=True)
    response = client.post(page_of(draft, "motivation"), {"motivation": "a" * 3_000_000})
    assert response.status_code == 413
    assert "no-store" in response["Cache-Control"]
    assert Draft.objects.get().answers == all_typed()


def test_too_many_fields_get_a_clear_page(client, held):
    response = client.post(page_of(held(), "situation"), {f"field{n}": "x" for n in range(2_000)})
    assert response.status_code == 400


@pytest.mark.parametrize("token", [None, "", "a" * 64])
def test_an_expired_token_gives_the_typed_step_back_ready_to_send_again(held, client, token):
    draft = held(answers=all_typed("motivation"))
    strict = Client(enforce_csrf_checks=True)
    strict.cookies = client.cookies
    data = {"motivation": "Mes raisons"} | ({} if token is None else {"csrfmiddlewaretoken": token})
    refused = strict.post(page_of(draft, "motivation"), data)
    assert refused.status_code == 403
    assert "Mes raisons" in refused.content.decode()
    assert "no-store" in refused["Cache-Control"]
    assert "motivation" not in Draft.objects.get().answers
    fresh = {"motivation": "Mes raisons", "csrfmiddlewaretoken": str(refused.context["csrf_token"])}
    assert strict.post(page_of(draft, "motivation"), fresh).url == page_of(draft, "documents")


def test_an_expired_token_elsewhere_gives_the_text_back_but_never_the_code():
    strict = Client(enforce_csrf_checks=True)
    answer = strict.post(reverse("forms:answer"), {"answer": "Samedi matin"})
    assert (answer.status_code, "Samedi matin" in answer.content.decode()) == (403, True)
    follow = strict.post(reverse("forms:follow"), {"reference": "K7M4-2QXD", "code": "AAAA99"})
    assert (follow.status_code, "AAAA99" in follow.content.decode()) == (403, False)


def test_an_expired_token_on_an_unknown_draft_still_gives_the_text_back():
    url = reverse("forms:step", args=["colocation", uuid.uuid4(), "motivation"])
    response = Client(enforce_csrf_checks=True).post(url, {"motivation": "Mes raisons"})
    assert (response.status_code, "Mes raisons" in response.content.decode()) == (404, True)


def test_the_page_of_a_breakdown_stands_alone(client, monkeypatch, settings):
    client.raise_request_exception = False
    monkeypatch.setattr("forms.views.INTAKES", None)
    response = client.get(reverse("forms:start", args=["colocation"]))
    assert response.status_code == 500
    assert "04 67 34 70 00" in response.content.decode()
    assert "<link" not in response.content.decode()
