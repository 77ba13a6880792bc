"""Numbers on programme pages: chosen by editors, counted in the background, fresh, never small or of the shelter."""

from datetime import timedelta

import pytest
import time_machine
from bs4 import BeautifulSoup
from django.core.cache import cache
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import Locale
from wagtail_localize.models import Translation, TranslationSource

from programmes.counts import public, shown
from programmes.measures import FAMILIES, NEEDS, SENTENCES, Measure
from programmes.models import CountedFigure, CourseSession, ProgrammePage, VisitTally
from programmes.models.pages import Need
from tests.home.factories import HomePageFactory
from tests.programmes import factories
from tests.programmes.course_factories import CourseSessionFactory

pytestmark = pytest.mark.django_db
YEAR = timezone.localdate().year


@pytest.fixture(autouse=True)
def read_again():
    """What this process has read belongs to another test."""
    shown.forget()
    yield
    shown.forget()


def programme(*measures: Measure, **values) -> ProgrammePage:
    chosen = [("measure", measure) for measure in measures]
    return factories.ProgrammePageFactory(
        parent=factories.ProgrammeIndexPageFactory(), counted=chosen, **(values or {"energy": True})
    )


def said(client, page) -> list[str]:
    soup = BeautifulSoup(client.get(page.url).content, "html.parser")
    return [" ".join(line.get_text(" ").split()) for line in soup.select(".counted li")]


def tally(visits: int, households: int, people: int) -> None:
    VisitTally.objects.update_or_create(
        year=YEAR, defaults={"visits": visits, "households": households, "people": people}
    )
    call_command("count_figures")
    shown.forget()


def test_a_page_shows_the_numbers_that_editors_chose_with_their_date_and_source(client):
    page = programme(Measure.HOUSEHOLDS, Measure.VISITED)
    tally(60, 43, 97)
    first, second = said(client, page)
    assert ("40" in first, "95" in second, str(YEAR) in first) == (True, True, True)
    assert "CCAS" in BeautifulSoup(client.get(page.url).content, "html.parser").select_one(".counted + p").text


def test_ten_households_are_shown_nowhere_and_eleven_are_at_least_ten(client):
    page = programme(Measure.HOUSEHOLDS, Measure.VISITED, Measure.VISITS)
    tally(200, 10, 100)
    assert said(client, page) == []
    tally(11, 11, 11)
    assert [("10" in line) for line in said(client, page)] == [True]


def test_a_number_too_close_to_another_of_the_same_people_is_hidden_even_where_it_stands_alone(client):
    page = programme(Measure.VISITS)
    tally(48, 43, 97)
    assert said(client, page) == []
    assert list(CountedFigure.objects.fresh().values_list("measure", flat=True)) == ["households", "visited"]


def test_a_number_stays_until_enough_people_came(client):
    page = programme(Measure.HOUSEHOLDS)
    for households, number in ((20, "20"), (29, "20"), (31, "20"), (35, "35")):
        tally(households, households, households)
        assert number in said(client, page)[0]


def test_a_number_that_nobody_counted_for_a_day_is_shown_no_more(client):
    page = programme(Measure.HOUSEHOLDS)
    tally(43, 43, 43)
    CountedFigure.objects.update(counted_at=timezone.now() - timedelta(hours=23))
    shown.forget()
    assert said(client, page)
    CountedFigure.objects.update(counted_at=timezone.now() - timedelta(hours=25))
    shown.forget()
    assert said(client, page) == []


def test_a_number_that_a_process_has_read_ends_with_its_day_too(client):
    page = programme(Measure.HOUSEHOLDS)
    tally(43, 43, 43)
    assert said(client, page)
    with time_machine.travel(timezone.now() + timedelta(hours=25)):
        assert said(client, page) == []


def test_the_shelter_shows_none_and_no_measure_counts_it(client):
    page = programme(Measure.HOUSEHOLDS, shelter=True)
    ProgrammePage.objects.filter(pk=page.pk).update(need="energy", shows_help_numbers=False)
    tally(43, 43, 43)
    assert said(client, page) == []
    assert Need.SAFETY not in NEEDS


def test_every_measure_has_a_sentence_a_family_and_a_programme():
    assert set(SENTENCES) == set(Measure) == {measure for family in FAMILIES for measure in family}
    assert {measure for measures in NEEDS.values() for measure in measures} == set(Measure)
    assert set(public.taken(timezone.localdate())) == set(Measure)


def test_another_programmes_number_is_not_shown(client):
    tally(43, 43, 43)
    assert said(client, programme(Measure.HOUSEHOLDS, need="digital")) == []


def test_figures_cost_a_page_no_query_whatever_their_number(client):
    tally(300, 43, 97)
    page, counts = programme(), []
    shown.now()
    for measure in (None, Measure.HOUSEHOLDS, Measure.VISITED, Measure.VISITS):
        if measure:
            page.counted.append(("measure", measure))
            page.save()
        cache.clear()
        with CaptureQueriesContext(connection) as queries:
            client.get(page.url)
        counts.append(len(queries))
    assert len(set(counts)) == 1 and counts[0] <= 15
    assert len(said(client, page)) == 3


def test_who_signed_up_and_who_came_are_counted_from_the_sessions_held_this_year():
    past = timezone.now() - timedelta(hours=3)
    for taken in (12, 8):
        session = CourseSessionFactory(starts_at=past, ends_at=past + timedelta(hours=1))
        CourseSession.objects.filter(pk=session.pk).update(taken=taken)
    session = CourseSessionFactory()
    CourseSession.objects.filter(pk=session.pk).update(taken=9)
    assert public.taken(timezone.localdate())[Measure.SEATS] == (20, 20)


def edited(page: ProgrammePage, measure: Measure, **values):
    """The editor's form of this page, with one measure chosen."""
    form_class = ProgrammePage.get_edit_handler().get_form_class()
    empty = form_class(instance=page)
    data = {name: empty[name].value() or "" for name in empty.fields} | {"need": page.need, **values}
    data |= {"body-count": "0", "comments-TOTAL_FORMS": "0", "comments-INITIAL_FORMS": "0"}
    for formset in empty.formsets.values():
        data |= {f"{formset.prefix}-TOTAL_FORMS": "0", f"{formset.prefix}-INITIAL_FORMS": "0"}
    block = {"value": measure, "type": "measure", "order": "0", "deleted": "", "id": ""}
    data |= {"counted-count": "1", **{f"counted-0-{name}": value for name, value in block.items()}}
    return form_class(data, instance=page)


@pytest.mark.parametrize(
    ("measure", "values", "allowed"),
    [
        (Measure.HOUSEHOLDS, {}, True),
        (Measure.CAME, {}, False),
        (Measure.HOUSEHOLDS, {"quick_exit": "on"}, False),
        (Measure.HOUSEHOLDS, {"shows_help_numbers": "on"}, False),
    ],
)
def test_editors_choose_the_numbers_of_the_programme_itself(measure, values, allowed):
    form = edited(programme(), measure, **values)
    form.is_valid()
    assert ("counted" in form.errors) != allowed


def test_a_translated_page_shows_the_same_numbers(client):
    page = programme(Measure.HOUSEHOLDS)
    HomePageFactory(language="en")
    source, _made = TranslationSource.update_or_create_from_instance(page)
    english = Translation.objects.create(source=source, target_locale=Locale.objects.get(language_code="en"))
    english.save_target(publish=True)
    translated = page.get_translation(english.target_locale)
    assert [block.value for block in translated.counted] == ["households"]
