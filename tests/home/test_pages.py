import json
from itertools import pairwise

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse

from home.models import NewsPage
from tests.home import factories

pytestmark = pytest.mark.django_db

FIXED = [
    factories.StandardPageFactory,
    factories.PolicyPageFactory,
    factories.EmergencyPageFactory,
    factories.ContactPageFactory,
    factories.SiteMapPageFactory,
    factories.NewsIndexPageFactory,
]
LANGUAGES = pytest.mark.parametrize("language", ["fr", "en"])


@pytest.fixture
def read(client):
    """Open a page of ours and read its HTML."""

    def open_page(page) -> BeautifulSoup:
        response = client.get(page.url)
        assert response.status_code == 200
        return BeautifulSoup(response.content, "html.parser")

    return open_page


@LANGUAGES
@pytest.mark.parametrize("page_factory", FIXED)
def test_each_fixed_page_shows_its_title_once(read, page_factory, language):
    factories.HomePageFactory()
    soup = read(page_factory(parent=factories.HomePageFactory(language=language), title="Le titre"))
    assert [title.get_text(strip=True) for title in soup.select("h1")] == ["Le titre"]


@LANGUAGES
def test_home_asks_and_its_doors_answer(read, language):
    factories.HomePageFactory()
    home = factories.HomePageFactory(language=language)
    target = factories.StandardPageFactory(parent=home, slug="energie")
    factories.HomeDoorFactory(page=home, target=target)
    soup = read(home)
    assert soup.h1.get_text(strip=True) == home.doors_title
    assert soup.select_one(".arcade a")["href"] == target.url


def test_a_door_to_an_unpublished_page_is_not_shown(read):
    home = factories.HomePageFactory()
    factories.HomeDoorFactory(page=home, target=factories.StandardPageFactory(live=False))
    assert not read(home).select(".arcade a")


def test_home_shows_what_the_city_commits_with_a_way_to_the_sources(read):
    policy = factories.PolicyPageFactory()
    factories.PolicyFigureFactory(page=policy)
    figures = read(factories.HomePageFactory()).find("section", {"aria-labelledby": "politique"})
    assert "50\u00a0M€" in figures.get_text()
    assert figures.a["href"] == policy.url


def test_policy_figures_come_with_year_and_source(read):
    policy = factories.PolicyPageFactory()
    factories.PolicyFigureFactory(
        page=policy, value="1\u202f100", unit="", label="agents", year="2018", source="Annonce"
    )
    figure = read(policy).select_one(".figures div").get_text(" ", strip=True)
    assert all(part in figure for part in ("1\u202f100", "agents", "2018", "Annonce"))


def test_help_numbers_are_links_to_call_with_the_date_of_their_check(read):
    factories.HelpNumberFactory()
    soup = read(factories.EmergencyPageFactory())
    assert soup.select_one(".calls a")["href"] == "tel:3919"
    assert "novembre 2026" in soup.main.get_text()


def test_help_numbers_page_runs_no_script_and_can_be_left_at_once(read):
    soup = read(factories.EmergencyPageFactory(title="Numéros d’urgence"))
    assert not soup.select("script[src]")
    assert soup.select_one(".exit a")
    assert soup.title.get_text().strip().startswith("Numéros utiles")


def test_contact_page_says_how_to_call_and_where_to_come(read):
    text = read(factories.ContactPageFactory()).main.get_text(" ", strip=True)
    assert "04 67 34 70 00" in text
    assert "Moularès – Hôtel de Ville" in text


def test_site_map_lists_every_public_page_under_its_section(read):
    index = factories.NewsIndexPageFactory(title="Actualités")
    item = factories.NewsPageFactory(parent=index, title="Cinq actions")
    hidden = factories.StandardPageFactory(live=False, title="Brouillon")
    soup = read(factories.SiteMapPageFactory())
    assert soup.select_one(f'.site-map li ul a[href="{item.url}"]').get_text() == "Cinq actions"
    assert hidden.title not in soup.select_one(".site-map").get_text()


def test_news_come_newest_first(read):
    index = factories.NewsIndexPageFactory()
    for year in (2018, 2020, 2019):
        factories.NewsPageFactory(parent=index, title=f"En {year}", published_on=f"{year}-02-14")
    assert [row.get_text() for row in read(index).select(".rows b")] == ["En 2020", "En 2019", "En 2018"]


def test_an_empty_news_list_says_so(read):
    index = factories.NewsIndexPageFactory()
    assert NewsPage.objects.count() == 0
    assert read(index).select_one(".rows__empty").get_text(strip=True)


@pytest.mark.parametrize("page_factory", [factories.HomePageFactory, *FIXED])
def test_headings_go_down_one_level_at_a_time(read, page_factory):
    levels = [int(heading.name[1]) for heading in read(page_factory()).select("h1, h2, h3, h4")]
    assert all(deeper - level <= 1 for level, deeper in pairwise(levels))


def test_home_tells_robots_who_publishes_it(read):
    data = json.loads(read(factories.HomePageFactory()).find("script", type="application/ld+json").string)
    assert data["@type"] == "GovernmentOrganization"
    assert data["telephone"] == "+33467347000"
    assert data["openingHours"] == ["Mo 08:30-17:30"]


def test_structured_data_cannot_be_broken_out_of(client):
    page = factories.StandardPageFactory(title="</script><script>alert(1)</script>")
    html = client.get(page.url).content.decode()
    assert "<script>alert" not in html
    data = json.loads(BeautifulSoup(html, "html.parser").find("script", type="application/ld+json").string)
    assert data["itemListElement"][-1]["name"] == page.title


def test_a_page_names_its_own_address_and_summary(read):
    page = factories.StandardPageFactory(summary="En bref.")
    soup = read(page)
    assert soup.find("link", rel="canonical")["href"].endswith(page.url)
    assert soup.find("meta", property="og:title")["content"] == page.title
    assert soup.find("meta", attrs={"name": "description"})["content"] == "En bref."


def test_the_search_box_asks_by_get(read):
    form = read(factories.HomePageFactory()).main.find("form", role="search")
    assert form["action"] == reverse("search:results")
    assert form.get("method", "get") == "get"
