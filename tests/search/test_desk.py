"""What editors see of the search, and what they add to it."""

import pytest
from django.contrib.auth import get_user_model
from django.urls import reverse
from wagtail.models import Page

from search import desk, indexing, lexicon, misses, starting, trying
from search.models import Miss, Synonym
from tests.database import settle_roles
from tests.home.factories import HomePageFactory, StandardPageFactory

pytestmark = pytest.mark.django_db
REPORT = "/gestion/recherche/"


@pytest.fixture
def editor(client):
    HomePageFactory()
    settle_roles()
    user = get_user_model().objects.create_user("claire", "claire@example.org", "x")
    user.groups.add(*user.groups.model.objects.filter(name="communication"))
    return user


def miss(client, words, visitors):
    for number in range(visitors):
        client.get("/recherche/", {"q": words}, REMOTE_ADDR=f"127.0.0.{number + 1}")


def test_words_are_written_down_once_enough_people_typed_them(client, editor):
    miss(client, "Piscine", misses.ENOUGH - 1)
    assert not misses.reported()
    assert list(Miss.objects.values_list("words", flat=True)) == [""]
    miss(client, "la PISCINE", misses.ENOUGH)
    assert [row.words for row in misses.reported()] == ["piscine"]


def test_one_person_counts_once_a_day(client, editor):
    for _time in range(9):
        client.get("/recherche/", {"q": "piscine"})
    assert Miss.objects.get().times == 1


@pytest.mark.parametrize(
    "words", ["camille@example.org", "06 12 34 56 78", "camille martin rue basse porte verte", "il me bat"]
)
def test_what_may_tell_of_someone_is_not_counted(client, editor, words):
    miss(client, words, misses.ENOUGH)
    assert not Miss.objects.exists()


def test_a_miss_is_one_click_from_a_synonym(client, editor):
    row = Miss.objects.create(digest="a", language="fr", words="natation", times=9)
    client.force_login(editor)
    address = desk.add_address(Synonym, row)
    assert address.replace("&", "&amp;") in client.get(REPORT).content.decode()
    assert "natation</textarea>" in client.get(address).content.decode()


def test_only_editors_see_the_report(client, editor):
    editor.groups.clear()
    client.force_login(editor)
    assert client.get(REPORT).status_code in {302, 403}


def test_a_synonym_is_tried_before_it_is_saved(editor):
    StandardPageFactory(title="Piscine")
    indexing.rebuild()
    trial = trying.trials(Synonym(language="fr", words="natation, piscine"))[0]
    assert (trial.before, trial.after) == ([], ["Piscine"])


def test_a_synonym_needs_two_expressions(client, editor):
    client.force_login(editor)
    address = reverse(Synonym.snippet_viewset.get_url_name("add"))
    client.post(address, {"language": "fr", "words": "natation,"})
    assert not Synonym.objects.exists()
    client.post(address, {"language": "fr", "words": "natation, piscine"})
    assert Synonym.objects.get().expressions == ["natation", "piscine"]


def test_the_first_words_are_loaded_once(editor):
    assert starting.load_words() > 50
    assert starting.load_words() == 0
    assert ("rgpd",) in lexicon.read("fr").alike
    assert Page.objects.exists()
