"""A forgotten password: whether the address is known is told by the mail alone, neither by words nor by time."""

import re

import pytest
from django.core import mail
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from home.records.models import Notification
from home.signin import tasks
from tests.home.signin.conftest import sign_in

FORGOTTEN = "/gestion/compte/mot-de-passe/oublie/"
NEW = "une autre phrase assez longue"


@pytest.fixture
def asks(client, django_capture_on_commit_callbacks):
    def ask(email):
        with django_capture_on_commit_callbacks(execute=True):
            return client.post(FORGOTTEN, {"email": email})

    return ask


def test_the_link_comes_by_mail_and_gives_a_new_password(client, agent, asks):
    asks("Agent@exemple.fr")
    (message,) = mail.outbox
    assert message.to == ["agent@exemple.fr"]
    address = re.search(r"http\S+(/gestion/compte/mot-de-passe/nouveau/\S+)", message.body).group(1)
    form = client.get(address, follow=True)
    client.post(form.redirect_chain[-1][0], {"password1": NEW, "password2": NEW})
    assert sign_in(type(client)(), password=NEW).status_code == 302


@pytest.mark.parametrize("email", ["inconnue@exemple.fr", "partie@exemple.fr"])
def test_an_unknown_address_and_a_closed_account_get_nothing(agent, asks, email, django_user_model):
    django_user_model.objects.create_user("partie", email="partie@exemple.fr", is_active=False)
    assert asks(email).url == asks("agent@exemple.fr").url == reverse("account_reset_password_done")
    assert [message.to for message in mail.outbox] == [["agent@exemple.fr"]]


def test_the_answer_does_the_same_work_for_a_known_address_and_an_unknown_one(client, agent, monkeypatch):
    asked, work = [], []
    monkeypatch.setattr(tasks.mail_reset_link.__class__, "enqueue", lambda task, sealed: asked.append(sealed))
    for email in ["agent@exemple.fr", "agenx@exemple.fr"]:
        with CaptureQueriesContext(
            connection,
        ) as queries:
            client.post(FORGOTTEN, {"email": email})
        work.append([query["sql"].split()[0] for query in queries])
    assert work[0] == work[1]
    assert len(asked) == 2 and len(set(map(len, asked))) == 1
    assert not Notification.objects.exists()


def test_the_queue_holds_no_address(client, agent, monkeypatch):
    asked = []
    monkeypatch.setattr(tasks.mail_reset_link.__class__, "enqueue", lambda task, sealed: asked.append(sealed))
    client.post(FORGOTTEN, {"email": "agent@exemple.fr"})
    assert "agent" not in asked[0] and "exemple" not in asked[0]
