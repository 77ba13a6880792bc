"""What the public reads of how much is in sign language and in easy French."""

import pytest
from django.core.cache import cache
from django.utils import timezone

from home import coverage
from home.models import EasyRead
from home.signed import targets
from tests.home.factories import ContactPageFactory, EasyReadFactory, EmergencyPageFactory, HomePageFactory
from tests.home.signed.factories import SignedVersionFactory

pytestmark = pytest.mark.django_db
ADDRESS = "/langue-des-signes-et-facile/"


@pytest.fixture
def essentials():
    return [HomePageFactory(), ContactPageFactory(), EmergencyPageFactory()]


def read_by_its_readers(page):
    easy = EasyReadFactory(page=page)
    easy.readers, easy.reviewed_on, easy.reviewed_digest = "Groupe Exemple", timezone.localdate(), easy.text_digest
    easy.save()


def all_done(pages):
    for target in targets.every():
        SignedVersionFactory(target=target.key)
    for page in pages:
        read_by_its_readers(page)


def test_a_fresh_portal_says_that_nearly_all_is_to_be_done(client, essentials):
    page = client.get(ADDRESS)
    assert page.status_code == 200 and not page.context["coverage"].is_complete
    assert page.content.decode().count("<dt") == 3
    assert all(line.current == 0 < line.total for line in page.context["coverage"].lines)


def test_one_clip_more_is_one_more_and_one_less_is_one_less(essentials):
    version = SignedVersionFactory(target=targets.of_page(essentials[1]))
    assert [line.current for line in coverage.count().lines if line.current] == [1]
    version.media.delete()
    assert not any(line.current for line in coverage.count().lines)


def test_complete_is_said_only_with_each_essential_in_both(client, essentials, monkeypatch):
    monkeypatch.setattr(targets, "every", lambda: list(targets.SOURCES["page"].every()))
    all_done(essentials)
    assert coverage.count().is_complete
    EasyRead.objects.filter(page=essentials[2]).delete()
    assert not coverage.count().is_complete


def test_a_placeholder_is_no_sign_language(essentials):
    SignedVersionFactory(target=targets.of_page(essentials[0]), media__is_placeholder=True)
    assert not any(one.signed for one in coverage.count().essentials)


def test_counting_reads_every_text_and_showing_it_again_none(client, essentials, django_assert_max_num_queries):
    cache.clear()
    client.get(ADDRESS)
    with django_assert_max_num_queries(15):
        assert client.get(ADDRESS).status_code == 200
