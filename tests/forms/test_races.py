"""Several windows, one draft, the same instant. Needs a database that takes several connections."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection, connections
from django.http import HttpResponse
from django.test import Client

from forms.intake import Journey
from forms.intakes import INTAKES
from forms.models import Draft, StoredFile, Submission
from forms.services import filing
from forms.services.submitting import submit
from home.records.models import Notification
from tests.forms.conftest import page_of
from tests.forms.factories import PAGES, DraftFactory, SubmissionFactory, typed
from tests.forms.nasty import upload
from tests.forms.papers import kept

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(
        connection.vendor == "sqlite", reason="one connection only: the test database of SQLite is in memory"
    ),
]
WINDOWS = 4


def at_once(act, arguments):
    """Run `act` on each argument, all started together, each on a connection of its own."""
    gate = Barrier(len(arguments))

    def run(argument):
        gate.wait(timeout=10)
        try:
            return act(argument)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(arguments)) as pool:
        return list(pool.map(run, arguments))


def test_sending_from_several_windows_at_once_makes_one_request_and_one_mail():
    draft = DraftFactory(complete=True)
    answers = Journey(INTAKES["colocation"], {step: kept["typed"] for step, kept in draft.answers.items()}).answers
    sent = at_once(lambda copy: submit(copy, answers=answers, language="fr"), [draft] * WINDOWS)
    assert {submission.pk for submission in sent} == {Submission.objects.get().pk}
    assert Notification.objects.count() == 1


def test_different_steps_saved_at_once_are_all_kept(client, held):
    draft, steps = held(), ["situation", "contact", "adresse", "motivation"]
    cookies = client.cookies

    def save(step):
        window = Client()
        window.cookies = cookies
        return window.post(page_of(draft, step), typed(step) | {"action": "leave", "version": "0"}).status_code

    assert at_once(save, steps) == [302] * len(steps)
    assert set(Draft.objects.get().answers) == set(steps)


def test_one_step_saved_at_once_is_won_by_one_window_and_shown_back_to_the_others(client, held, monkeypatch):
    draft, cookies = held(), client.cookies
    monkeypatch.setattr("forms.wizard.IntakeWizard.let_choose", lambda self, typed: HttpResponse(status=409))

    def save(text):
        window = Client()
        window.cookies = cookies
        data = {"motivation": f"Texte {text}", "action": "leave", "version": "0"}
        return window.post(page_of(draft, "motivation"), data).status_code

    assert sorted(at_once(save, list(range(WINDOWS)))) == [302] + [409] * (WINDOWS - 1)


def test_of_one_late_document_sent_from_two_windows_at_once_one_stays_and_two_documents_are_both_named(quick):
    submission = SubmissionFactory(answers={"documents": PAGES["documents"]})
    sendings = [("identite", b"one"), ("identite", b"two"), ("inscription", b"three")]

    def send(sending):
        slot, content = sending
        try:
            filing.add_late(submission, slot, [filing.store(slot, upload(content))])
        except filing.NotAwaited:
            return "too late"
        return "kept"

    assert at_once(send, sendings) == ["kept", "kept", "kept"]  # nobody has looked yet: the later takes the place
    files = {file.slot: [file.line] for file in StoredFile.objects.all()}
    assert Submission.objects.get().answers["documents"] == files
    assert len(kept()) == 2
