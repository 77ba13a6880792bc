"""The receipt as a sheet: what a public body owes, marked for screen readers, and the code only where it was sent."""

import io

import pytest
from django.test import Client
from django.utils.formats import date_format
from django.utils.timezone import localtime
from pypdf import PdfReader

from forms import receipts
from forms.intakes import INTAKES
from forms.models import Draft
from forms.papers import documents
from home.models import ContactDetails
from tests.forms.conftest import page_of
from tests.forms.factories import CANARY, SubmissionFactory, typed
from tests.home.factories import HomePageFactory
from tests.programmes.factories import ProcedurePageFactory

pytestmark = pytest.mark.django_db


def fetch(client, submission):
    return client.get(receipts.link(submission) + "pdf/")


def read(response) -> PdfReader:
    return PdfReader(io.BytesIO(response.content))


def words(response) -> str:
    return " ".join(" ".join(page.extract_text() for page in read(response).pages).split())


def test_it_says_when_what_number_and_what_happens_next(client):
    submission = SubmissionFactory()
    said = words(fetch(client, submission))
    assert submission.reference in said
    assert date_format(localtime(submission.received_at), "DATE_FORMAT") in said
    assert "L’équipe lit votre candidature" in said
    assert "(LSF)" in said


def test_it_says_who_decides_and_by_when_as_editors_wrote_it(client):
    ProcedurePageFactory(answer_delay="Avant #fin *mai* $x$.")
    said = words(fetch(client, SubmissionFactory()))
    assert "Une commission du CCAS." in said
    assert "Avant #fin *mai* $x$." in said  # data, never markup


def test_it_says_how_to_reach_the_office(client):
    ContactDetails.objects.update_or_create(
        site=HomePageFactory().get_site(),
        defaults={"street": "4 place Exemple", "postcode": "34000", "city": "Montpellier", "phone": "04 67 34 70 00"},
    )
    said = words(fetch(client, SubmissionFactory()))
    assert "4 place Exemple, 34000 Montpellier" in said
    assert "04 67 34 70 00" in said


def test_it_declares_itself_accessible(client):
    sheet = read(fetch(client, SubmissionFactory()))
    root = sheet.trailer["/Root"]
    assert root["/Lang"] == "fr"
    assert root["/MarkInfo"]["/Marked"]
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert b"<pdfuaid:part>1</pdfuaid:part>" in root["/Metadata"].get_data()
    assert "demande" in sheet.metadata.title


def test_it_is_a_private_file_named_by_the_number_and_tells_nothing_of_the_person(client):
    submission = SubmissionFactory()
    response = fetch(client, submission)
    assert response["Content-Disposition"] == f'attachment; filename="{submission.reference}.pdf"'
    assert "no-store" in response["Cache-Control"]
    assert response["X-Robots-Tag"] == "noindex"
    assert not any(word in words(response) for word in CANARY.split())


def test_the_code_is_on_the_sheet_of_the_device_that_sent_only(client, held):
    draft = held(complete=True)
    receipt = client.post(page_of(draft, "verifier"), typed("verifier")).url
    submission = Draft.objects.get().submission
    assert f'href="{receipt}pdf/"' in client.get(receipt).content.decode()
    assert draft.code in words(fetch(client, submission))
    assert draft.code not in words(fetch(Client(), submission))


@pytest.mark.parametrize("token", ["unknown", "a.b", "%00"])
def test_no_sheet_without_a_true_address(client, token):
    assert client.get(f"/demarches/recu/{token}/pdf/").status_code == 404


def test_it_speaks_english_to_english_readers(client):
    submission = SubmissionFactory()
    response = client.get("/en" + receipts.link(submission) + "pdf/")
    assert "What happens next" in words(response)
    assert read(response).trailer["/Root"]["/Lang"] == "en"


def test_documents_still_to_come_are_said_where_it_was_sent(client, held):
    draft = held(complete=True)
    client.post(page_of(draft, "verifier"), typed("verifier"))
    submission = Draft.objects.get().submission
    promised = [line for page in documents(submission, INTAKES["colocation"]) if page.to_come for line in [page.words]]
    assert promised
    assert all(words_of in words(fetch(client, submission)) for words_of in promised)
    assert not any(words_of in words(fetch(Client(), submission)) for words_of in promised)
