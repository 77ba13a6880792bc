"""What tells that a text has changed since it was signed or put into easy words."""

import pytest

from home import originals
from tests.home.factories import StandardPageFactory

pytestmark = pytest.mark.django_db


def test_the_same_words_have_the_same_digest_whatever_the_width_of_their_spaces():
    assert originals.digest(["Prix\u00a0: 5\u202f€"]) == originals.digest(["Prix  : 5 €"])


def test_one_changed_amount_changes_the_digest():
    assert originals.digest(["Prix : 5 €"]) != originals.digest(["Prix : 6 €"])


def test_the_order_of_sentences_counts():
    assert originals.digest(["Un", "Deux"]) != originals.digest(["Deux", "Un"])


def test_a_page_says_its_title_summary_and_running_text_but_not_its_address():
    page = StandardPageFactory(
        title="Vos droits",
        slug="adresse-de-la-page",
        summary="En bref.",
        body=[("section", {"title": "Qui", "text": "<p>Tout le monde.</p>"})],
    )

    said = originals.page_sentences(page)

    assert said[0] == "Vos droits" and "En bref." in said and "Tout le monde." in " ".join(said)
    assert "adresse-de-la-page" not in said
