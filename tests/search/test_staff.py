"""Staff find pages, pictures and documents by the words they have in mind, as the public does."""

import pytest
from django.contrib.auth import get_user_model
from django.core.files.base import ContentFile
from django.urls import reverse
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import Page

from tests.database import settle_roles
from tests.home.factories import HomePageFactory, StandardPageFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def staff(client):
    """Signs a member of one group in."""
    HomePageFactory()
    settle_roles()

    def signed_in(group):
        user = get_user_model().objects.create_user(group, f"{group}@example.org", "x")
        user.groups.add(*user.groups.model.objects.filter(name=group))
        client.force_login(user)
        return client

    return signed_in


@pytest.mark.parametrize(
    "words", ["energetiques", "précarités énergétiques", "l’énergétique", "la precar", '"précarité énergétique"']
)
def test_a_page_is_found_by_stem_without_accent_or_article_or_end(staff, words):
    page = StandardPageFactory(title="Précarité énergétique", live=False)
    StandardPageFactory(title="Colocation")
    found = staff("communication").get(reverse("wagtailadmin_pages:search"), {"q": words}).context["pages"]
    assert [found_page.pk for found_page in found] == [page.pk]


def test_pictures_are_found_the_same_way():
    picture = get_image_model().objects.create(title="Chevaux de l’été", file=get_test_image_file())
    assert list(get_image_model().objects.search("cheval d'ete", operator="and")) == [picture]


def test_documents_are_found_the_same_way(staff):
    paper = get_document_model().objects.create(title="Règles d’accès", file=ContentFile(b"x", "a.txt"))
    found = staff("communication").get(reverse("wagtaildocs:index"), {"q": "regle acces"})
    assert list(found.context["page_obj"]) == [paper]


def test_a_title_in_another_alphabet_is_found_too(staff):
    page = StandardPageFactory(title="مساعدة")
    assert [found.pk for found in Page.objects.autocomplete("مساعدة")] == [page.pk]


def test_who_may_change_no_page_finds_none(staff):
    StandardPageFactory(title="Précarité énergétique")
    answer = staff("mediation").get(reverse("wagtailadmin_pages:search"), {"q": "énergétique"})
    assert answer.status_code in (302, 403)
