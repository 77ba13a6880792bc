"""The household's leaflet: plain and easy words that say the same, on screen, in sign language and on paper."""

import re
from io import BytesIO

import pytest
from django.urls import reverse
from django.utils import translation
from pypdf import PdfReader

from forms import leaflet
from home.models import ContactDetails
from home.originals import digest
from home.signed import targets

pytestmark = pytest.mark.django_db
PAGES = ["leaflet", "leaflet_easy"]
MOST_WORDS = 18


def test_the_easy_text_was_written_from_the_plain_one_as_it_stands():
    with translation.override("en"):
        assert digest(leaflet.bound()) == leaflet.EASY_OF, "Read the easy text again, then keep the new digest."


@pytest.mark.parametrize("language", ["fr", "en"])
def test_easy_lines_are_short_and_hold_one_idea(language):
    with translation.override(language):
        lines = [line for section in leaflet.easy(ContactDetails())[:-1] for line in section.lines]
    for line in lines:
        assert all(len(part.split()) <= MOST_WORDS for part in re.split(r"[.?!:]", line)), line
        assert not {";", "("} & set(line), line


@pytest.mark.parametrize("name", PAGES)
def test_both_say_how_to_refuse_what_the_referrer_reads_and_how_to_be_served_in_sign_language(client, name):
    with translation.override("en"):
        page = client.get(reverse(f"forms:{name}"))
    text = page.content.decode()
    assert page.status_code == 200 and "no-store" in page["Cache-Control"]
    for words in ("say no", "closed", "sign language", "delete", "landlord"):
        assert words in text, words


@pytest.mark.parametrize("name", PAGES)
def test_the_paper_is_tagged_for_screen_readers_and_has_no_picture_to_scan(client, name):
    response = client.get(reverse(f"forms:{name}_sheet"))
    reader = PdfReader(BytesIO(response.content))
    catalogue = reader.trailer["/Root"]
    assert response["Content-Type"] == "application/pdf"
    assert catalogue["/MarkInfo"]["/Marked"] and str(catalogue["/Lang"])[:2] == "fr"
    assert b"pdfuaid" in response.content and reader.metadata.title
    assert len(reader.pages) <= 2
    assert not [image for page in reader.pages for image in page.images]


def test_a_clip_can_be_made_for_it():
    [target] = [target for target in targets.every() if target.key == "leaflet:household"]
    assert target.address == reverse("forms:leaflet")
