"""What is held on one person is found in all teams, given whole, and erased; the officer sees references only."""

import io
import json
import zipfile

import pytest
from django.urls import reverse
from django.utils import timezone

from forms.intake import Journey
from forms.intakes import INTAKES
from forms.models import PurgeBatch, Submission, SubmissionHash
from forms.services import answering, deciding, rights
from forms.services.submitting import submit
from home.records.models import ReadEntry, Record
from tests.forms.factories import AgentFactory, DraftFactory, InboxFactory
from tests.forms.officers import officer, round_of_the_day, sign_all
from tests.forms.samples import each, sample, unsent

pytestmark = pytest.mark.django_db

SAMPLES = {slug: sample(slug) for slug in INTAKES}
PERSON, EXPORT, ERASE = (reverse(f"conservation:{name}") for name in ("person", "export", "erase"))
CANARI = {"name": "Zéphyrine Canari", "reach": "06 12 34 56 78"}


@pytest.fixture
def dpo(client):
    user = officer()
    client.force_login(user)
    return user


def sent(slug: str = "colocation", way: str = "") -> Submission:
    intake = INTAKES[slug]
    pages = SAMPLES[slug].ways[way] if way else SAMPLES[slug].plainest
    answers = Journey(intake, pages).answers
    InboxFactory(slug=intake.route(answers))
    return submit(DraftFactory(intake=slug, answers=unsent(intake, pages)), answers=answers, language="fr")


def unpacked(response) -> tuple[list[dict], str]:
    with zipfile.ZipFile(io.BytesIO(response.content)) as archive:
        assert archive.testzip() is None
        return json.loads(archive.read("donnees.json")), archive.read("donnees.html").decode()


def test_a_person_is_found_in_all_teams_by_references_only(client, dpo):
    found = {sent("colocation").reference, sent("signalement").reference}
    response = client.post(PERSON, CANARI)
    assert {row.reference for row in response.context["rows"]} == found
    shown = response.content.decode().partition('class="sa-table"')[2]
    assert "Canari" not in shown and "canari@" not in shown


@pytest.mark.parametrize(
    ("name", "reach", "found"),
    [
        ("zephyrine CANARI", "+33 6 12 34 56 78", 1),
        ("Canari", "canari@exemple.fr", 1),
        ("Zéphyrine Merle", "06 12 34 56 78", 0),
        ("Zéphyrine Canari", "06 99 99 99 99", 0),
        ("Zéphyrine Canari", "autre@exemple.fr", 0),
    ],
)
def test_name_and_reach_must_both_be_theirs(client, dpo, name, reach, found):
    sent()
    assert len(client.post(PERSON, {"name": name, "reach": reach}).context["rows"]) == found


@pytest.mark.parametrize(
    "typed", [{}, {"name": "", "reach": "x"}, {"name": "!", "reach": "a@b.fr"}, {"name": "Canari"}]
)
def test_half_a_search_says_what_is_missing(client, dpo, typed):
    response = client.post(PERSON, typed)
    assert response.status_code == 200 and response.context["form"].errors


def test_a_find_is_a_read(client, dpo):
    submission = sent()
    client.post(PERSON, CANARI)
    entry = ReadEntry.objects.get()
    assert (entry.user, entry.record_id, entry.what) == (dpo, submission.pk, "found")


def test_a_name_never_stands_in_an_address(client, dpo):
    assert "rows" not in client.get(PERSON, CANARI).context
    assert not ReadEntry.objects.exists()


@pytest.mark.parametrize(("slug", "way"), each(SAMPLES, "ways"))
@pytest.mark.slow
def test_an_export_holds_every_answer_for_a_machine_and_for_a_reader(client, dpo, slug, way):
    submission = sent(slug, way)
    [data], page = unpacked(client.post(EXPORT, {"chosen": [submission.reference], "reason": "access"}))
    assert data["answers"] == Submission.objects.get().answers
    assert data["name"] == submission.name and submission.name in page
    assert "<script" not in page and "code_hash" not in data


def test_an_export_holds_questions_answers_messages_and_history_and_names_no_agent(client, dpo):
    submission, agent = sent(), AgentFactory(username="agentsecret")
    deciding.take(submission, by=agent)
    answering.answer(deciding.ask(submission, "Quand & où ?", by=agent), "Lundi <matin>")
    deciding.move(submission, "accepted", by=agent, message="Bienvenue")
    [data], page = unpacked(client.post(EXPORT, {"chosen": [submission.reference], "reason": "access"}))
    assert data["related"]["inquiry"][0]["answer"] == "Lundi <matin>" and data["message"] == "Bienvenue"
    assert [line["action"] for line in data["history"]] == [
        "forms.moved",
        "forms.answered",
        "forms.asked",
        "forms.taken",
        "forms.submitted",
    ]
    assert len(data["messages"]) == 3 and submission.reference in data["messages"][0]["subject"]
    assert "Lundi &lt;matin&gt;" in page and "Quand &amp; où ?" in page
    assert "agentsecret" not in page + json.dumps(data)


def test_every_kind_of_row_that_hangs_on_a_request_is_in_its_export():
    hanging = {relation.related_model for relation in Submission._meta.related_objects} - {SubmissionHash}
    exported = {model for model, _rows in rights.related(Submission())}
    assert {model for model in hanging if issubclass(model, Record)} == exported


def test_an_export_is_logged_once_a_request_with_its_reason_and_kept_nowhere(client, dpo):
    references = [sent().reference, sent().reference]
    response = client.post(EXPORT, {"chosen": references, "reason": "authority"})
    assert [entry.what for entry in ReadEntry.objects.all()] == ["export:authority"] * 2
    assert "no-store" in response["Cache-Control"]
    assert "attachment" in response["Content-Disposition"] and "Canari" not in response["Content-Disposition"]


@pytest.mark.parametrize("url", [EXPORT, ERASE])
def test_without_a_reason_or_a_request_nothing_is_opened(client, dpo, url):
    submission = sent()
    listed = {"listed": [submission.reference]}
    for typed in (
        {"chosen": [submission.reference]},
        {"reason": "access"},
        {"chosen": ["K7M4-2QXD"], "reason": "access"},
    ):
        response = client.post(url, listed | typed)
        assert response.context["chosen"].errors
        assert [row.reference for row in response.context["rows"]] == [submission.reference]
    assert not ReadEntry.objects.exists() and not PurgeBatch.objects.exists()


def test_an_erasure_is_confirmed_signed_and_run(client, dpo):
    submission, typed = sent(), {"reason": "erasure"}
    typed["chosen"] = [submission.reference]
    assert "confirmed" in client.post(ERASE, typed).content.decode()
    assert not PurgeBatch.objects.exists()
    response = client.post(ERASE, typed | {"confirmed": "1"})
    batch = PurgeBatch.objects.get()
    assert response.url == reverse("conservation:batch", args=[batch.pk])
    assert batch.asked and batch.items.get().due_on == timezone.localdate()
    sign_all(dpo)
    round_of_the_day()
    assert not Submission.objects.exists()


def test_what_is_signed_for_already_is_said(client, dpo):
    submission = sent()
    typed = {"chosen": [submission.reference], "reason": "erasure", "confirmed": "1"}
    client.post(ERASE, typed)
    sign_all(dpo)
    response = client.post(ERASE, typed, follow=True)
    assert submission.reference in response.content.decode()
    assert PurgeBatch.objects.count() == 1
