"""What the team types about a session is French on English pages too, and pages say so (WCAG 3.1.2)."""

import pytest
from bs4 import BeautifulSoup
from django.utils.translation import override

from forms.intakes.sessions import SessionField, session_choices
from tests.home.factories import HomePageFactory
from tests.programmes import factories
from tests.programmes.course_factories import CourseSessionFactory

pytestmark = pytest.mark.django_db
TITLE = "Écrire <ses> e-mails"


@pytest.fixture
def session():
    return CourseSessionFactory(title=TITLE, description="Créer une adresse.")


def test_a_choice_says_that_its_title_and_description_are_french_and_lets_no_markup_in(session):
    with override("en"):
        label = dict(session_choices())[str(session.pk)]
    title, description = (
        BeautifulSoup(text, "html.parser").select_one("[lang=fr]").text for text in (label, label.hint)
    )
    assert (title, description) == (TITLE, "Créer une adresse")
    assert "<ses>" not in label


def test_the_summary_of_answers_has_the_plain_words(session):
    assert SessionField().shown(str(session.pk)).startswith(TITLE)


def test_a_programme_in_english_says_that_titles_of_sessions_are_french(client, session):
    HomePageFactory()
    index = factories.ProgrammeIndexPageFactory(parent=HomePageFactory(language="en"))
    page = factories.ProgrammePageFactory(parent=index, intake="ateliers", need="digital")
    found = BeautifulSoup(client.get(page.url).content, "html.parser")
    assert found.html["lang"] == "en"
    assert TITLE in [title.text for title in found.select("main b[lang=fr]")]
