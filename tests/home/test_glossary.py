"""The words of the glossary: explained where a page first uses them, and each on its page."""

import pytest
from bs4 import BeautifulSoup
from hypothesis import given, settings
from hypothesis import strategies as st

from home.glossary.linking import Word, explained
from search import lexicon
from tests.home.factories import EmergencyPageFactory, GlossaryTermFactory, HomePageFactory, LocaleFactory
from tests.home.factories import StandardPageFactory as PageFactory

CCAS = Word(("CCAS",), "centre communal d’action sociale", "/glossaire/ccas/")
REFERENT = Word(("référent", "référente"), "", "/glossaire/referent/")
LINK = '<a href="/glossaire/ccas/">CCAS</a>'


def test_the_first_use_is_linked_and_spelled_out_and_the_next_ones_are_not():
    assert explained("<p>Le CCAS.</p><p>Le CCAS.</p>", [CCAS]) == (
        f"<p>Le {LINK} (centre communal d’action sociale).</p><p>Le CCAS.</p>"
    )


@pytest.mark.parametrize(
    "around",
    [
        "<h2>{}</h2>",
        '<a href="/x/">Le <b>{}</b></a>',
        "<button>{}</button>",
        "<svg><title>{}</title></svg>",
        "<dt>{}</dt>",
    ],
)
def test_headings_links_and_controls_are_left_alone(around):
    html = around.format("CCAS")
    assert explained(html, [CCAS]) == html
    assert LINK in explained(f"{html}<p>CCAS</p>", [CCAS])


@pytest.mark.parametrize(
    "html",
    [
        "<p>Le centre communal d&#x27;action <b>sociale</b>, ou CCAS.</p>",
        "<p>Des centres (CCAS).</p>",
        "<p>CCAS (sociale)</p>",
    ],
)
def test_what_the_page_spells_out_itself_is_not_repeated(html):
    assert "CCAS</a> (centre" not in explained(html, [CCAS])


@pytest.mark.parametrize("text", ["CCASS", "ccas", "Anti-CCAS", "referent"])
def test_only_whole_words_as_they_are_written_are_linked(text):
    assert explained(f"<p>{text}</p>", [CCAS, REFERENT]) == f"<p>{text}</p>"


def test_a_word_may_begin_a_sentence_and_has_other_forms_but_one_link():
    html = explained("<p>Référente, référent.</p>", [REFERENT])
    assert html == '<p><a href="/glossaire/referent/">Référente</a>, référent.</p>'


@settings(max_examples=40, deadline=None)
@given(
    st.lists(
        st.sampled_from(["<p>", "</p>", "<h2>", "</h2>", "<a href='x'>", "</a>", "<br>", "CCAS ", "<", "&amp;", "é"])
    )
)
def test_whatever_the_markup_a_word_is_linked_once_at_most_and_the_text_stays(pieces):
    html = "".join(pieces)
    made = explained(html, [CCAS._replace(expansion="")])
    assert made.count("/glossaire/ccas/") <= 1
    assert BeautifulSoup(made, "html.parser").get_text() == BeautifulSoup(html, "html.parser").get_text()


def body(text):
    return [("section", {"title": "Le CCAS", "text": f"<p>{text}</p>"})]


@pytest.mark.django_db
def test_a_page_links_the_first_use_in_its_running_text(client):
    GlossaryTermFactory()
    found = BeautifulSoup(
        client.get(PageFactory(title="Le CCAS", body=body("Le CCAS, le CCAS.")).url).content, "html.parser"
    )
    links = found.select("main a[href='/glossaire/ccas/']")
    assert len(links) == 1 and links[0].parent.name == "p"


@pytest.mark.django_db
def test_a_changed_or_deleted_word_shows_at_once(client):
    term, page = GlossaryTermFactory(), PageFactory(body=body("Le CCAS et le CHRS."))
    assert "(centre communal" in client.get(page.url).content.decode()
    term.expansion = "centre d’à côté"
    term.save()
    assert "(centre d’à côté)" in client.get(page.url).content.decode()
    term.delete()
    assert "glossaire/ccas/" not in client.get(page.url).content.decode()


@pytest.mark.django_db
def test_a_discreet_page_spells_out_and_leads_nowhere(client):
    GlossaryTermFactory()
    content = client.get(EmergencyPageFactory(body=body("Le CCAS.")).url).content.decode()
    assert "CCAS (centre communal" in content and "glossaire/ccas/" not in content


@pytest.mark.django_db
def test_each_language_has_its_own_words(client):
    HomePageFactory()
    french = GlossaryTermFactory()
    GlossaryTermFactory(
        locale=LocaleFactory(language_code="en"), translation_key=french.translation_key, expansion="social centre"
    )
    assert french.expansion.capitalize() in client.get("/glossaire/ccas/").content.decode()
    assert "Social centre" in client.get("/en/glossaire/ccas/").content.decode()
    assert client.get("/glossaire/inconnu/").status_code == 404


@pytest.mark.django_db
def test_the_index_costs_the_same_whatever_the_number_of_words(client, django_assert_max_num_queries):
    HomePageFactory()
    for at in range(30):
        GlossaryTermFactory(name=f"MOT{at}", slug=f"mot-{at}")
    with django_assert_max_num_queries(15):
        assert client.get("/glossaire/").content.decode().count('class="row"') == 30


@pytest.mark.django_db
def test_search_knows_what_an_acronym_stands_for_as_soon_as_it_is_written():
    assert ("ehpad",) not in lexicon.current("fr").alike
    GlossaryTermFactory(name="EHPAD", slug="ehpad", expansion="maison pour personnes âgées")
    assert lexicon.current("fr").alike
