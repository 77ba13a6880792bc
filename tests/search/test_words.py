"""How words are met, the same on every engine."""

import pytest

from search.models import Pin, Synonym
from tests.home.factories import HomePageFactory, StandardPageFactory
from tests.search.pages import links, soup

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("engine")]


@pytest.mark.parametrize(
    ("title", "typed"),
    [
        ("Maîtriser l’énergie", "energie"),
        ("Maîtriser l’énergie", "L'ÉNERGIE"),
        ("Maîtriser l’énergie", "énergies"),
        ("Maîtriser l’énergie", "enregie"),
        ("Maîtriser l’énergie", "énergi"),
        ("Un cœur pour tous", "coeur"),
        ("Vill’âges connectés", "villages connectes"),
        ("Unis’Vers", "unisvers"),
        ("Colocations étudiantes", "colocation étudiant"),
        ("Chauffage", "chaufage"),
        ("Payer ses factures", "comment payer ma facture ?"),
    ],
)
def test_a_page_is_found_however_its_title_is_typed(ask, title, typed):
    page = StandardPageFactory(title=title)
    StandardPageFactory(title="Piscine")
    assert links(ask(q=typed)) == [page.url]


def test_english_words_are_met_by_their_stems(ask):
    page = StandardPageFactory(title="Heating bills", parent=HomePageFactory(language="en"))
    assert links(ask("/en", q="bill")) == [page.url]


def test_an_exact_word_comes_before_one_that_only_shares_its_stem(ask):
    stem = StandardPageFactory(title="Chambres")
    exact = StandardPageFactory(title="Chambre")
    assert links(ask(q="chambre")) == [exact.url, stem.url]


def test_a_title_comes_before_a_mention(ask):
    mention = StandardPageFactory(title="Mentions", summary="On y parle de piscine.")
    title = StandardPageFactory(title="Piscine")
    assert links(ask(q="piscine")) == [title.url, mention.url]


def test_a_mistake_is_set_right_and_said(ask):
    StandardPageFactory(title="Électricité")
    assert soup(ask(q="electrisité")).select_one('[role="status"] a').get_text() == "électricité"


def test_an_acronym_and_its_words_find_each_other_without_indexing_again(ask, client):
    short = StandardPageFactory(title="RSA")
    long = StandardPageFactory(title="Revenu de solidarité active")
    assert links(ask(q="rsa")) == [short.url]
    Synonym.objects.create(language="fr", words="rsa, revenu de solidarité active")
    assert links(client.get("/recherche/", {"q": "rsa"})) == [short.url, long.url]
    assert set(links(client.get("/recherche/", {"q": "revenu de solidarité active"}))) == {short.url, long.url}


def test_a_pinned_page_comes_first_and_once(ask):
    pinned = StandardPageFactory(title="Chauffage et piscine")
    exact = StandardPageFactory(title="Piscine")
    assert links(ask(q="piscine")) == [exact.url, pinned.url]
    Pin.objects.create(language="fr", words="piscines", page=pinned)
    assert links(ask(q="piscine")) == [pinned.url, exact.url]


def test_a_pinned_page_that_is_withdrawn_is_not_shown(ask):
    pinned = StandardPageFactory(title="Autre chose", live=False)
    Pin.objects.create(language="fr", words="piscine", page=pinned)
    assert links(ask(q="piscine")) == []


def test_the_passage_shows_where_the_words_are_and_is_escaped(ask):
    StandardPageFactory(title="Aide", summary="Un <b>radiateur</b> & ses réglages.")
    passage = soup(ask(q="radiateurs")).select(".hits li p")[-1]
    assert passage.mark.get_text() == "radiateur"
    assert "<b>radiateur</b> &" in passage.get_text()
