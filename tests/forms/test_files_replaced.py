"""A document that came after sending: sent again in its place, until an agent has looked at it."""

import pytest

from forms.models import StoredFile
from forms.services import filing, reviewing
from home.records.reading import record_read
from tests.forms.factories import AgentFactory
from tests.forms.nasty import upload
from tests.forms.papers import kept
from tests.forms.test_files_late import FOLLOW, PAPER, late, lines, opened, send, submission, words

__all__ = ["opened", "submission"]
pytestmark = pytest.mark.django_db


def test_until_an_agent_looks_other_files_take_its_place(client, opened, quick, django_capture_on_commit_callbacks):
    send(client, b"one")
    assert f'href="{late()}"' in words(client.get(FOLLOW))
    assert client.get(late()).status_code == 200
    with django_capture_on_commit_callbacks(execute=True):
        assert send(client, b"two", b"three").status_code == 302
    assert (StoredFile.objects.count(), len(lines()), len(kept())) == (2, 2, 2)
    record_read(AgentFactory(), opened, "document inscription")  # another one
    assert client.get(late()).status_code == 200


@pytest.mark.parametrize("verb", ["accept", "read"])
def test_an_agents_look_or_word_closes_the_door(client, opened, quick, verb):
    send(client, b"one")
    agent = AgentFactory()
    if verb == "accept":
        reviewing.accept(opened, PAPER, by=agent)
    else:
        record_read(agent, opened, filing.read_of(PAPER))
    assert late() not in words(client.get(FOLLOW))
    with pytest.raises(filing.NotAwaited):
        filing.add_late(opened, PAPER, [filing.store(PAPER, upload(b"two"))])
    assert StoredFile.objects.count() == 1


def test_a_look_at_what_was_there_before_does_not_close_the_door(client, opened, quick):
    send(client, b"one")
    record_read(AgentFactory(), opened, filing.read_of(PAPER))
    StoredFile.objects.all().delete()
    opened.save()  # its answers as they were: promised
    send(client, b"two")
    assert client.get(late()).status_code == 200
