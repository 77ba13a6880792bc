"""After a whole journey, nothing of the person is in any table but sealed: the database is read as raw values."""

import re

import pytest
from django.core import mail
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.urls import reverse

from forms.models import Draft, Inquiry, Submission
from forms.services import deciding
from tests.forms.conftest import press
from tests.forms.factories import PAGES, AgentFactory, typed

pytestmark = pytest.mark.django_db

QUESTION, ANSWER, MESSAGE = "Venez-vous samedi, canari ?", "Canari vient dimanche", "Un mot pour le canari"
CANARIES = ("canari", "zéphyrine", "zephyrine", "0612345678", "06 12 34 56 78", "33612345678", "2004-03-07", "infirmi")


def raw_rows() -> str:
    """Every value of every table, bytes as they are."""
    with connection.cursor() as cursor:
        values = []
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")  # noqa: S608 – the names are our own
            values += [value for row in cursor.fetchall() for value in row]
    blobs = (bytes(value) if isinstance(value, (bytes, memoryview)) else str(value).encode() for value in values)
    return b"\n".join(blobs).decode(errors="replace").casefold()


@pytest.fixture
def journey(client, django_capture_on_commit_callbacks, caplog):
    """A person sends a request, an agent asks and decides, the person answers."""
    with django_capture_on_commit_callbacks(execute=True):
        client.post(reverse("forms:start", args=["colocation"]))
        draft = Draft.objects.get()
        for step in PAGES:
            press(client, draft, step, typed(step))
        submission, agent = Submission.objects.get(), AgentFactory()
        deciding.take(submission, by=agent)
        deciding.ask(submission, QUESTION, by=agent)
        client.post(reverse("forms:follow"), {"reference": submission.reference, "code": draft.code})
        client.post(reverse("forms:answer"), {"answer": ANSWER})
        assert Inquiry.objects.get().answer == ANSWER
        deciding.move(submission, "accepted", by=agent, message=MESSAGE)
        agent_client = Client()
        agent_client.force_login(agent)
        assert ANSWER in agent_client.get(reverse("submissions:detail", args=[submission.pk])).content.decode()
        agent_client.get(reverse("submissions:list"), {"q": "Canari"})
    return submission, draft.code


def test_no_table_holds_a_word_of_the_person(journey):
    submission, code = journey
    rows = raw_rows()
    assert submission.reference.casefold() in rows
    assert [word for word in (*CANARIES, code.casefold()) if word in rows] == []


def test_neither_mail_nor_log_nor_cache_says_a_word_of_the_person(journey, caplog):
    _submission, code = journey
    letters = [re.sub(r"(?m)^To: .*$", "", letter.message().as_string()) for letter in mail.outbox]
    assert len(letters) >= 3
    kept = " ".join([*letters, caplog.text, repr(getattr(cache, "_cache", ""))]).casefold()
    assert [word for word in (*CANARIES, code.casefold()) if word in kept] == []
