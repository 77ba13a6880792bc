"""A value that was swapped, edited or written in clear is never shown; what stands beside it still is."""

import pytest
from django.db import connection
from django.urls import reverse

from forms.models import Submission
from tests.forms.factories import AgentFactory, PartnerFactory, SubmissionFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def agent(client):
    agent = AgentFactory()
    client.force_login(agent)
    return agent


def swapped():
    """Two requests; the first has the name and the contact of the second in the table."""
    one = SubmissionFactory(name="Camille Canari", contact={"email": "camille@exemple.fr", "preference": "lsf"})
    other = SubmissionFactory(name="Ondine Témoin")
    sealed = Submission.objects.filter(pk=other.pk).values("name", "contact").get()
    Submission.objects.filter(pk=one.pk).update(**sealed)
    return one, other


def test_a_list_shows_a_word_in_the_place_of_what_does_not_open(client, agent, caplog):
    one, _other = swapped()
    page = client.get(reverse("submissions:inbox", args=["colocation"])).content.decode()
    assert page.count("Ondine Témoin") == 1 and "Camille" not in page
    assert "cannot be read" in page or "illisible" in page
    assert f"forms_submission.name of row {one.pk} does not open (SealBroken)." in caplog.text
    assert "Ondine" not in caplog.text


def test_the_page_of_that_request_says_so_and_the_others_open(client, agent):
    one, other = swapped()
    answer = client.get(reverse("submissions:detail", args=[one.pk]))
    assert answer.status_code == 503 and "no-store" in answer["Cache-Control"]
    assert "Ondine" not in answer.content.decode() and "Camille" not in answer.content.decode()
    assert client.get(reverse("submissions:detail", args=[other.pk])).status_code == 200


@pytest.mark.parametrize("plain", [b"Nom en clair", b"\x01\x08inconnuXnoncenonceNoncetagtagtagtagtag!"])
def test_a_name_written_in_clear_or_under_an_unknown_key_is_not_shown(client, agent, plain):
    submission = SubmissionFactory()
    key = submission._meta.pk.get_db_prep_value(submission.pk, connection)
    with connection.cursor() as cursor:
        cursor.execute("UPDATE forms_submission SET name = %s WHERE id = %s", [plain, key])
    listed = client.get(reverse("submissions:inbox", args=["colocation"]))
    assert listed.status_code == 200 and "Nom en clair" not in listed.content.decode()
    assert client.get(reverse("submissions:detail", args=[submission.pk])).status_code == 503


def test_a_resident_reads_a_word_too(client, held):
    draft, other = held(answers={"contact": {"typed": {"name": ["Camille"]}}}), held()
    sealed = type(draft).objects.values_list("answers", flat=True).get(pk=draft.pk)
    type(draft).objects.filter(pk=other.pk).update(answers=sealed)
    answer = client.get(reverse("forms:step", args=["colocation", other.pk, "contact"]))
    assert answer.status_code == 503 and "Camille" not in answer.content.decode()


def test_nothing_opens_once_the_keys_are_lost(client, agent, settings, tmp_path):
    submission = SubmissionFactory(name="Camille Canari")
    PartnerFactory()
    settings.FIELD_KEYS_FILE = tmp_path / "nowhere.json"
    assert client.get("/sante/pret").status_code == 503
    answer = client.get(reverse("submissions:detail", args=[submission.pk]))
    assert answer.status_code == 503 and "Camille" not in answer.content.decode()
