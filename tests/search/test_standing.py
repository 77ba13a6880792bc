"""What narrows down though the page itself did not change: clips, easy texts, languages, requests that open."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.utils import timezone

from forms.models import IntakeSettings
from home.models import SignedMedia
from home.signed import targets
from programmes.models import CourseSession
from search import indexing, reconciling
from search.models import Facet
from tests.home.factories import EasyReadFactory, HomePageFactory, StandardPageFactory
from tests.home.signed.factories import SignedMediaFactory, SignedVersionFactory
from tests.programmes.factories import ProcedureIndexPageFactory, ProcedurePageFactory, ProgrammePageFactory
from tests.search.pages import links, soup

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("engine")]
TOMORROW = timedelta(days=1)


def counts(response) -> dict[str, dict[str, int]]:
    return response.context["found"].counts


def signed(page, **media):
    return SignedVersionFactory(target=targets.of_page(page), media=SignedMediaFactory(published=True, **media))


def session(**changed) -> CourseSession:
    starts = timezone.now() + TOMORROW
    defaults = {"title": "Vannerie", "starts_at": starts, "ends_at": starts + timedelta(hours=2), "capacity": 8}
    return CourseSession.objects.create(**{**defaults, "place": "Salle des Platanes", **changed})


@pytest.fixture
def pages():
    """Three pages of a “chambre”: one in both forms, one signed, one in neither."""
    both, clip, neither = (StandardPageFactory(title=f"Chambre {name}") for name in ("une", "deux", "trois"))
    EasyReadFactory(page=both)
    for page in (both, clip):
        signed(page)
    return both, clip, neither


def test_clips_and_easy_texts_narrow_down_with_right_counts(ask, pages):
    both, clip, _neither = pages
    response = ask(q="chambre", lsf="yes")
    assert set(links(response)) == {both.url, clip.url}
    assert counts(response)["lsf"] == {"yes": 2}
    assert counts(response)["easy"] == {"yes": 1}
    response = ask(q="chambre", lsf="yes", easy="yes")
    assert links(response) == [both.url]
    assert counts(response)["lsf"] == {"yes": 1}
    chosen = soup(response).select(".facet--chosen")
    assert [("easy" in one["href"], "lsf" in one["href"]) for one in chosen] == [(True, False), (False, True)]


def test_a_choice_that_all_results_share_is_not_offered(ask):
    for _page in range(2):
        signed(StandardPageFactory(title="Chambre"))
    assert not soup(ask(q="chambre")).select('.facets a[href*="lsf"]')


def test_a_clip_that_marks_a_place_or_may_not_be_shown_counts_for_nothing(ask):
    page = StandardPageFactory(title="Chambre")
    signed(page, is_placeholder=True)
    signed(StandardPageFactory(title="Chambre"), image_right_ends=timezone.localdate() - TOMORROW)
    assert "lsf" not in counts(ask(q="chambre"))


def test_the_other_language_of_a_page_narrows_down(ask):
    page = StandardPageFactory(title="Chambre")
    StandardPageFactory(title="Chambre")
    english = HomePageFactory(language="en")
    StandardPageFactory(title="Room", parent=english, translation_key=page.translation_key)
    response = ask(q="chambre", language="en")
    assert links(response) == [page.url]
    assert counts(response)["language"] == {"en": 1}


def test_a_page_is_found_by_the_words_of_its_easy_text_but_quotes_none(ask):
    page = StandardPageFactory(title="Chambre")
    EasyReadFactory(page=page, body=[("part", {"title": "Où", "lines": "Il y a un toboggan.", "picture": ""})])
    response = ask(q="toboggan")
    assert links(response) == [page.url]
    assert "toboggan" not in soup(response).select_one(".hits").get_text()


@pytest.fixture
def courses():
    return ProcedurePageFactory(parent=ProcedureIndexPageFactory(), intake="ateliers", title="S’inscrire")


def test_open_sessions_are_found_with_their_day_and_place(ask, courses):
    opened = session()
    response = ask(q="vannerie")
    assert links(response) == [courses.url]
    assert opened.place in soup(response).select_one(".hits").get_text()
    assert counts(response)["place"] == {"Salle des Platanes": 1}
    assert links(ask(q="salle des platanes")) == [courses.url]


def test_a_session_that_is_called_off_or_has_begun_is_not(ask, courses):
    session(cancelled_at=timezone.now())
    begun = timezone.now() - timedelta(hours=1)
    session(starts_at=begun)
    assert links(ask(q="vannerie")) == []


def test_only_requests_that_can_be_filled_in_today_are_open(ask, courses):
    shut = ProcedurePageFactory(parent=courses.get_parent().specific, intake="univers", title="S’inscrire")
    IntakeSettings.objects.create(intake="univers", opens_on=timezone.localdate() + TOMORROW)
    contact = ProcedurePageFactory(parent=courses.get_parent().specific, intake="contact", title="S’inscrire")
    assert links(ask(q="inscrire", open="yes")) == [contact.url]
    session()
    IntakeSettings.objects.update(opens_on=None)
    assert set(links(ask(q="inscrire", open="yes"))) == {contact.url, shut.url, courses.url}


def indexed(name: str) -> set[int]:
    return set(Facet.objects.filter(name=name).values_list("entry_id", flat=True))


def test_the_index_follows_clips_easy_texts_and_sessions(courses, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        easy, version = EasyReadFactory(page=courses), signed(courses)
        taught = session()
    assert indexed("easy") == indexed("lsf") == indexed("open") == {courses.pk}
    with django_capture_on_commit_callbacks(execute=True):
        easy.delete()
        SignedMedia.objects.get(pk=version.media_id).delete()
        taught.delete()
    assert indexed("easy") | indexed("lsf") | indexed("open") == set()


def test_the_check_finds_what_days_have_changed(courses):
    signed(courses)
    session()
    indexing.rebuild()
    SignedMedia.objects.update(image_right_ends=timezone.localdate() - TOMORROW)
    CourseSession.objects.update(starts_at=timezone.now() - timedelta(minutes=1))
    assert set(reconciling.drifted()) == {courses.pk}
    call_command("reconcile_search")
    assert indexed("lsf") | indexed("open") == set()
    assert reconciling.drifted() == []


def test_a_page_to_leave_in_a_hurry_has_no_such_facet(ask):
    shelter = ProgrammePageFactory(parent=ProcedureIndexPageFactory().get_parent().specific, shelter=True)
    signed(shelter)
    EasyReadFactory(page=shelter)
    indexing.rebuild()
    assert not Facet.objects.filter(entry_id=shelter.pk).exists()
