"""On paper and in messages a phone is never the only way: a written one and a relay stand beside it, as on pages."""

import io
from datetime import time

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse
from django.utils.translation import override
from pypdf import PdfReader

from forms import receipts
from forms.inbox import letters
from forms.models import Errand
from forms.services import answering, deciding, draft_mails, networking, submitting, telling, watching
from forms.services.reaching import short
from home.models import ContactDetails
from home.records.models import Notification
from tests.forms.factories import AgentFactory, DraftFactory, IntakeWatchFactory, PartnerFactory, SubmissionFactory
from tests.home.factories import HomePageFactory
from tests.reachable import faults

pytestmark = pytest.mark.django_db
BOTH = pytest.mark.parametrize("language", ["fr", "en"])


def monday(opens: time, closes: time) -> list[tuple]:
    return [("hours", {"day": "0", "opens": opens, "closes": closes})]


@pytest.fixture(autouse=True)
def city_that_can_be_reached():
    values = {"street": "4 place Exemple", "postcode": "34000", "city": "Montpellier", "phone": "04 67 34 70 00"}
    relay = {"relay_name": "Relais Exemple", "relay_link": "https://relais.exemple.fr/"}
    hours = {"relay_opening": monday(time(8), time(19)), "lsf_desk": monday(time(9), time(12))}
    ContactDetails.objects.update_or_create(site=HomePageFactory().get_site(), defaults=values | relay | hours)


def every_message(language: str) -> list[str]:
    """What the portal writes to residents and partners, in its own words."""
    submission, agent = SubmissionFactory(language=language, in_review=True), AgentFactory()
    draft, watch = DraftFactory(language=language, email="canari@exemple.fr"), IntakeWatchFactory(language=language)
    submitting.acknowledge(submission)
    telling.tell_document(submission, "document")
    telling.tell_news(submission, "news")
    telling.tell_new_code(submission, "", "code")
    telling.tell_new_code(draft, "canari@exemple.fr", "draft code")
    answering.answer(deciding.ask(submission, "Quand ?", by=agent), "Lundi")
    networking.mail_link(PartnerFactory().email)
    about = [draft_mails.way_back(draft), draft_mails.ending(draft), watching.confirmation(watch), watching.news(watch)]
    return [body for _subject, body in about] + [notice.body for notice in Notification.objects.all()]


@BOTH
def test_no_message_leaves_the_phone_alone(language):
    messages = every_message(language)
    assert len(messages) >= 10
    assert [text for text in messages if faults(text)] == []


@BOTH
def test_no_text_message_does(language):
    with override(language):
        assert not any(faults(short("K7M4-2QXD", Errand.About(about))) for about in Errand.About.values)


@BOTH
def test_no_letter_does(language):
    submission = SubmissionFactory(language=language, refused=True)
    with override(language):
        text = "\n".join([*letters.new_code(submission), *letters.news(submission), *letters.ending(submission)])
    assert faults(text) == []


def test_the_receipt_to_print_says_the_relay_and_the_days_of_the_desk(client):
    pdf = client.get(receipts.link(SubmissionFactory()) + "pdf/").content
    text = " ".join(" ".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages).split())
    assert "04 67 34 70 00" in text and faults(text) == []
    assert "https://relais.exemple.fr/" in text and "lundi" in text


def test_so_does_the_leaflet(client, signed_in):
    signed_in(client)
    page = client.get(reverse("forms:leaflet"))
    sheet = BeautifulSoup(page.content, "html.parser").select_one(".sheet").get_text(" ")
    assert "04 67 34 70 00" in sheet and faults(sheet) == []
    assert "https://relais.exemple.fr/" in sheet and "lundi" in sheet


@pytest.mark.parametrize(
    ("text", "missing"),
    [
        ("Appelez-nous.", ["no written way", "no relay"]),
        ("Call us, or write to us.", ["no relay"]),
        ("Téléphone : 04 67 34 70 00. En LSF aussi.", ["no written way"]),
        ("Appelez le 17.", ["no 114"]),
        ("Appelez le 17, ou le 114 par SMS.", []),
        ("À lundi 17 novembre.", []),
    ],
)
def test_what_is_missing_is_named(text, missing):
    assert faults(text) == missing
