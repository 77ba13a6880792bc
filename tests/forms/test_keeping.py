"""The officer's figures hold within the bounds of the code, and no shorter one takes people by surprise."""

from datetime import timedelta

import pytest
from django.utils import timezone
from wagtail.models import ModelLogEntry

from forms.intake import Keep
from forms.models import RetentionFigure, Submission
from forms.services import answering, keeping, proposing
from tests.forms.factories import SubmissionFactory
from tests.forms.officers import due, officer, round_of_the_day, sign_all

pytestmark = pytest.mark.django_db


def decided(days_ago: int) -> Submission:
    """A flatshare request withdrawn so many days ago, kept the declared ninety days."""
    closed_at = timezone.now() - timedelta(days=days_ago)
    last_day = timezone.localdate(closed_at) + timedelta(days=90)
    return SubmissionFactory(status="withdrawn", closed_at=closed_at, purge_on=last_day)


def in_days(submission: Submission) -> int:
    submission.refresh_from_db()
    return (submission.purge_on - timezone.localdate()).days


def test_the_declared_figures_hold_until_the_officer_changes_one():
    assert keeping.kept("colocation") == timedelta(days=90)
    keeping.change("colocation", 200, by=officer())
    assert keeping.kept("colocation") == timedelta(days=200)
    assert answering.withdraw(SubmissionFactory()).purge_on == timezone.localdate() + timedelta(days=200)


@pytest.mark.parametrize("days", [0, 61, 366, 10_000])
def test_a_figure_out_of_bounds_is_refused(days):
    with pytest.raises(keeping.OutOfBounds):
        keeping.change("colocation", days, by=officer())
    assert not RetentionFigure.objects.exists()


@pytest.mark.parametrize("days", [62, 365])
def test_the_bounds_themselves_are_allowed(days):
    keeping.change("colocation", days, by=officer())
    assert keeping.kept("colocation").days == days


def test_bounds_narrowed_in_the_code_win_over_an_older_figure():
    RetentionFigure.objects.create(key="colocation", days=3000)
    assert keeping.kept("colocation") == timedelta(days=365)


@pytest.mark.parametrize(("days_ago", "left"), [(0, 62), (20, 42), (40, 30), (70, 20), (90, 0)])
def test_a_shorter_figure_brings_no_day_nearer_than_thirty_days(days_ago, left):
    submission = decided(days_ago)
    keeping.change("colocation", 62, by=officer())
    assert in_days(submission) == left


def test_a_longer_figure_moves_what_waits_and_not_what_is_signed_for():
    signed = due()
    round_of_the_day()
    sign_all(by := officer())
    waits = due()
    assert keeping.change("colocation", 300, by=by) == 1
    assert (in_days(signed), in_days(waits)) == (0, 200)
    assert proposing.due(timezone.localdate()).count() == 0


def test_other_requests_keep_their_day():
    open_one, other = SubmissionFactory(), SubmissionFactory(intake="contact", withdrawn=True)
    keeping.change("colocation", 365, by=officer())
    other.refresh_from_db()
    open_one.refresh_from_db()
    assert (other.purge_on - timezone.localdate()).days == 90 and open_one.purge_on is None


def test_a_change_is_logged_with_codes_and_figures_only():
    decided(0)
    keeping.change("colocation", 100, by=(by := officer()))
    line = ModelLogEntry.objects.get(action="forms.kept_for")
    assert line.user == by
    assert line.data == {"class": "colocation", "from": 90, "to": 100, "moved": 1}


def test_no_intake_can_be_declared_outside_its_own_bounds():
    for default, least in ((400, 1), (10, 62)):
        with pytest.raises(ValueError, match="Kept"):
            Keep(timedelta(days=default), at_most=timedelta(days=365), at_least=timedelta(days=least))
