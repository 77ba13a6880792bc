"""What pages say about requests."""

import pytest
from django.template import Context, Template
from django.utils.translation import override

from tests.home.factories import HomePageFactory, StandardPageFactory


def rendered(source: str, **context) -> str:
    return Template("{% load intakes %}" + source).render(Context(context))


def test_a_page_leads_to_the_request_it_names_in_its_language():
    with override("fr"):
        assert rendered("{% intake_start 'colocation' as url %}{{ url }}") == "/demarches/colocation/commencer/"
    with override("en"):
        assert rendered("{% intake_start 'colocation' as url %}{{ url }}") == "/en/demarches/colocation/commencer/"


def test_a_page_whose_request_does_not_exist_yet_leads_nowhere():
    assert rendered("{% intake_start 'volieres' as url %}{{ url }}") == ""


def test_a_reference_is_spelled_in_two_breaths():
    with override("en"):
        assert rendered("{{ number|spelled }}", number="K7M4-2QXD") == "K, 7, M, 4, then 2, Q, X, D"


@pytest.mark.django_db
def test_the_privacy_notice_is_linked_once_it_is_published():
    assert rendered("{% privacy_notice as url %}{{ url }}") == ""
    StandardPageFactory(parent=HomePageFactory(), slug="donnees-personnelles")
    assert rendered("{% privacy_notice as url %}{{ url }}").endswith("/donnees-personnelles/")
