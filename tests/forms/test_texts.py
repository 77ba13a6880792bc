"""Words of staff in the place of those of the code: they reach every page, and answers given before stay good."""

import html
from dataclasses import replace

import pytest
from django.contrib.auth.models import User
from django.urls import reverse
from django.utils.translation import override

from forms.intake import Journey, summary
from forms.intakes import INTAKES
from forms.intakes.fields import TextField
from forms.models import IntakeSettings, Submission
from forms.papers import documents
from forms.services import wording
from forms.services.submitting import submit
from forms.texts import worded
from tests.forms.conftest import page_of
from tests.forms.factories import AgentFactory, SubmissionFactory, all_typed, typed
from tests.forms.papers import slot_of
from tests.forms.samples.colocation import PAGES

pytestmark = pytest.mark.django_db
INTAKE = INTAKES["colocation"]


@pytest.fixture
def editor():
    return User.objects.create_user("communication")


def words_of(response) -> str:
    return " ".join(html.unescape(response.content.decode()).split())


def as_staff_set_it(language: str = "fr"):
    with override(language):
        return worded(INTAKE, IntakeSettings.of("colocation"))


def choose(*talents: str) -> dict:
    return {**typed("heures"), "talents": list(talents)}


def test_the_words_of_the_code_stand_where_staff_wrote_nothing():
    assert [form for _step, form in as_staff_set_it().steps] == [form for _step, form in INTAKE.steps]


def test_a_page_shows_the_words_of_staff_in_their_language_only(client, held, editor):
    texts = {
        "heures//lead": "Parlons de vos heures.",
        "heures/slots/label": "Quand ?",
        "heures/slots/help": "Un moment.",
    }
    wording.reword("colocation", "fr", texts, by=editor)
    draft = held(answers=all_typed())
    page = words_of(client.get(page_of(draft, "heures")))
    with override("en"):
        english = words_of(client.get(page_of(draft, "heures")))
    assert all(text in page and text not in english for text in texts.values())


def test_the_check_page_and_the_agent_read_the_words_of_staff(client, held, editor):
    wording.reword(
        "colocation", "fr", {"heures/slots/label": "Quand ?", "heures/talents/=games": "Les dames"}, by=editor
    )
    pages = {**PAGES, "heures": choose("games")}
    draft = held(answers={step: {"typed": pages[step], "version": 1} for step in all_typed()}, version=9)
    checked = words_of(client.get(page_of(draft, "verifier")))
    submission = submit(draft, answers=Journey(INTAKE, pages).answers, language="fr")
    client.force_login(AgentFactory())
    read = words_of(client.get(reverse("submissions:detail", args=[submission.pk])))
    for page in (checked, read):
        assert "Quand ?" in page and "Les dames" in page


def test_markup_typed_by_staff_is_only_text(client, held, editor):
    wording.reword("colocation", "fr", {"heures/slots/help": "<script>alert(1)</script>"}, by=editor)
    page = client.get(page_of(held(answers=all_typed()), "heures")).content.decode()
    assert "<script>alert" not in page and "&lt;script&gt;alert" in page


def test_choices_are_offered_in_the_order_of_staff_without_the_hidden_ones(client, held, editor):
    key = wording.add_choice("colocation", "heures", "talents", "Jouer aux échecs", language="fr", by=editor)
    wording.arrange("colocation", "heures", "talents", [key, "sport", "games"], ["music"], by=editor)
    field = client.get(page_of(held(answers=all_typed("heures")), "heures")).context["form"]["talents"]
    offered = [choice.data["value"] for choice in field]
    assert offered[:3] == [key, "sport", "games"]
    assert "music" not in offered
    assert len(offered) == len(dict(field.field.choices)) - 1
    assert next(choice.id_for_label for choice in field) == field.first_id


def test_an_added_choice_is_sent_and_read_in_french_until_it_is_translated(editor):
    key = wording.add_choice("colocation", "heures", "talents", "Jouer aux échecs", language="fr", by=editor)
    answers = Journey(as_staff_set_it(), {**PAGES, "heures": choose(key)}).answers
    assert answers["heures"]["talents"] == [key]
    assert "Jouer aux échecs" in str(summary(as_staff_set_it("en"), answers))
    wording.reword("colocation", "en", {f"heures/talents/={key}": "Playing chess"}, by=editor)
    assert "Playing chess" in str(summary(as_staff_set_it("en"), answers))
    assert "Jouer aux échecs" in str(summary(as_staff_set_it("fr"), answers))


def test_a_draft_begun_before_a_choice_was_hidden_keeps_it_and_still_shows_it(client, held, editor):
    pages = {**PAGES, "heures": choose("music")}
    draft = held(answers={step: {"typed": pages[step], "version": 1} for step in all_typed()}, version=9)
    wording.arrange("colocation", "heures", "talents", [], ["music", "sport"], by=editor)
    shown = client.get(page_of(draft, "heures")).context["form"]["talents"]
    boxes = {choice.data["value"]: choice.data["selected"] for choice in shown}
    assert boxes["music"] and "sport" not in boxes
    assert client.post(page_of(draft, "heures"), pages["heures"]).status_code == 302
    client.post(page_of(draft, "verifier"), PAGES["verifier"])
    assert Submission.objects.get().answers["heures"]["talents"] == ["music"]


def test_what_was_sent_stays_readable_after_a_choice_is_renamed_or_hidden(client, editor):
    submission = SubmissionFactory(answers={"heures": {"talents": ["music", "games"]}})
    wording.reword("colocation", "fr", {"heures/talents/=games": "Les dames"}, by=editor)
    wording.arrange("colocation", "heures", "talents", [], ["music", "games"], by=editor)
    client.force_login(AgentFactory())
    page = words_of(client.get(reverse("submissions:detail", args=[submission.pk])))
    assert "Les dames" in page and "Musique" in page


def test_a_choice_that_the_code_gains_later_comes_last(editor):
    wording.arrange("colocation", "heures", "talents", ["sport"], [], by=editor)
    settings = IntakeSettings.of("colocation")
    settings.choices["heures/talents"]["order"].remove("music")
    settings.save()
    form = dict(as_staff_set_it().steps)["heures"]()
    assert list(dict(form.fields["talents"].choices))[-1] == "music"


def test_a_draft_begun_before_a_new_question_is_asked_only_that_one(client, held, monkeypatch):
    steps = dict(INTAKE.steps)

    class Longer(steps["etudes"]):
        campus = TextField(label="Votre campus", required_message="Indiquez votre campus")

    newer = replace(INTAKE, steps=tuple((step, Longer if step == "etudes" else form) for step, form in INTAKE.steps))
    draft = held(complete=True)
    monkeypatch.setitem(INTAKES, "colocation", newer)
    assert client.get(page_of(draft, "verifier")).url.startswith(page_of(draft, "etudes"))
    page = client.get(page_of(draft, "etudes"))
    assert page.context["form"]["school"].value() == PAGES["etudes"]["school"][0]
    answered = client.post(page_of(draft, "etudes") + "?retour", {**PAGES["etudes"], "campus": "Triolet"})
    assert answered.url == page_of(draft, "verifier")


def test_a_choice_that_a_rule_names_cannot_be_hidden_nor_all_choices_nor_those_with_logic(editor):
    with pytest.raises(wording.NamedChoice):
        wording.arrange("colocation", "heures", "languages", [], ["lsf"], by=editor)
    every = list(dict(dict(INTAKE.steps)["heures"]().fields["talents"].choices))
    with pytest.raises(wording.NothingLeft):
        wording.arrange("colocation", "heures", "talents", [], every, by=editor)
    with pytest.raises(LookupError):
        wording.arrange("colocation", "situation", "student", [], ["no"], by=editor)
    assert IntakeSettings.of("colocation").choices == {}


def test_two_added_choices_with_the_same_words_stay_apart(editor):
    keys = [wording.add_choice("colocation", "heures", "talents", "!", language="fr", by=editor) for _ in range(3)]
    assert len(set(keys)) == 3


def test_texts_cost_one_query_a_page(client, held, editor, django_assert_max_num_queries):
    wording.reword("colocation", "fr", {"heures//lead": "Parlons de vos heures."}, by=editor)
    wording.arrange("colocation", "heures", "talents", ["sport"], ["music"], by=editor)
    draft = held(answers=all_typed())
    with django_assert_max_num_queries(12) as reading:
        client.get(page_of(draft, "heures"))
    with django_assert_max_num_queries(15):
        client.post(page_of(draft, "heures"), PAGES["heures"])
    assert sum("forms_intakesettings" in query["sql"] for query in reading) == 1


def test_documents_are_asked_for_in_the_words_of_staff_everywhere(client, held, editor):
    texts = {
        "documents/identite/label": "Une pièce avec photo",
        "documents/identite/help": "Une seule suffit.",
        "documents/identite/accepted": "carte d’identité\ncarte de séjour",
    }
    wording.reword("colocation", "fr", texts, by=editor)
    draft = held(answers=all_typed("documents", "verifier"), version=8)
    assert "Une pièce avec photo" in words_of(client.get(page_of(draft, "documents")))
    page = words_of(client.get(slot_of(draft, "identite")))
    assert all(text in page for text in ("Une pièce avec photo", "Une seule suffit.", "carte de séjour"))
    assert "permis" not in page
    sent = SubmissionFactory(answers={"documents": {"identite": ["paper"]}})
    assert [document.slot.label for document in documents(sent, INTAKE)] == ["Une pièce avec photo"]
