"""How public pages are served: cheaply, the same to everyone, kept by caches and never stale."""

import pytest
from django.core.cache import cache
from wagtail.models import PageViewRestriction

from tests.home.factories import HomePageFactory, NewsIndexPageFactory, NewsPageFactory, StandardPageFactory

pytestmark = pytest.mark.django_db


def test_a_public_page_leaves_no_cookie_and_depends_on_none(client):
    response = client.get(StandardPageFactory().url)
    assert not response.cookies
    assert "Cookie" not in response.headers.get("Vary", "")
    assert not response.wsgi_request.session.accessed


def test_a_public_page_may_be_kept_but_is_checked_at_each_use(client):
    page = StandardPageFactory(title="Avant")
    first = client.get(page.url)
    assert first.headers["Cache-Control"] == "public, max-age=0, must-revalidate"
    assert client.get(page.url, headers={"if-none-match": first.headers["ETag"]}).status_code == 304
    page.title = "Après"
    page.save()
    assert client.get(page.url, headers={"if-none-match": first.headers["ETag"]}).status_code == 200


def test_a_page_with_a_password_asks_for_it_and_is_kept_by_no_cache(client):
    page = StandardPageFactory(title="Réservée")
    PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.PASSWORD, password="secret")
    response = client.get(page.url)
    assert "Réservée" not in response.content.decode()
    assert "no-store" in response.headers["Cache-Control"]


def test_an_unpublished_page_is_not_found(client):
    page = StandardPageFactory(live=False)
    assert client.get(page.url).status_code == 404


def test_each_language_finds_its_own_page_at_the_same_slug(client):
    HomePageFactory()
    french = StandardPageFactory(slug="contact", title="Nous contacter")
    english = StandardPageFactory(slug="contact", title="Contact us", parent=HomePageFactory(language="en"))
    assert french.title in client.get("/contact/").content.decode()
    assert english.title in client.get("/en/contact/").content.decode()


def test_a_page_takes_no_post(client):
    assert client.post(StandardPageFactory().url).status_code == 405


def test_home_costs_the_same_whatever_the_number_of_pages(client, django_assert_max_num_queries):
    index = NewsIndexPageFactory()
    NewsPageFactory.create_batch(30, parent=index)
    StandardPageFactory.create_batch(30)
    cache.clear()
    with django_assert_max_num_queries(15):
        client.get("/")
