"""The two tools of the home page, as people meet them: plain POST, nothing kept, always a way out."""

import itertools

import pytest
from bs4 import BeautifulSoup
from django.core.cache import cache
from django.urls import reverse

from home.public_forms import POSTS_PER_MINUTE
from programmes.models.pages import Audience, Territory
from programmes.orientation import NEEDS
from tests.home.factories import HelpNumberFactory, HomePageFactory
from tests.programmes import factories

pytestmark = pytest.mark.django_db
OURS = {"sec-fetch-site": "same-origin"}
ORIENTATION = {"need": "energy", "audience": "household", "territory": "city"}
SHARE = {"bills": "1 800,00 €", "bills_period": "year", "income": "1200", "income_period": "month"}


@pytest.fixture(autouse=True)
def portal():
    cache.clear()
    HomePageFactory()


def soup_of(response) -> BeautifulSoup:
    return BeautifulSoup(response.content, "html.parser")


@pytest.mark.parametrize("name", ["programmes:orientation", "programmes:energy_share"])
def test_each_tool_opens_with_an_empty_form_without_token(client, name):
    response = client.get(reverse(name))
    form = soup_of(response).main.find("form", method="post")
    assert form["action"] == reverse(name)
    assert not form.select("[name=csrfmiddlewaretoken]")
    assert not response.cookies


@pytest.mark.parametrize(
    ("name", "answers"), [("programmes:orientation", ORIENTATION), ("programmes:energy_share", SHARE)]
)
def test_answers_are_kept_nowhere(client, name, answers):
    response = client.post(reverse(name), answers, headers=OURS)
    assert response.status_code == 200
    assert not response.cookies
    assert "no-store" in response.headers["Cache-Control"]
    assert not response.wsgi_request.session.accessed


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"sec-fetch-site": "cross-site"}, 403),
        ({"sec-fetch-site": "same-site"}, 403),
        ({"origin": "https://elsewhere.example"}, 403),
        ({"origin": "null"}, 403),
        ({}, 403),
        ({"origin": "http://testserver"}, 200),
    ],
)
def test_only_our_own_pages_may_post(client, headers, status):
    assert client.post(reverse("programmes:orientation"), ORIENTATION, headers=headers).status_code == status


def test_a_machine_that_posts_too_fast_is_asked_to_wait(client):
    url = reverse("programmes:energy_share")
    for _ in range(POSTS_PER_MINUTE):
        assert client.post(url, SHARE, headers=OURS).status_code == 200
    refused = client.post(url, SHARE, headers=OURS)
    assert refused.status_code == 429
    assert client.get(url).status_code == 200


def test_orientation_leads_to_the_programme_that_fits(client):
    programme = factories.ProgrammePageFactory(parent=factories.ProgrammeIndexPageFactory(), energy=True)
    response = client.post(reverse("programmes:orientation"), ORIENTATION, headers=OURS)
    assert [row["href"] for row in soup_of(response).select(".rows a")] == [programme.url]


@pytest.mark.parametrize("need", [value for value, _label in NEEDS])
def test_every_set_of_answers_ends_with_a_programme_or_a_phone_number(client, need):
    index = factories.ProgrammeIndexPageFactory()
    factories.ProgrammePageFactory(parent=index, energy=True)
    factories.ProgrammePageFactory(parent=index)
    for audience, territory in itertools.product(Audience.values, Territory.values):
        cache.clear()
        answers = {"need": need, "audience": audience, "territory": territory}
        response = client.post(reverse("programmes:orientation"), answers, headers=OURS)
        assert soup_of(response).main.select_one('a[href="tel:+33467347000"]')


def test_whoever_asks_for_safety_sees_help_numbers_first_and_a_way_to_leave(client):
    HelpNumberFactory()
    factories.ProgrammePageFactory(parent=factories.ProgrammeIndexPageFactory(), shelter=True)
    response = client.post(reverse("programmes:orientation"), ORIENTATION | {"need": "safety"}, headers=OURS)
    soup = soup_of(response)
    assert soup.main.h1.find_next("a")["href"] == "tel:3919"
    assert soup.select_one(".exit a")
    assert "violence" not in soup.title.get_text()


def test_missing_answers_are_named_and_the_others_kept(client):
    response = client.post(reverse("programmes:orientation"), {"need": "digital"}, headers=OURS)
    soup = soup_of(response)
    assert soup.select_one("input[name=need][value=digital]").has_attr("checked")
    assert len(response.context["form"].errors) == 2


def test_energy_share_is_said_in_words(client):
    energy = factories.ProgrammePageFactory(parent=factories.ProgrammeIndexPageFactory(), energy=True)
    response = client.post(reverse("programmes:energy_share"), SHARE, headers=OURS)
    soup = soup_of(response)
    assert "12,5" in soup.h1.get_text()
    assert soup.select_one(".rows a")["href"] == energy.url


@pytest.mark.parametrize("bills", ["", "beaucoup", "\x00", "9" * 5000, "-3", "1e400", "\ufffd"])
def test_an_amount_that_cannot_be_read_is_said_so(client, bills):
    response = client.post(reverse("programmes:energy_share"), SHARE | {"bills": bills}, headers=OURS)
    assert response.status_code == 200
    assert list(response.context["form"].errors) == ["bills"]


@pytest.mark.parametrize("name", ["programmes:orientation", "programmes:energy_share"])
def test_junk_gets_a_page_and_never_breaks(client, name):
    junk = dict.fromkeys((*ORIENTATION, *SHARE, "unknown"), "\x00" * 100_000)
    assert client.post(reverse(name), junk, headers=OURS).status_code == 200
