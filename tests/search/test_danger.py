"""People in danger find help first, and leave no trace. On every engine."""

import pytest

from search import misses
from search.models import Miss
from tests.home.factories import EmergencyPageFactory, HelpNumberFactory, StandardPageFactory
from tests.programmes.factories import ProgrammeIndexPageFactory, ProgrammePageFactory
from tests.search.pages import links, soup

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("engine")]


@pytest.fixture
def shelter():
    HelpNumberFactory()
    return ProgrammePageFactory(parent=ProgrammeIndexPageFactory(), shelter=True)


def test_help_comes_first_with_a_way_to_leave(ask, shelter):
    emergency = EmergencyPageFactory(title="Numéros utiles")
    StandardPageFactory(title="Mon mari me frappe")
    response = ask(q="mon mari me frape")
    assert links(response)[:2] == [shelter.url, emergency.url]
    page = soup(response)
    assert page.select_one('.search-help a[href="tel:3919"]')
    assert page.select_one(".govuk-js-exit-this-page-button")
    assert "mari" not in page.title.get_text()


def test_help_is_shown_even_when_no_page_answers(ask):
    HelpNumberFactory()
    assert soup(ask(q="il me frappe")).select_one('.search-help a[href="tel:3919"]')


def test_a_page_holding_a_sensitive_page_is_left_without_trace(ask, shelter):
    response = ask(q="abri")
    assert links(response) == [shelter.url]
    assert "no-store" in response.headers["Cache-Control"]
    assert response.headers["Referrer-Policy"] == "no-referrer"
    assert soup(response).select_one(".govuk-js-exit-this-page-button")


def test_an_ordinary_query_shows_no_help(ask, shelter):
    StandardPageFactory(title="Chauffage")
    page = soup(ask(q="chauffage"))
    assert not page.select_one(".search-help")
    assert not page.select_one(".govuk-js-exit-this-page-button")


def test_what_is_asked_in_danger_is_never_counted(ask, monkeypatch):
    monkeypatch.setattr(misses, "ENOUGH", 1)
    ask(q="il me menace")
    ask(q="zzzyx")
    assert list(Miss.objects.values_list("words", flat=True)) == ["zzzyx"]
