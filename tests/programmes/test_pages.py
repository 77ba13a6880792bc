import json

import pytest
from bs4 import BeautifulSoup
from django.core.cache import cache

from forms.intakes import INTAKES
from tests.home.factories import HelpNumberFactory, HomePageFactory, StandardPageFactory
from tests.programmes import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def read(client):
    """Open a page of ours and read its HTML."""

    def open_page(page) -> BeautifulSoup:
        response = client.get(page.url)
        assert response.status_code == 200
        return BeautifulSoup(response.content, "html.parser")

    return open_page


def data_of(soup: BeautifulSoup) -> dict[str, dict]:
    """The page's JSON-LD, by type."""
    scripts = soup.find_all("script", type="application/ld+json")
    return {data["@type"]: data for data in (json.loads(script.string) for script in scripts)}


@pytest.fixture
def slime():
    index = factories.ProgrammeIndexPageFactory()
    page = factories.ProgrammePageFactory(parent=index, energy=True)
    for value, year in (("431", "2020"), ("146", "2018"), ("216", "2019")):
        factories.KeyFigureFactory(page=page, value=value, year=year)
    factories.KeyFigureFactory(page=page, value="790", unit="personnes", label="personnes visitées", year="2018-2020")
    return page


@pytest.fixture
def shelter():
    HelpNumberFactory()
    page = factories.ProgrammePageFactory(parent=factories.ProgrammeIndexPageFactory(), shelter=True)
    factories.ProgrammePlaceFactory(page=page, name="12 rue Secrète")
    return page


@pytest.mark.parametrize("language", ["fr", "en"])
def test_a_programme_shows_all_its_facts(read, language):
    HomePageFactory()
    index = factories.ProgrammeIndexPageFactory(parent=HomePageFactory(language=language))
    page = factories.ProgrammePageFactory(parent=index)
    rows = [
        factories.PointFactory(page=page).text,
        factories.PointFactory(page=page, kind="condition", text="Vivre à Montpellier.").text,
        factories.PointFactory(page=page, kind="benefit", text="Une chambre meublée.").text,
        factories.StageFactory(page=page).title,
        factories.StageFactory(page=page, kind="next", title="Une réponse écrite").title,
        factories.StageFactory(page=page, kind="timeline", title="Première rentrée").title,
        factories.PartnerFactory(page=page).role,
        factories.ProgrammePlaceFactory(page=page).name,
        factories.ProgrammeContactFactory(page=page).name,
        factories.QuestionFactory(page=page).question,
    ]
    soup = read(page)
    text = soup.main.get_text(" ", strip=True)
    assert [row for row in rows if row not in text] == []
    assert [title.get_text(strip=True) for title in soup.select("h1")] == [page.title]


def test_a_programme_wears_its_motif(read, slime):
    assert read(slime).select_one(".p-energie .masthead__arch svg")


def test_status_is_said_in_words_with_its_date(read, slime):
    assert "14 février 2018" in read(slime).select_one(".facts .status").get_text()


def test_targets_are_drawn_in_order_and_never_added_up(read, slime):
    soup = read(slime)
    assert [year.get_text() for year in soup.select(".bars__year")] == ["2018", "2019", "2020"]
    widths = [int(bar["width"]) for bar in soup.select(".bars rect")]
    assert widths == [round(640 * value / 431) for value in (146, 216, 431)]
    text = soup.main.get_text()
    assert "790" in text
    assert "793" not in text


def test_each_figure_stands_with_its_year_and_source(read, slime):
    rows = [row.get_text(" ", strip=True) for row in read(slime).select(".figures-table tbody tr")]
    assert len(rows) == 4
    assert all("Annonce du 14 février 2018" in row for row in rows)


def test_two_years_do_not_make_a_picture(read):
    page = factories.ProgrammePageFactory(parent=factories.ProgrammeIndexPageFactory())
    for year in ("2018", "2019"):
        factories.KeyFigureFactory(page=page, year=year)
    assert not read(page).select(".bars")


def test_the_only_filled_button_leads_to_the_page_that_explains_the_request(read):
    page = factories.ProgrammePageFactory(parent=factories.ProgrammeIndexPageFactory())
    procedure = factories.ProcedurePageFactory(parent=factories.ProcedureIndexPageFactory())
    (button,) = read(page).main.select("a.govuk-button:not(.govuk-button--secondary)")
    assert button["href"] == procedure.url


def test_robots_read_a_public_service_with_its_audience(read, slime):
    factories.PointFactory(page=slime, text="Vous avez froid chez vous.")
    data = data_of(read(slime))
    service = data["GovernmentService"]
    assert service["alternateName"] == "SLIME"
    assert service["audience"] == [{"@type": "Audience", "audienceType": "Vous avez froid chez vous."}]
    trail = [item["name"] for item in data["BreadcrumbList"]["itemListElement"]]
    assert trail == ["Accueil", "Dispositifs", slime.title]


def test_the_shelter_page_gives_help_numbers_first_and_a_way_to_leave(read, shelter):
    soup = read(shelter)
    assert soup.main.h2.find_next("a")["href"] == "tel:3919"
    assert soup.select_one(".exit a")


def test_the_shelter_page_holds_no_address_no_map_and_no_form(read, shelter):
    soup = read(shelter)
    assert not soup.main.select("form, iframe, [href^='geo:'], .facts")
    assert "Secrète" not in str(soup)


def test_the_shelter_page_names_nothing_in_tabs_previews_or_robots_data(read, shelter):
    soup = read(shelter)
    head = str(soup.head).lower()
    assert soup.title.get_text().strip().startswith("Informations pratiques")
    assert "violence" not in head
    assert "og:description" not in head
    service = data_of(soup)["GovernmentService"]
    assert service["name"] == "Informations pratiques"
    assert not {"description", "audience", "address", "telephone", "areaServed"} & set(service)


def test_the_shelter_page_tells_no_other_site_where_one_comes_from(read, shelter):
    assert read(shelter).find("meta", attrs={"name": "referrer"})["content"] == "no-referrer"


def test_the_programme_list_shows_each_with_status_and_link(read, slime):
    (row,) = read(slime.get_parent().specific).select(".programme-list > li")
    assert row.a["href"] == slime.url
    assert "14 février 2018" in row.get_text()


def test_a_procedure_says_what_to_prepare_and_who_decides(read):
    page = factories.ProcedurePageFactory(parent=factories.ProcedureIndexPageFactory())
    factories.ProcedureDocumentFactory(page=page)
    text = read(page).main.get_text(" ", strip=True)
    assert all(part in text for part in ("10 à 15 minutes", "Une pièce d’identité", "Une commission du CCAS."))


def test_a_procedure_whose_form_is_not_open_gives_another_way(read, monkeypatch):
    monkeypatch.delitem(INTAKES, "univers")
    page = factories.ProcedurePageFactory(parent=factories.ProcedureIndexPageFactory(), intake="univers")
    facts = read(page).select_one(".facts")
    assert not facts.select(".govuk-button")
    assert facts.select_one("a[href='#aide']")


def test_the_procedure_list_leads_to_each(read):
    index = factories.ProcedureIndexPageFactory()
    page = factories.ProcedurePageFactory(parent=index)
    assert read(index).select_one(".rows a")["href"] == page.url


def test_a_programme_costs_the_same_whatever_the_number_of_pages(client, slime, django_assert_max_num_queries):
    factories.ProgrammePageFactory.create_batch(15, parent=slime.get_parent())
    StandardPageFactory.create_batch(15)
    for _ in range(10):
        factories.PointFactory(page=slime)
        factories.StageFactory(page=slime)
        factories.QuestionFactory(page=slime)
    cache.clear()
    with django_assert_max_num_queries(15):
        client.get(slime.url)


def test_the_shelter_costs_the_same_whatever_the_number_of_pages(client, shelter, django_assert_max_num_queries):
    StandardPageFactory.create_batch(30)
    cache.clear()
    with django_assert_max_num_queries(15):
        client.get(shelter.url)
