"""Facets, suggestions, pagination: the same on every engine, in the address, without script."""

import pytest

from tests.home.factories import StandardPageFactory
from tests.programmes.factories import PointFactory, ProgrammeIndexPageFactory, ProgrammePageFactory
from tests.search.pages import links, soup

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("engine")]


@pytest.fixture
def pages():
    """Two programmes for students, one of them for older people too, and a text page: all of a “chambre”."""
    index = ProgrammeIndexPageFactory()
    both = ProgrammePageFactory(parent=index, title="Chambre un", slug="un", short_name="Un")
    PointFactory(page=both, audience="student", text="Étudiant")
    PointFactory(page=both, audience="older", text="Âgé")
    student = ProgrammePageFactory(parent=index, title="Chambre deux", slug="deux", short_name="Deux")
    PointFactory(page=student, audience="student", text="Étudiant")
    return both, student, StandardPageFactory(title="Chambre trois")


def options(response) -> dict[str, str]:
    return {link.get_text(" ", strip=True): link["href"] for link in soup(response).select(".facets li a")}


def test_facets_count_what_is_behind_them(ask, pages):
    found = options(ask(q="chambre"))
    assert {"Dispositif (2)", "Page (1)", "un étudiant ou une étudiante (2)"} & found.keys() or len(found) >= 4


def test_counts_are_right_when_choices_are_combined(ask, pages):
    both, student, _page = pages
    response = ask(q="chambre", audience="student")
    assert set(links(response)) == {both.url, student.url}
    counts = response.context["found"].counts
    assert counts["audience"] == {"student": 2, "older": 1}
    assert counts["kind"] == {"programme": 2}
    counts = ask(q="chambre", audience="older", kind="programme").context["found"].counts
    assert counts["audience"] == {"student": 2, "older": 1}
    assert counts["programme"] == {"Un": 1}


def test_a_choice_is_taken_away_by_its_own_link(ask, client, pages):
    chosen = soup(ask(q="chambre", kind="programme", audience="older")).select(".facet--chosen")
    assert len(chosen) == 2
    assert len(links(client.get("/recherche/" + chosen[0]["href"]))) == 1
    assert "kind" not in chosen[0]["href"]


@pytest.mark.parametrize(
    "choice", [{"kind": "nowhere"}, {"colour": "red"}, {"audience": "'\"\x00<x>"}, {"place": "x" * 9000}]
)
def test_an_unknown_choice_gets_a_page(ask, pages, choice):
    assert ask(q="chambre", **choice).status_code == 200


def test_pages_of_results_keep_the_choices(ask):
    StandardPageFactory.create_batch(13, title="Chambre")
    following = soup(ask(q="chambre", kind="page")).select_one('a[rel="next"]')["href"]
    assert "kind=page" in following
    assert "page=2" in following


def suggested(client, words, prefix=""):
    return [
        line["title"] for line in client.get(f"{prefix}/recherche/suggestions/", {"q": words}).json()["suggestions"]
    ]


def test_titles_are_suggested_while_they_are_typed(ask, client, pages):
    ask(q="chambre")
    assert suggested(client, "chamb") == ["Chambre un", "Chambre deux", "Chambre trois"]
    assert suggested(client, "chambre tr") == ["Chambre trois"]
    assert suggested(client, "étage") == []


def test_a_sensitive_page_is_neither_suggested_nor_counted(ask, client, pages):
    shelter = ProgrammePageFactory(parent=pages[0].get_parent().specific, shelter=True, title="Chambre à part")
    response = ask(q="chambre")
    assert shelter.url in links(response)
    assert response.context["found"].counts["kind"] == {"programme": 2, "page": 1}
    assert "Chambre à part" not in suggested(client, "chambre")


def test_nothing_is_suggested_to_someone_in_danger(ask, client):
    StandardPageFactory(title="Mari")
    ask(q="mari")
    assert suggested(client, "mon mari me frappe") == []


@pytest.mark.parametrize("words", ["", "\x00", "*", '"', "x" * 10_000, "a:b OR", "🏠", "\u202eabc", "'"])
def test_any_words_get_suggestions_or_none(ask, client, words):
    ask(q="x")
    response = client.get("/recherche/suggestions/", {"q": words})
    assert response.status_code == 200
    assert "no-store" in response.headers["Cache-Control"]
    assert response.headers["Referrer-Policy"] == "no-referrer"
