"""The demonstration's content, loaded by the command that `make run` uses."""

from io import StringIO

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth import get_user_model
from django.core.management import CommandError, call_command
from wagtail.models import Page

from forms.models import Inbox, Organisation, Partner, PurgeBatch, PurgeItem, Submission
from forms.workflow import Status
from home.models import HelpNumber
from portal.demo.accounts import ACCOUNTS
from programmes.household_states import State
from programmes.models import (
    Cohort,
    CohortMember,
    CourseSession,
    Enrolment,
    Flat,
    Household,
    ProgrammePage,
    Residence,
    Room,
)
from tests.database import unsettle

pytestmark = pytest.mark.slow


def counts() -> dict[str, int]:
    models = (
        Cohort,
        CohortMember,
        Page,
        HelpNumber,
        Residence,
        Flat,
        Room,
        CourseSession,
        Enrolment,
        Household,
        Submission,
        Inbox,
        get_user_model(),
    )
    return {model.__name__: model.objects.count() for model in models}


@pytest.fixture
def demo(db):
    unsettle()
    call_command("demo", stdout=StringIO())


def test_loading_twice_doubles_nothing(demo):
    before = counts()
    call_command("demo", stdout=StringIO())
    assert counts() == before


def test_the_demonstration_holds_what_the_contract_names(demo):
    assert ProgrammePage.objects.live().count() == 10
    assert (Residence.objects.count(), Flat.objects.count(), Room.objects.count()) == (3, 3, 14)
    assert {user.username for user in get_user_model().objects.all()} == {account.username for account in ACCOUNTS}
    assert not get_user_model().objects.filter(is_superuser=True).exists()
    assert set(Inbox.objects.values_list("slug", flat=True)) == {
        "colocation",
        "ateliers",
        "slime",
        "univers",
        "contact",
    }


def test_applications_are_shown_in_every_state(demo):
    applications = Submission.objects.filter(intake="colocation")
    assert applications.count() == 40
    assert set(applications.values_list("status", flat=True)) == {status.value for status in Status}
    assert applications.filter(inquiries__answered_at=None, inquiries__isnull=False).exists()


def test_the_partners_account_finds_alerts_of_its_own_at_the_networks_door(demo, client):
    assert (Organisation.objects.count(), Partner.objects.count()) == (3, 3)
    client.force_login(get_user_model().objects.get(username="partenaire"))
    sent = client.get("/partenaires/").context["sent"]
    assert len(sent) == 3
    assert {bool(alert.label) for alert in sent} == {True, False}


def test_households_are_shown_in_every_state(demo):
    assert set(Household.objects.values_list("state", flat=True)) == set(State.values)


def test_courses_are_shown_with_seats_taken_and_people_who_wait(demo):
    assert set(CourseSession.objects.values_list("kind", flat=True)) == set(CourseSession.Kind.values)
    assert CourseSession.objects.open().count() == 9
    assert set(Enrolment.objects.values_list("state", flat=True)) == set(Enrolment.State.values)
    assert set(Submission.objects.filter(intake="ateliers").values_list("status", flat=True)) > {"accepted", "received"}


def test_groups_are_shown_forming_started_and_over_with_people_in_every_state(demo):
    assert {(bool(cohort.started_at), cohort.is_over) for cohort in Cohort.objects.all()} == {
        (False, False),
        (True, False),
        (True, True),
    }
    assert set(CohortMember.objects.values_list("state", flat=True)) == {"waiting", "member", "finished", "left"}


def test_every_french_page_has_a_live_english_translation(demo):
    for page in Page.objects.live().filter(depth__gt=1, locale__language_code="fr"):
        assert page.get_translations().live().filter(locale__language_code="en").count() == 1, page


def test_the_demonstration_loads_nowhere_else(db, settings):
    settings.DEMO = False
    with pytest.raises(CommandError):
        call_command("demo")


@pytest.mark.parametrize(("start", "section"), [("", "/demarches/"), ("/en", "/en/procedures/")])
def test_the_pages_of_a_request_lead_back_to_the_list_of_requests(demo, client, start, section):
    page = client.get(f"{start}/demarches/colocation/commencer/")
    links = BeautifulSoup(page.content, "html.parser").select(".govuk-breadcrumbs a")
    assert [link["href"] for link in links] == [f"{start}/", section]


def test_an_agent_has_one_suspect_to_look_at_and_the_officer_one_batch_to_sign(demo):
    [suspect] = Submission.objects.filter(quarantined_at__isnull=False)
    assert suspect.in_quarantine and suspect.suspicion == "too_fast"
    [batch] = PurgeBatch.objects.filter(signed_at=None)
    assert batch.items.filter(state=PurgeItem.State.WAITING).count() == 1
