"""Messages of agents to applicants: read on the follow-up page, never in a mail; ready-made ones read first."""

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from forms.models import Message, MessageTemplate
from forms.services import deciding, history, messaging
from home.records.models import Notification
from tests.forms.factories import CANARY, AgentFactory, SubmissionFactory
from tests.forms.officers import officer

pytestmark = pytest.mark.django_db
WORDS = {"fr": "Bonjour {nom}, votre demande {reference} : {demarche}. {lien}", "en": "Hello {nom}: {reference}"}


@pytest.fixture
def agent(client):
    user = AgentFactory()
    client.force_login(user)
    return user


def template(**values):
    return MessageTemplate.objects.create(**{"name": "Accueil", "texts": WORDS} | values)


def post(client, submission, **typed):
    typed = {"seen": history.last_entry(submission)} | typed
    return client.post(reverse("submissions:act", args=[submission.pk, "ecrire"]), typed)


def test_a_ready_made_message_comes_back_with_the_real_request_before_it_is_sent(client, agent):
    request, chosen = SubmissionFactory(in_review=True), template()
    page = post(client, request, template=chosen.pk, text="")
    text = page.context["form"]["text"].value()
    assert text.startswith(f"Bonjour {CANARY}, votre demande {request.reference} : ")
    assert "{" not in text
    assert not Message.objects.exists()
    assert post(client, request, template=chosen.pk, text=text + " À bientôt").status_code == 302
    assert Message.objects.get().text == text + " À bientôt"


def test_it_is_in_the_language_of_the_person_and_in_french_without_it():
    english = SubmissionFactory(language="en")
    assert messaging.ready(template(), english) == f"Hello {CANARY}: {english.reference}"
    assert messaging.ready(template(texts={"fr": "Bonjour", "en": ""}), english) == "Bonjour"


def test_templates_are_offered_by_request_and_state():
    request = SubmissionFactory(in_review=True)
    offered = [template(), template(intake="colocation"), template(status="in_review")]
    template(intake="contact"), template(status="refused"), template(hidden=True)
    assert set(messaging.templates_for(request)) == set(offered)


def test_what_is_typed_in_braces_is_no_door_to_the_request(agent):
    request = SubmissionFactory(in_review=True, name="{reference}")
    assert messaging.fill("{code_hash} {submission.answers} {nom} {0}", request) == (
        "{code_hash} {submission.answers} {reference} {0}"
    )


def test_the_person_reads_it_and_the_mail_says_no_word_of_it(client, agent):
    request = SubmissionFactory(in_review=True)
    messaging.write(request, "Venez <b>jeudi</b>", by=agent)
    notice = Notification.objects.get()
    assert "jeudi" not in notice.subject + notice.body
    person = Client()
    person.post(reverse("forms:follow"), {"reference": request.reference, "code": "K7M4QX"})
    assert "Venez &lt;b&gt;jeudi" in person.get(reverse("forms:follow")).content.decode()


def test_it_is_stored_unreadable(agent):
    messaging.write(SubmissionFactory(in_review=True), "Venez jeudi", by=agent)
    with connection.cursor() as cursor:
        cursor.execute("SELECT text FROM forms_message")
        assert "jeudi" not in str(cursor.fetchall())


def test_who_may_not_know_is_not_written_to(client, agent):
    request = SubmissionFactory(in_review=True, intake="signalement", answers={"accord": {"may_follow": False}})
    with pytest.raises(messaging.NotShared):
        messaging.write(request, "x", by=agent)
    assert client.get(reverse("submissions:act", args=[request.pk, "ecrire"])).status_code == 404
    assert post(client, request, text="x").status_code == 409


def test_a_stale_page_keeps_what_was_typed(client, agent):
    request = SubmissionFactory(in_review=True)
    seen = history.last_entry(request)
    deciding.ask(request, "Quand ?", by=agent)
    page = post(client, request, text="Venez jeudi", seen=seen)
    assert (page.status_code, "Venez jeudi" in page.content.decode()) == (409, True)
    assert not Message.objects.exists()


def test_who_gets_letters_gets_the_message_on_paper(client, agent):
    request = SubmissionFactory(
        in_review=True, contact={"email": "", "phone": "", "preference": "letter", "address": ["A", "1 rue B"]}
    )
    messaging.write(request, "Venez jeudi", by=agent)
    page = client.get(reverse("submissions:errand", args=[request.errands.get().pk])).content.decode()
    assert "Venez jeudi" in page


def test_the_lead_writes_templates_with_known_places_only(client):
    client.force_login(officer("lead", "responsable"))
    typed = {"name": "Accueil", "fr": "Bonjour {nom}", "en": ""}
    refused = client.post(reverse("lead:templates"), typed | {"fr": "Votre code : {code}"})
    assert refused.context["form"].errors["fr"]
    assert not MessageTemplate.objects.exists()
    client.post(reverse("lead:templates"), typed)
    kept = MessageTemplate.objects.get()
    client.post(reverse("lead:template", args=[kept.pk]), typed | {"en": "Hello", "hidden": "on"})
    kept.refresh_from_db()
    assert (kept.texts, kept.hidden) == ({"fr": "Bonjour {nom}", "en": "Hello"}, True)
