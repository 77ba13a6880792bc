"""What stands around every page: menu, languages, ways to reach us, and the way out."""

import gzip
from datetime import time
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from django.db import DatabaseError, connection
from django.template.loader import render_to_string
from django.test import RequestFactory
from django.utils.translation import override
from wagtail.models import Site

from home.hours import Opening
from home.hours_in_words import in_words
from home.templatetags.site import alternates, contact_details, site_menu
from tests.home.factories import (
    ContactPageFactory,
    EmergencyPageFactory,
    HomePageFactory,
    NewsIndexPageFactory,
    StandardPageFactory,
)
from tests.programmes.factories import ProgrammeIndexPageFactory, ProgrammePageFactory

STATIC = Path(__file__).parents[2] / "portal/static/portal"
WEEK = [Opening(day, time(8, 30), time(17, 30)) for day in (0, 1, 2, 4)] + [Opening(3, time(10), time(19))]

db = pytest.mark.django_db


def soup_of(client, path: str) -> BeautifulSoup:
    return BeautifulSoup(client.get(path).content, "html.parser")


@db
@pytest.mark.parametrize("path", ["/nowhere/", "/en/nowhere/"])
def test_a_page_that_does_not_exist_still_helps_before_there_is_any_content(client, path):
    page = soup_of(client, path)
    assert page.select_one("html")["lang"] == ("en" if path.startswith("/en/") else "fr")
    assert [item["data-help"] for item in page.select("[data-help]")] == ["ecrire", "lsf", "tel", "venir"]
    assert page.select_one("main#contenu h1")
    assert page.select_one("body > a")["href"] == "#contenu"


def refuse(*args):
    raise DatabaseError


@db
def test_menu_languages_and_contact_stand_when_the_database_does_not():
    page = StandardPageFactory()
    context = {"request": RequestFactory().get("/nowhere/"), "page": type(page)(pk=page.pk, locale=page.locale)}
    with connection.execute_wrapper(refuse):
        assert contact_details(context) is None
        assert site_menu(context).fixed == []
        assert [alternate.url for alternate in alternates(context)] == ["/", "/en/"]


@db
def test_the_menu_shows_what_editors_put_in_menus_and_keeps_the_rest_for_the_foot(client):
    NewsIndexPageFactory(show_in_menus=True)
    StandardPageFactory(title="Mentions légales")
    EmergencyPageFactory(title="Numéros utiles")
    page = soup_of(client, "/")
    wide, small = (block.get_text(" ", strip=True) for block in page.select(".top nav"))
    assert wide == small
    assert "Numéros utiles" in wide
    assert "Mentions légales" not in wide
    assert "Mentions légales" in page.select_one(".foot__law").get_text()


@db
def test_the_menu_on_phones_needs_no_script(client):
    menu = soup_of(client, "/nowhere/").select_one("header details")
    assert menu.summary.get_text(strip=True)
    assert menu.select("nav a")


@db
def test_the_menu_costs_one_query_whatever_the_number_of_pages(django_assert_num_queries):
    StandardPageFactory.create_batch(12)
    site_menu({"request": RequestFactory().get("/")})  # content types and root paths are kept between requests
    request = RequestFactory().get("/")
    Site.find_for_request(request)
    with override("fr"), django_assert_num_queries(1):
        assert len(site_menu({"request": request}).fixed) == 12
        site_menu({"request": request})


@db
def test_a_draft_is_in_no_menu():
    StandardPageFactory(live=False)
    with override("fr"):
        assert site_menu({"request": RequestFactory().get("/")}).fixed == []


@db
def test_the_section_of_a_page_is_marked_and_leads_back(client):
    index = ProgrammeIndexPageFactory(show_in_menus=True)
    page = soup_of(client, ProgrammePageFactory(parent=index).url)
    assert page.select_one(".top [aria-current]")["href"] == "/dispositifs/"
    assert [link["href"] for link in page.select(".govuk-breadcrumbs a")] == ["/", "/dispositifs/"]


@db
def test_a_page_names_its_translations(client):
    page = StandardPageFactory(title="Mentions", slug="mentions")
    english = HomePageFactory(language="en")
    twin = page.copy_for_translation(english.locale)
    twin.slug, twin.live = "legal", True
    twin.save()
    soup = soup_of(client, page.url)
    links = {link["hreflang"]: link["href"] for link in soup.select("link[hreflang]")}
    assert links["en"].endswith("/en/legal/")
    assert links["fr"].endswith("/mentions/") == links["x-default"].endswith("/mentions/")
    assert soup.select_one(".top a.lang")["href"] == "/en/legal/"


@db
def test_a_page_without_translation_leads_to_the_other_home_and_claims_no_twin(client):
    soup = soup_of(client, StandardPageFactory().url)
    assert soup.select_one(".top a.lang")["href"] == "/en/"
    assert not soup.select("link[hreflang=en]")


@db
def test_the_languages_of_a_page_cost_one_query(django_assert_num_queries):
    page = StandardPageFactory()
    page.copy_for_translation(HomePageFactory(language="en").locale).save_revision().publish()
    request = RequestFactory().get(page.url)
    Site.find_for_request(request)
    with django_assert_num_queries(1):
        assert [alternate.is_same for alternate in alternates({"request": request, "page": page})] == [True, True]


@db
def test_a_view_keeps_its_words_in_the_other_language(client):
    assert soup_of(client, "/recherche/?q=froid").select_one(".top a.lang")["href"] == "/en/recherche/?q=froid"


@db
def test_the_contact_block_costs_one_query_and_is_asked_once(django_assert_num_queries):
    HomePageFactory()
    request = RequestFactory().get("/")
    with django_assert_num_queries(2):  # the site, then its row
        assert contact_details({"request": request}).phone == "04 67 34 70 00"
        contact_details({"request": request})


@db
def test_the_ways_to_reach_us_are_the_same_on_every_page(client):
    ContactPageFactory()
    pages = ["/", StandardPageFactory().url, "/recherche/", "/nowhere/"]
    blocks = {soup_of(client, path).select_one(".contact").decode() for path in pages}
    assert len(blocks) == 1


@db
def test_a_page_that_one_may_have_to_leave_can_be_left_without_script(client):
    page = soup_of(client, EmergencyPageFactory().url)
    way_out = page.select_one(".govuk-js-exit-this-page-button")
    assert way_out["href"] == "https://meteofrance.com/"
    assert way_out["rel"] == ["nofollow", "noreferrer"]
    assert not page.select("script")


@db
def test_the_first_view_of_a_programme_is_light_and_asks_nothing_of_others(client):
    html = client.get(ProgrammePageFactory(parent=ProgrammeIndexPageFactory()).url).content
    page = BeautifulSoup(html, "html.parser")
    asked = [link["href"] for link in page.select("link[rel=stylesheet], link[rel=icon], link[rel=preload]")]
    asked += [script["src"] for script in page.select("script[src]")]
    assert all(url.startswith("/static/portal/") for url in asked)
    files = [path for path in STATIC.rglob("*") if path.suffix in {".css", ".js", ".svg", ".woff2"}]
    assert len(gzip.compress(html)) + sum(len(gzip.compress(path.read_bytes())) for path in files) < 100_000


def test_the_last_page_stands_alone():
    html = render_to_string("500.html")
    assert "<link" not in html
    assert "<script" not in html
    assert 'lang="en"' in html


@pytest.mark.parametrize(
    ("language", "lines"),
    [
        ("en", ["Monday to Wednesday and Friday: 8:30 to 17:30.", "Thursday: 10:00 to 19:00."]),
        ("fr", ["Du lundi au mercredi et le vendredi : de 8 h 30 à 17 h 30.", "Le jeudi : de 10 h à 19 h."]),
    ],
)
def test_a_week_of_hours_in_words(language, lines):
    with override(language):
        said = in_words(WEEK)
    assert said.replace("\xa0", " ").splitlines() == lines


def test_french_hours_never_break_inside():
    with override("fr"):
        said = in_words(WEEK)
    assert "8\xa0h\xa030" in said
    assert "vendredi\xa0:" in said


def test_two_openings_a_day_and_two_days_are_said_apart():
    week = [Opening(day, *span) for day in (5, 6) for span in ((time(9), time(12)), (time(14), time(16, 15)))]
    with override("en"):
        assert in_words(week) == "Saturday and Sunday: 9:00 to 12:00 and 14:00 to 16:15."


def test_a_week_without_hours_says_nothing():
    assert in_words([]) == ""
