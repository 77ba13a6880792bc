import pytest
from bs4 import BeautifulSoup
from wagtail.models import PageViewRestriction

from search import query
from tests.home.factories import HomePageFactory, StandardPageFactory
from tests.programmes.factories import PointFactory, ProgrammeIndexPageFactory, ProgrammePageFactory
from tests.search.pages import links

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("engine")]


def test_a_page_is_found_by_a_word_of_its_title(ask):
    page = StandardPageFactory(title="Factures de chauffage")
    StandardPageFactory(title="Cinéma")
    assert links(ask(q="chauffage")) == [page.url]


def test_a_programme_is_found_by_a_word_of_its_rows(ask):
    page = ProgrammePageFactory(parent=ProgrammeIndexPageFactory())
    PointFactory(page=page, text="Vous aimez la pétanque.")
    assert links(ask(q="pétanque")) == [page.url]


def test_all_the_words_come_before_some_of_them(ask):
    both = StandardPageFactory(title="Factures de chauffage")
    one = StandardPageFactory(title="Factures")
    assert links(ask(q="factures chauffage")) == [both.url]
    assert set(links(ask(q="factures piscine"))) == {both.url, one.url}


def test_only_live_public_pages_of_the_language_are_found(ask):
    page = StandardPageFactory(title="Chauffage")
    StandardPageFactory(title="Chauffage", live=False)
    StandardPageFactory(title="Chauffage", parent=HomePageFactory(language="en"))
    private = StandardPageFactory(title="Chauffage")
    PageViewRestriction.objects.create(page=private, restriction_type=PageViewRestriction.LOGIN)
    assert links(ask(q="chauffage")) == [page.url]


def test_english_searches_english_pages(ask):
    StandardPageFactory(title="Contact")
    page = StandardPageFactory(title="Contact", parent=HomePageFactory(language="en"))
    assert links(ask("/en", q="contact")) == [page.url]


def test_the_count_is_announced(ask):
    StandardPageFactory(title="Chauffage")
    status = BeautifulSoup(ask(q="chauffage").content, "html.parser").find(role="status")
    assert status.get_text(strip=True).startswith("1")


def test_nothing_found_gives_the_phone_and_the_programmes(ask):
    programme = ProgrammePageFactory(parent=ProgrammeIndexPageFactory(), energy=True)
    soup = BeautifulSoup(ask(q="chaufage").content, "html.parser")
    assert "chaufage" in soup.find(role="status").get_text()
    assert soup.main.select_one('a[href="tel:+33467347000"]')
    assert programme.url in [link["href"] for link in soup.select(".rows a")]


def test_results_come_ten_a_page(ask):
    StandardPageFactory.create_batch(13, title="Chauffage")
    assert len(links(ask(q="chauffage"))) == 10
    assert len(links(ask(q="chauffage", page="2"))) == 3


@pytest.mark.parametrize(
    "words",
    ["", " ", "\x00", "a\x00b", "x" * 10_000, "'; DROP TABLE", '"', "*", "AND OR NOT", "a:b", "%", "\u202e", "(" * 50],
)
def test_any_words_get_a_page(ask, words):
    StandardPageFactory(title="Chauffage")
    assert ask(q=words).status_code == 200


@pytest.mark.parametrize("number", ["0", "-1", "1000000000", "9" * 5000, "x", "", "1e400", "\x00"])
def test_any_page_number_gets_a_page(ask, number):
    StandardPageFactory(title="Chauffage")
    assert len(links(ask(q="chauffage", page=number))) == 1


def test_a_search_is_kept_by_no_cache_cookie_or_robot(ask):
    response = ask(q="chauffage")
    assert "no-store" in response.headers["Cache-Control"]
    assert not response.cookies
    assert BeautifulSoup(response.content, "html.parser").find("meta", attrs={"name": "robots"})["content"] == "noindex"


def test_words_are_shown_as_text_only(ask):
    html = ask(q="<script>alert(1)</script>").content.decode()
    assert "<script>alert" not in html


def test_a_query_is_cleaned_to_a_short_line():
    assert query.clean("  deux\x00\nmots\u202e ") == "deux mots"
    assert len(query.clean("mot " * 5000)) <= query.LONGEST
