"""The clock of a request: working days, a stop while the person is to answer, a word to the lead when it is late."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.contrib.auth.models import Group
from django.db import IntegrityError
from django.utils import timezone
from hypothesis import given, settings
from hypothesis import strategies as st
from wagtail.models import ModelLogEntry

from forms import working_days
from forms.intakes import INTAKES
from forms.models import News, ServiceLevel
from forms.services import answering, clock, deciding, escalating, history, quarantine
from forms.workflow import Status
from home.records.models import Notification
from home.roles import LEAD
from tests.forms.factories import AgentFactory, InquiryFactory, SubmissionFactory

PARIS = ZoneInfo("Europe/Paris")
days = st.dates(date(2020, 1, 1), date(2040, 12, 31))


def at(year, month, day, hour=10):
    return time_machine.travel(datetime(year, month, day, hour, tzinfo=PARIS), tick=False)


@pytest.mark.parametrize(
    ("day", "number", "expected"),
    [
        (date(2026, 11, 23), 1, date(2026, 11, 24)),
        (date(2026, 11, 27), 1, date(2026, 11, 30)),  # over a week-end
        (date(2026, 12, 24), 1, date(2026, 12, 28)),  # over Christmas, a Friday
        (date(2027, 5, 5), 2, date(2027, 5, 10)),  # over Ascension Day
        (date(2027, 5, 15), 0, date(2027, 5, 18)),  # a Saturday, then Whit Monday
    ],
)
def test_working_days_leave_out_week_ends_and_public_holidays(day, number, expected):
    assert working_days.after(day, number) == expected


@settings(max_examples=40)
@given(days, st.integers(1, 60))
def test_counting_back_gives_what_was_counted(day, number):
    last = working_days.after(day, number)
    assert working_days.is_worked(last) and last > day
    assert working_days.between(day, last) == number
    assert working_days.between(last, day) == 0


@pytest.fixture
def agent(db):
    return AgentFactory()


@pytest.fixture
def submission(agent):
    """Taken, and due on Friday 27 November 2026."""
    return SubmissionFactory(in_review=True, due_on=date(2026, 11, 27))


def fresh(submission):
    submission.refresh_from_db()
    return submission.due_on, submission.days_left, submission.news


def test_a_question_stops_the_clock_and_the_answer_starts_it_with_the_days_that_were_left(submission, agent):
    with at(2026, 11, 23):
        inquiry = deciding.ask(submission, "Quand ?", by=agent)
    assert fresh(submission) == (date(2026, 12, 8), 4, "")
    with at(2026, 12, 2):
        answering.answer(inquiry, "Demain.")
    assert fresh(submission) == (date(2026, 12, 8), None, "answered")


def test_silence_brings_the_request_back_to_the_team(submission, agent):
    with at(2026, 11, 23):
        deciding.ask(submission, "Quand ?", by=agent)
    with at(2026, 12, 8):
        assert escalating.watch(timezone.now()) == 0
    with at(2026, 12, 9):
        assert escalating.watch(timezone.now()) == 1
        assert fresh(submission) == (date(2026, 12, 15), None, "silent")
        assert escalating.watch(timezone.now()) == 0


def test_taking_a_request_makes_it_no_news_any_more(agent):
    submission = SubmissionFactory(news=News.NEW)
    assert deciding.take(submission, by=agent).news == ""


def test_a_released_request_is_due_as_if_it_had_come_today(agent):
    with at(2026, 11, 23):
        submission = quarantine.release(SubmissionFactory(suspect=True, due_on=None), by=agent)
    expected = working_days.after(date(2026, 11, 23), INTAKES["colocation"].answer_within.default)
    assert fresh(submission) == (expected, None, "new")


@pytest.fixture
def lead(db):
    person = AgentFactory(username="cheffe")
    person.groups.add(Group.objects.get_or_create(name=LEAD)[0])
    return person


def told(name: str) -> int:
    return Notification.objects.filter(event__startswith=f"forms.{name}:").count()


def test_the_lead_is_told_of_late_requests_once_a_day_and_each_is_logged_once(submission, lead):
    on_time = SubmissionFactory(due_on=date(2026, 11, 30))
    SubmissionFactory(accepted=True, due_on=date(2026, 11, 2))
    shown = history.last_entry(submission)
    with at(2026, 11, 30):
        for _pass in range(2):
            escalating.watch(timezone.now())
    assert told("overdue") == 1
    with at(2026, 12, 1):
        escalating.watch(timezone.now())
    assert told("overdue") == 2
    entries = ModelLogEntry.objects.filter(action="forms.escalated")
    assert sorted(entry.object_id for entry in entries) == sorted([str(submission.pk), str(on_time.pk)])
    mail = Notification.objects.filter(event__startswith="forms.overdue:").first()
    assert mail.to == lead.email and submission.reference not in mail.body + mail.subject
    assert history.entries_since(submission, shown) == []  # nobody is refused for it


def test_nobody_is_told_while_nothing_is_late(submission, lead):
    SubmissionFactory(suspect=True, due_on=None)
    InquiryFactory(submission=SubmissionFactory(in_review=True, due_on=date(2026, 11, 2)))
    with at(2026, 11, 27):
        escalating.watch(timezone.now())
    assert Notification.objects.count() == 0


def test_what_lies_in_quarantine_is_told_after_a_week(lead):
    SubmissionFactory(suspect=True, due_on=None, quarantined_at=timezone.now() - timedelta(days=8))
    escalating.watch(timezone.now())
    assert told("forgotten") == 1


def test_a_level_counts_for_the_requests_to_come_and_is_logged(submission, lead):
    clock.set_level("colocation", 3, by=lead)
    with at(2026, 11, 23):
        assert clock.first_day("colocation", {}) == date(2026, 11, 26)
    assert fresh(submission)[0] == date(2026, 11, 27)
    assert ModelLogEntry.objects.get(action="forms.level_set").data == {"intake": "colocation", "from": 15, "to": 3}


@pytest.mark.parametrize("days", [0, 41])
def test_a_level_keeps_to_its_bounds(lead, days):
    with pytest.raises(clock.OutOfBounds):
        clock.set_level("colocation", days, by=lead)


@pytest.mark.parametrize("status", [Status.RECEIVED, Status.IN_REVIEW])
def test_the_database_refuses_an_open_request_that_is_due_on_no_day(db, status):
    with pytest.raises(IntegrityError):
        SubmissionFactory(status=status.value, due_on=None)


@pytest.mark.parametrize(("reason", "due"), [("obstacle", date(2026, 11, 30)), ("question", date(2026, 12, 21))])
def test_a_complaint_about_accessibility_is_due_in_a_week_whatever_the_level(db, reason, due):
    ServiceLevel.objects.create(intake="contact", days=20)
    with at(2026, 11, 23):
        assert clock.first_day("contact", {"motif": {"reason": reason}}) == due


def test_a_week_that_ends_on_a_closed_day_is_over_the_day_before(db):
    with at(2026, 12, 18):  # a Friday: the week ends on Christmas Day
        assert clock.first_day("contact", {"motif": {"reason": "obstacle"}}) == date(2026, 12, 24)
