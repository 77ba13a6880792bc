"""The index follows the pages by itself, and holds nothing but what is public."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.db import connection
from django.utils import timezone
from wagtail.models import PageViewRestriction

from forms.models import Submission
from search import engines, indexing, query, reconciling
from search.engines.asking import EngineDown
from search.models import Entry, Owed, Synonym, Term
from tests.forms.factories import SubmissionFactory
from tests.home.factories import HomePageFactory, StandardPageFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def page(engine, django_capture_on_commit_callbacks):
    HomePageFactory()
    indexing.rebuild()
    with django_capture_on_commit_callbacks(execute=True):
        page = StandardPageFactory(title="Piscine")
        page.save_revision().publish()
    return page


def found(words: str = "piscine") -> list[int]:
    if engine := engines.elasticsearch():
        engine.refresh()
    return [hit.page.pk for hit in query.find(words, language="fr").page]


def test_a_published_page_is_found_at_once(page):
    assert found() == [page.pk]
    assert not Owed.objects.exists()


def test_changed_words_take_the_place_of_the_old(page, django_capture_on_commit_callbacks):
    page.title, page.slug = "Médiathèque", "mediatheque"
    with django_capture_on_commit_callbacks(execute=True):
        page.save_revision().publish()
    assert (found("piscine"), found("mediatheque")) == ([], [page.pk])
    assert not Term.objects.filter(word="piscine", pages__gt=0).exists()


def test_what_stops_being_public_is_gone(page, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)
    assert not Entry.objects.exists()
    assert found() == []


def test_what_is_withdrawn_is_not_shown_even_before_the_index_knows(page):
    page.unpublish()
    assert Entry.objects.exists()
    assert found() == []


def test_an_expired_page_is_not_shown(page):
    page.expire_at = timezone.now() - timedelta(minutes=1)
    page.save()
    assert found() == []


def test_a_deleted_page_is_gone(page, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        page.delete()
    assert found() == []
    assert not Entry.objects.exists()


def test_drafts_and_requests_are_in_no_index(page, django_capture_on_commit_callbacks):
    page.title = "Brouillonplante"
    with django_capture_on_commit_callbacks(execute=True):
        page.save_revision()
        StandardPageFactory(title="Jamaispublie", live=False).save_revision()
        SubmissionFactory()
    call_command("rebuild_search", verbosity=0)
    held = everything_held()
    assert "piscine" in held
    for planted in ("brouillonplante", "jamaispublie", Submission.objects.get().reference.lower()):
        assert planted not in held


def everything_held() -> str:
    """All that the tables of the index hold, and all of Elasticsearch's documents."""
    held = list(Entry.objects.values()) + list(Term.objects.values())
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM search_fts")
        held += cursor.fetchall()
    if engine := engines.elasticsearch():
        engine.refresh()
        held += engine.client.search(index=f"{engine.prefix}-*", size=100)["hits"]["hits"]
    return str(held).lower()


class Gone:
    """Elasticsearch that does nothing it is asked."""

    def put(self, *args):
        raise EngineDown("ConnectionError")

    remove = versions = is_empty = put


def test_publishing_never_waits_for_elasticsearch_and_what_is_owed_is_paid_later(page, monkeypatch):
    monkeypatch.setattr(indexing, "elasticsearch", Gone)
    page.title = "Patinoire"
    page.save_revision().publish()
    indexing.owe([page.pk])
    assert indexing.pay() == 0
    owed = Owed.objects.last()
    assert (owed.tries, owed.due_at > timezone.now()) == (1, True)
    assert Entry.objects.get(pk=page.pk).title == "Patinoire"
    monkeypatch.undo()
    assert indexing.pay(timezone.now() + timedelta(minutes=1)) == 1
    assert not Owed.objects.filter(page_id=page.pk).exists()


def test_an_older_version_never_takes_the_place_of_a_newer_one(page):
    if engine := engines.elasticsearch():
        engine.put(indexing.read(page.pk), 10**6)
        stale = indexing.read(page.pk)
        stale.texts[0] = ["Ancien"]
        engine.put(stale, 10**6 - 1)
        assert found() == [page.pk]


def test_drift_is_found_repaired_and_said(page):
    Entry.objects.all().delete()
    health = reconciling.reconcile()
    assert (health.drift, health.pages, health.waiting) == (1, 1, 0)
    assert found() == [page.pk]
    assert reconciling.reconcile().drift == 0


def test_rebuilding_again_changes_nothing(page):
    before = Term.objects.filter(pages__gt=0).count()
    indexing.rebuild()
    assert Term.objects.filter(pages__gt=0).count() == before
    assert found() == [page.pk]


def test_a_synonym_counts_at_the_next_query(page):
    assert found("natation") == []
    Synonym.objects.create(language="fr", words="natation, piscine")
    assert found("natation") == [page.pk]
