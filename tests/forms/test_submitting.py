"""Sending: once, whatever the haste; findable, unreadable, acknowledged."""

import pytest
from django.core import mail
from django.db import connection
from django.test import Client
from wagtail.models import ModelLogEntry

from forms.drafts import StaleDraft
from forms.intake import Journey, summary
from forms.intakes import INTAKES
from forms.models import Draft, Inbox, Submission, SubmissionHash
from forms.services.submitting import submit
from home.records.hashing import email_digest, name_query, phone_digest
from tests.forms.conftest import page_of
from tests.forms.factories import DraftFactory, typed

pytestmark = pytest.mark.django_db
COLOCATION = INTAKES["colocation"]
CANARIES = ("Zéphyrine", "Canari", "canari", "612345678", "6 12 34 56 78")


def answers_of(draft) -> dict:
    return Journey(COLOCATION, {step: kept["typed"] for step, kept in draft.answers.items()}).answers


def send(client, draft):
    return client.post(page_of(draft, "verifier"), typed("verifier"))


def submitted(**values) -> Submission:
    draft = DraftFactory(complete=True, **values)
    return submit(draft, answers=answers_of(draft), language="fr")


def test_sending_makes_one_request_and_shows_its_receipt(client, held):
    response = send(client, held(complete=True))
    assert response.status_code == 302
    assert Submission.objects.get().reference in client.get(response.url).content.decode()


def test_sending_again_leads_to_the_same_receipt(client, held):
    draft = held(complete=True)
    assert send(client, draft).url == send(client, draft).url == client.get(page_of(draft, "contact")).url
    assert Submission.objects.count() == 1


def test_two_drafts_make_two_requests(client, held):
    urls = {send(client, held(complete=True)).url for _ in range(2)}
    assert len(urls) == Submission.objects.count() == 2


def test_nothing_is_sent_without_the_last_tick_nor_on_a_mere_visit(client, held):
    draft = held(complete=True)
    client.get(page_of(draft, "verifier"))
    page = client.post(page_of(draft, "verifier"), {"action": "continue"})
    assert page.context["form"].errors
    assert not Submission.objects.exists()


def test_nothing_is_sent_while_a_step_is_missing(client, held):
    draft = held(complete=True)
    client.post(page_of(draft, "etudes"), {"action": "leave"})
    assert send(client, draft).url == page_of(draft, "etudes")
    assert not Submission.objects.exists()


def test_a_draft_that_changed_since_it_was_read_is_not_sent():
    draft = DraftFactory(complete=True)
    answers = answers_of(draft)
    Draft.objects.update(version=99)
    with pytest.raises(StaleDraft):
        submit(draft, answers=answers, language="fr")


def test_answers_changed_in_another_window_are_shown_before_they_are_sent(client, held):
    draft = held(complete=True)
    client.post(page_of(draft, "etudes"), typed("etudes") | {"school": ["Autre école"], "version": "8"})
    page = client.post(page_of(draft, "verifier"), typed("verifier") | {"version": "8"})
    assert page.status_code == 409
    assert "Autre école" in page.content.decode()
    assert not Submission.objects.exists()
    again = typed("verifier") | {"version": str(page.context["draft"].version)}
    assert client.post(page_of(draft, "verifier"), again).status_code == 302
    assert Submission.objects.get().answers["etudes"]["school"] == "Autre école"


def test_the_draft_is_blanked_but_for_its_code():
    submission = submitted()
    draft = Draft.objects.get()
    assert draft.answers == {}
    assert draft.code == "K7M4QX"
    assert submission.draft == draft


def test_the_request_goes_to_the_inbox_that_the_route_names():
    assert submitted().team == Inbox.objects.get(slug="colocation").team


def test_the_team_finds_it_by_name_phone_and_mail():
    submission = submitted()
    digests = {*name_query("canari zep"), phone_digest("+33 6 12 34 56 78"), email_digest("CANARI@exemple.fr")}
    found = SubmissionHash.objects.filter(submission=submission, digest__in=digests)
    assert found.count() == len(digests)


def test_the_log_says_which_request_and_nothing_of_the_person():
    submission = submitted()
    entry = ModelLogEntry.objects.get(action="forms.submitted")
    assert entry.label == submission.reference
    assert entry.data == {"intake": "colocation", "channel": "web"}


def test_one_mail_leaves_after_the_commit_and_says_nothing_of_the_person(django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        draft = DraftFactory(complete=True)
        answers = answers_of(draft)
        submission = submit(draft, answers=answers, language="fr")
        submit(draft, answers=answers, language="fr")
        assert mail.outbox == []
    [message] = mail.outbox
    assert message.to == ["canari@exemple.fr"]
    assert submission.reference in message.body
    assert "/demarches/suivi/" in message.body
    for canary in (*CANARIES, submission.draft.code):
        assert canary not in message.subject + message.body


def test_no_mail_is_owed_to_someone_without_an_address(django_capture_on_commit_callbacks, client, held):
    draft = held(complete=True)
    client.post(page_of(draft, "contact"), {"preference": "letter", "action": "leave"})
    with django_capture_on_commit_callbacks(execute=True):
        assert send(client, draft).status_code == 302
    assert mail.outbox == []


def test_the_tables_hold_no_answer_in_clear():
    submitted()
    DraftFactory(complete=True)
    with connection.cursor() as cursor:
        for model in (Draft, Submission):
            cursor.execute(f'SELECT * FROM "{model._meta.db_table}"')  # noqa: S608
            cells = "".join(_text(cell) for row in cursor.fetchall() for cell in row)
            assert not [canary for canary in CANARIES if canary in cells]


def _text(cell) -> str:
    return bytes(cell).decode(errors="replace") if isinstance(cell, bytes | memoryview) else str(cell)


def test_stored_answers_read_as_they_did_on_the_check_page():
    draft = DraftFactory(complete=True)
    answers = answers_of(draft)
    shown = summary(COLOCATION, answers)
    submit(draft, answers=answers, language="fr")
    assert summary(COLOCATION, Submission.objects.get().answers) == shown


def test_answers_off_the_path_are_not_sent(client, held):
    draft = held(complete=True)
    client.post(page_of(draft, "etudes"), typed("etudes") | {"intruder": "x"})
    send(client, draft)
    assert set(Submission.objects.get().answers) == set(dict(COLOCATION.steps))
    assert "intruder" not in str(Submission.objects.get().answers)


def test_a_reference_already_taken_is_drawn_again(monkeypatch):
    drawn = iter(["K7M4-2QXD", "K7M4-2QXD", "2222-2227"])
    monkeypatch.setattr("forms.services.submitting.new_reference", lambda: next(drawn))
    assert [submitted().reference, submitted().reference] == ["K7M4-2QXD", "2222-2227"]


def test_a_late_change_is_shown_back_since_it_is_not_in_the_request(client, held):
    draft = held(complete=True)
    send(client, draft)
    late = client.post(page_of(draft, "motivation"), {"motivation": "Un mot de plus"})
    assert late.status_code == 409
    assert "Un mot de plus" in late.content.decode()


def test_receipt_shows_the_code_on_the_device_that_sent_only(client, held):
    receipt = send(client, held(complete=True)).url
    assert "K7M4QX" in client.get(receipt).content.decode()
    elsewhere = Client().get(receipt).content.decode()
    assert "K7M4QX" not in elsewhere
    assert Submission.objects.get().reference in elsewhere
    assert not [canary for canary in CANARIES if canary in elsewhere]
