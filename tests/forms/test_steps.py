"""From one step to the next, seen on one request; what every request owes is in `test_intake_contract`."""

import pytest
from django.urls import reverse

from forms.models import Draft
from tests.forms.conftest import page_of
from tests.forms.factories import PAGES, all_typed, typed

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("action", ["continue", "back", "leave"])
def test_every_button_keeps_what_was_typed_even_wrong(client, held, action):
    draft = held(answers=all_typed("contact"))
    client.post(page_of(draft, "contact"), {"email": "canari@", "action": action})
    page = client.get(page_of(draft, "contact"))
    assert "canari@" in page.content.decode()
    assert not page.context["form"].is_bound


def test_forgetting_saves_the_step_and_takes_the_way_in_away(client, held):
    draft = held()
    response = client.post(page_of(draft, "situation"), {"student": "yes", "action": "forget"}, follow=True)
    assert response.status_code == 200
    assert client.get(page_of(draft, "situation")).status_code == 404
    assert Draft.objects.get().answers["situation"]["typed"] == {"student": ["yes"]}


def test_jumping_ahead_leads_to_the_first_missing_step(client, held):
    draft = held(answers=all_typed("contact", "etudes"))
    assert client.get(page_of(draft, "verifier")).url == page_of(draft, "contact")


def test_changing_an_answer_comes_back_to_the_check_page(client, held):
    draft = held(complete=True)
    page = client.get(page_of(draft, "verifier"))
    change = next(url for url, card in page.context["cards"] if card.step == "etudes")
    form = client.get(change)
    assert client.post(form.context["post_url"], typed("etudes")).url == page_of(draft, "verifier")


def test_check_page_shows_answers_in_words(client, held):
    page = client.get(page_of(held(complete=True), "verifier")).content.decode()
    for words in ("Zéphyrine", "06 12 34 56 78", "Soins infirmiers"):
        assert words in page
    assert "sat-pm" not in page


def test_not_being_concerned_is_an_exit_with_other_help_not_an_error(client, held):
    draft = held()
    response = client.post(page_of(draft, "situation"), typed("situation") | {"student": ["no"]}, follow=True)
    assert response.redirect_chain[-1][0] == page_of(draft, "sortie")
    assert "Crous" in response.content.decode()
    assert client.get(page_of(draft, "contact")).url == page_of(draft, "situation")


def test_exit_page_opens_to_nobody_else(client, held):
    draft = held(complete=True)
    assert client.get(page_of(draft, "sortie")).url == page_of(draft, "verifier")


def test_reading_a_page_writes_nothing(client, held, django_assert_max_num_queries):
    draft = held(complete=True)
    before = Draft.objects.values("version", "updated_at", "purge_on").get()
    with django_assert_max_num_queries(15) as queries:
        client.get(page_of(draft, "logement"))
    assert not [query for query in queries if not query["sql"].startswith("SELECT")]
    assert Draft.objects.values("version", "updated_at", "purge_on").get() == before


def test_a_second_window_does_not_overwrite_and_the_text_is_kept_on_screen(client, held):
    draft = held(answers=all_typed("motivation"), version=8)
    client.post(page_of(draft, "motivation"), {"motivation": "Première fenêtre", "version": "8", "action": "leave"})
    late = client.post(page_of(draft, "motivation"), {"motivation": "Seconde fenêtre", "version": "8"})
    assert late.status_code == 409
    assert "Seconde fenêtre" in late.content.decode()
    assert Draft.objects.get().answers["motivation"]["typed"] == {"motivation": ["Première fenêtre"]}
    again = {"motivation": "Seconde fenêtre", "version": str(late.context["draft"].version)}
    assert client.post(page_of(draft, "motivation"), again).url == page_of(draft, "documents")


def test_two_windows_on_two_steps_do_not_disturb_each_other(client, held):
    draft = held(complete=True)
    client.post(page_of(draft, "adresse"), typed("adresse") | {"city": ["Lattes"], "version": "8"})
    response = client.post(page_of(draft, "motivation"), {"motivation": "Autre texte", "version": "8"})
    assert response.status_code == 302


def test_start_page_lists_the_drafts_of_this_device_only(client, held):
    mine = held(complete=True)
    page = client.get(reverse("forms:start", args=["colocation"]))
    assert [draft for draft, _step in page.context["open"]] == [mine]
    client.cookies.clear()
    assert client.get(reverse("forms:start", args=["colocation"])).context["open"] == []


def test_every_page_asks_not_to_be_stored_nor_indexed(client, held):
    draft = held()
    for url in (page_of(draft, "situation"), reverse("forms:start", args=["colocation"]), reverse("forms:follow")):
        response = client.get(url)
        assert "no-store" in response["Cache-Control"]
        assert response["X-Robots-Tag"] == "noindex"


def test_the_session_holds_no_answer(client, held):
    draft = held()
    for step in PAGES:
        client.post(page_of(draft, step), typed(step) | {"action": "leave"})
    assert set(client.session.keys()) == {"drafts"}
    assert client.session["drafts"] == [str(draft.pk)]


def test_a_step_shown_with_its_errors_before_anything_was_typed_is_no_breakdown(client, held):
    draft = held()
    response = client.get(f"{page_of(draft, 'situation')}?revoir")
    assert response.status_code == 200
    assert "govuk-error-summary" in response.content.decode()
