"""A phone number never stands alone: a relay in sign language is open whenever the phone is."""

from datetime import time

import pytest
from bs4 import BeautifulSoup
from django.core.exceptions import ValidationError

from home.models import ContactDetails
from tests.home.factories import ContactDetailsFactory, HomePageFactory, StandardPageFactory

pytestmark = pytest.mark.django_db


def monday(opens: time, closes: time) -> list[tuple]:
    return [("hours", {"day": "0", "opens": opens, "closes": closes})]


@pytest.fixture
def details():
    HomePageFactory()
    return ContactDetailsFactory.build(relay_name="Relais Exemple", relay_link="https://relais.exemple.fr/")


@pytest.mark.parametrize("hours", [(time(8, 30), time(17, 30)), (time(8), time(19))])
def test_a_relay_open_whenever_the_phone_is_may_be_saved(details, hours):
    details.relay_opening = monday(*hours)
    details.clean()


@pytest.mark.parametrize("hours", [(time(9), time(17, 30)), (time(8, 30), time(12))])
def test_a_relay_shut_while_the_phone_is_open_is_refused(details, hours):
    details.relay_opening = monday(*hours)
    with pytest.raises(ValidationError) as refusal:
        details.clean()
    assert "relay_opening" in refusal.value.message_dict


def test_a_relay_without_hours_or_without_a_link_is_refused(details):
    with pytest.raises(ValidationError):
        details.clean()
    details.relay_opening, details.relay_link = monday(time(8), time(19)), ""
    with pytest.raises(ValidationError) as refusal:
        details.clean()
    assert "relay_link" in refusal.value.message_dict


def test_every_page_shows_the_relay_and_the_days_of_the_desk(client):
    page = StandardPageFactory()
    row = ContactDetails.objects.get()
    row.relay_name, row.relay_link = "Relais Exemple", "https://relais.exemple.fr/"
    row.relay_opening, row.lsf_desk = monday(time(8), time(19)), monday(time(9), time(12))
    row.save()
    soup = BeautifulSoup(client.get(page.url).content, "html.parser").select_one("[data-help=lsf]")
    assert soup.select_one('a[href="https://relais.exemple.fr/"]')
    assert "lundi" in soup.get_text()
