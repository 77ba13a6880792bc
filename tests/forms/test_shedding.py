"""What goes before its request: copies of identity documents, and what people needed on the day of their session."""

from datetime import date, timedelta

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from forms.brief import BriefStep
from forms.intake import Journey
from forms.intakes import INTAKES
from forms.models import PurgeItem, Submission
from forms.services import answering, filing, keeping, proposing, reopening, reviewing, shedding, watching
from forms.services.submitting import submit
from home.records import terms
from programmes.models import CourseSession, DoorCode, Enrolment
from programmes.models.energy import DOOR_CODES
from programmes.models.enrolments import NEEDS
from programmes.services import households, sheets
from tests.forms.factories import AgentFactory, DraftFactory, InboxFactory, IntakeWatchFactory
from tests.forms.nasty import upload
from tests.forms.officers import officer, round_of_the_day
from tests.forms.papers import kept
from tests.forms.samples import unsent
from tests.forms.samples.ateliers import HELPED
from tests.forms.samples.colocation import PAGES
from tests.programmes.energy_factories import HouseholdFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def applied(quick):
    """A flatshare request with a copy in two slots, one of which is of an identity document."""
    draft = DraftFactory(complete=True)
    for slot in ("identite", "inscription"):
        filing.add(draft, slot, upload(slot.encode() * 9, "papier.jpg"))
        draft.refresh_from_db()
    typed = {step: saved["typed"] for step, saved in draft.answers.items()} | {"verifier": PAGES["verifier"]}
    return submit(draft, answers=Journey(INTAKES["colocation"], typed).answers, language="fr")


def after(days: int):
    """The morning of the daily round so many days from now."""
    return time_machine.travel(timezone.now() + timedelta(days=days), tick=False)


def slots(submission: Submission) -> set[str]:
    return set(submission.files.values_list("slot", flat=True))


def test_the_copy_of_an_identity_document_goes_a_month_after_the_decision_and_nothing_else_does(
    applied, django_capture_on_commit_callbacks
):
    reviewing.accept(applied, "identite", by=AgentFactory())
    answering.withdraw(applied)
    for days, there in ((30, {"identite", "inscription"}), (31, {"inscription"})):
        with after(days), django_capture_on_commit_callbacks(execute=True):
            round_of_the_day()
        assert slots(applied) == there and len(kept()) == len(there)
    applied.refresh_from_db()
    gone = applied.answers["documents"]["identite"]
    assert gone == [f"gone:{timezone.localdate() + timedelta(days=31)}"]
    assert applied.answers["documents"]["inscription"][0].startswith("file:")
    assert applied.reviews.get().reviewed_by, "seen by whom, and when, stays"


def test_who_wrote_and_the_team_read_when_it_went(applied, client):
    answering.withdraw(applied)
    with after(31):
        round_of_the_day()
    client.force_login(AgentFactory())
    page = client.get(reverse("submissions:detail", args=[applied.pk])).content.decode()
    assert "Deleted on" in page or "Supprimé" in page


def test_undecided_reopened_or_held_back_it_stays(applied):
    with after(400):
        assert shedding.shed(timezone.now()) == 0
    closed = answering.withdraw(applied)
    closed.status, closed.reason = "refused", "no_room"
    closed.save()
    reopening.reopen(closed, "contested", by=officer("chef", "responsable"))
    with after(400):
        assert shedding.shed(timezone.now()) == 0
    closed = answering.withdraw(applied)
    with after(0):
        batch, _kept = proposing.ask_erasure([closed], by=officer(), reason="objection")
        proposing.hold(batch.items.get(), reason="appeal", until=date.today() + timedelta(days=200), by=officer())
    with after(100):
        assert shedding.shed(timezone.now()) == 0
    assert slots(applied) == {"identite", "inscription"}


def test_a_proposal_that_waits_is_not_changed_by_it(applied):
    closed = answering.withdraw(applied)
    batch, _kept = proposing.ask_erasure([closed], by=officer(), reason="erasure")
    with after(31):
        round_of_the_day()
        assert slots(applied) == {"inscription"}
        proposing.sign(batch, by=officer(), seen=1)
        round_of_the_day()
    assert PurgeItem.objects.get().state == "done" and not Submission.objects.exists()


def test_the_officers_figure_holds_for_copies(applied):
    answering.withdraw(applied)
    keeping.change(keeping.PAPERS, 7, by=officer())
    with after(8):
        round_of_the_day()
    assert slots(applied) == {"inscription"}


@pytest.fixture
def helped():
    """A sign-up for a session in a few days, by someone who needs something."""
    InboxFactory(slug="ateliers")
    intake = INTAKES["ateliers"]
    draft = DraftFactory(intake="ateliers", answers=unsent(intake, HELPED))
    return submit(draft, answers=Journey(intake, HELPED).answers, language="fr")


def test_needs_go_from_the_request_and_from_the_sheet_a_month_after_the_session(helped):
    before, session = helped.answers["besoins"], CourseSession.objects.get(enrolments__reference=helped.reference)
    assert any(before.values())
    for moved, blank in ((timedelta(days=30), False), (timedelta(days=30, seconds=1), True)):
        with time_machine.travel(session.ends_at + moved, tick=False):
            shedding.shed(timezone.now())
            sheets.forget_needs()
        helped.refresh_from_db()
        assert any(helped.answers["besoins"].values()) is not blank
        assert (Enrolment.objects.get(reference=helped.reference).needs is None) is blank
    assert helped.answers["besoins"].keys() == before.keys() and helped.shed_at
    assert helped.answers["contact"]["given_name"], "the rest stays its time"


def test_it_is_forgotten_once_and_a_killed_round_goes_on(helped, monkeypatch):
    now = timezone.now() + timedelta(days=200)
    with monkeypatch.context() as patch:
        patch.setattr(shedding, "forget", lambda key, now: 1 / 0)
        assert shedding.shed(now) == 0
    assert (shedding.shed(now), shedding.shed(now)) == (1, 0)


def test_every_page_whose_answers_go_first_may_be_left_empty_and_names_a_class():
    pages = [page for intake in INTAKES.values() for _step, page in intake.steps if issubclass(page, BriefStep)]
    assert pages
    for page in pages:
        assert page.blank().keys() == page.base_fields.keys() and page.figure in terms.DECLARED


def test_no_short_class_outlives_the_shortest_life_of_a_request_with_documents():
    flatshare = INTAKES["colocation"].keep_for
    assert keeping.BRIEF[keeping.PAPERS].at_most < flatshare.at_least


def test_door_codes_and_addresses_take_the_day_of_the_figure_that_holds_then():
    household, watch = HouseholdFactory(state="contacted"), IntakeWatchFactory()
    DoorCode.objects.create(household=household, text="B 1234")
    keeping.change(DOOR_CODES, 7, by=(by := officer()))
    keeping.change(keeping.WATCHES, 90, by=by)
    households.forget_door_code_soon(household)
    watching.confirm(watch.pk)
    watch.refresh_from_db()
    today = timezone.localdate()
    assert (DoorCode.objects.get().purge_on - today, watch.purge_on - today) == (timedelta(7), timedelta(90))


@pytest.mark.parametrize("key", [keeping.PAPERS, keeping.WATCHES, NEEDS, DOOR_CODES])
def test_the_officer_sets_each_short_class_within_its_bounds_on_one_screen(client, key):
    client.force_login(officer())
    address, keep = reverse("conservation:figures"), keeping.classes()[key]
    for days, refused in ((keep.at_least.days - 1, True), (keep.at_most.days + 1, True), (keep.at_most.days, False)):
        response = client.post(address, {"key": key, "days": str(days)})
        assert (response.status_code == 200) is refused
    assert keeping.kept(key) == keep.at_most and terms.lasts(key) == keep.at_most
    assert str(keep.title) in client.get(address).content.decode().replace("&#x27;", "’")
