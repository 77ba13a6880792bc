"""What is signed besides running text: a page's figures and help numbers, the words of the glossary."""

import pytest
from django.urls import reverse

from home.models import SignedVersion
from home.signed import targets
from tests.home.factories import (
    EmergencyPageFactory,
    GlossaryTermFactory,
    HelpNumberFactory,
    PolicyFigureFactory,
    PolicyPageFactory,
)
from tests.home.signed.factories import SignedVersionFactory

pytestmark = pytest.mark.django_db


def status(key: str) -> str:
    return SignedVersion.objects.select_related("media").get(target=key).status


def test_one_figure_of_a_page_flags_its_clip_and_restoring_it_clears_it():
    figure = PolicyFigureFactory(page=PolicyPageFactory(), value="14")
    key = SignedVersionFactory(target=targets.of_page(figure.page)).target
    for value, expected in (("15", "outdated"), ("14", "current")):
        page = figure.page.specific_class.objects.get(pk=figure.page.pk)
        (row,) = page.figures.all()
        row.value = value
        page.figures = [row]
        page.save_revision().publish()
        assert status(key) == expected


def test_a_help_number_that_changes_flags_the_clip_of_the_page_that_shows_it():
    number = HelpNumberFactory(number="39 19")
    key = SignedVersionFactory(target=targets.of_page(EmergencyPageFactory())).target
    number.number = "30 30"
    number.save()
    assert status(key) == "outdated"


def test_a_word_has_a_clip_for_its_sign_and_one_for_its_definition(client):
    term = GlossaryTermFactory()
    keys = [target.key for target in targets.every() if target.kind == "term"]
    assert keys == [term.signed("sign"), term.signed("definition")]
    for key in keys:
        SignedVersionFactory(target=key)
    assert client.get(reverse("home:term", args=[term.slug])).content.decode().count("<video") == 2


def test_another_definition_flags_its_clip_and_not_the_sign_of_the_word():
    term = GlossaryTermFactory()
    for part in ("sign", "definition"):
        SignedVersionFactory(target=term.signed(part))
    term.definition = "Autre chose."
    term.save()
    assert (status(term.signed("sign")), status(term.signed("definition"))) == ("current", "outdated")


@pytest.mark.parametrize("rest", ["x/sign", "", "00000000-0000-0000-0000-000000000000/sign"])
def test_a_word_that_there_is_not_has_no_digest(rest):
    assert targets.text_hash(f"term:{rest}") is None


def test_a_word_without_a_clip_says_how_to_be_served_now(client):
    page = client.get(reverse("home:term", args=[GlossaryTermFactory().slug])).content.decode()
    assert "<video" not in page and 'href="#aide"' in page
