from xml.etree import ElementTree

import pytest
from django.core.cache import cache

from tests.home.factories import HomePageFactory, StandardPageFactory
from tests.programmes.factories import ProgrammeIndexPageFactory, ProgrammePageFactory

pytestmark = pytest.mark.django_db
NAMES = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9", "x": "http://www.w3.org/1999/xhtml"}


def entries(client) -> dict[str, dict[str, str]]:
    """The sitemap: for each address, its versions by language."""
    tree = ElementTree.fromstring(client.get("/sitemap.xml").content)  # noqa: S314 - our own answer
    return {
        url.find("s:loc", NAMES).text: {link.get("hreflang"): link.get("href") for link in url.findall("x:link", NAMES)}
        for url in tree.findall("s:url", NAMES)
    }


def test_every_public_page_is_listed_and_no_other(client, settings):
    settings.SITE_URL = "https://portail.example"
    page = StandardPageFactory(slug="contact")
    StandardPageFactory(slug="brouillon", live=False)
    assert set(entries(client)) == {"https://portail.example/", f"https://portail.example{page.url}"}


def test_each_version_names_the_others(client, settings):
    settings.SITE_URL = "https://portail.example"
    french = StandardPageFactory(slug="contact")
    StandardPageFactory(
        slug="contact-us", parent=HomePageFactory(language="en"), translation_key=french.translation_key
    )
    versions = {
        "fr": "https://portail.example/contact/",
        "en": "https://portail.example/en/contact-us/",
        "x-default": "https://portail.example/contact/",
    }
    listed = entries(client)
    assert listed[versions["fr"]] == listed[versions["en"]] == versions


def test_the_shelter_is_listed_by_its_address_alone(client):
    page = ProgrammePageFactory(parent=ProgrammeIndexPageFactory(), shelter=True)
    (address,) = (address for address in entries(client) if address.endswith(page.url))
    assert "violence" not in address


def test_the_sitemap_costs_the_same_whatever_the_number_of_pages(client, django_assert_max_num_queries):
    StandardPageFactory.create_batch(30)
    cache.clear()
    with django_assert_max_num_queries(8):
        client.get("/sitemap.xml")


def test_robots_are_kept_out_of_requests_and_staff_and_shown_the_map(client, settings):
    settings.SITE_URL = "https://portail.example"
    text = client.get("/robots.txt").content.decode()
    assert "Disallow: /gestion/" in text
    assert "Disallow: /en/demarches/*/*/" in text
    assert "Sitemap: https://portail.example/sitemap.xml" in text
