"""Years go by, requests come and are decided, the officer signs now and then: nothing is late, nothing early.

CHAOS=1 takes the full size: 10,000 requests over six years, day by day.
"""

import os
import random
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.utils import timezone

from forms.intakes import INTAKES
from forms.models import Draft, PurgeBatch, PurgeItem, Stub, Submission
from forms.services import answering, erasing
from tests.forms.factories import DraftFactory, SubmissionFactory
from tests.forms.officers import officer, round_of_the_day, sign_all

pytestmark = pytest.mark.django_db

START, YEARS = datetime(2020, 1, 1, 4, tzinfo=UTC), 6
FULL = (10_000, 1)
SIZES = [(150, 30), pytest.param(*FULL, marks=pytest.mark.slow)] if os.environ.get("CHAOS") else [(150, 30)]


class Killed(BaseException):
    """The process ends here, whatever it was doing."""


class City:
    """A city over the years: `plan` says on which day each request comes and on which it is decided, if ever."""

    def __init__(self, requests: int, step: int) -> None:
        self.dice = random.Random(5)
        self.days = range(0, 366 * YEARS, step)
        self.step, self.open, self.last_days = step, {}, {}
        self.coming = sorted(self.dice.randrange(365 * 3) for _request in range(requests))
        self.undecided = 0

    def live(self, day: int) -> None:
        """What people do on this day."""
        while self.coming and self.coming[0] <= day:
            self.coming.pop(0)
            submission = SubmissionFactory(intake=self.dice.choice(list(INTAKES)), draft=DraftFactory())
            decided_on = day + self.dice.randrange(200)
            if self.dice.random() < 0.02:
                self.undecided += 1
            else:
                self.open.setdefault(decided_on, []).append(submission)
        for decided_on in [known for known in self.open if known <= day]:
            for submission in self.open.pop(decided_on):
                closed = answering.withdraw(submission)
                self.last_days[closed.pk] = closed.purge_on

    def check(self) -> None:
        """Nothing past its day is in no batch, nothing signed for is still there, nothing went before its day."""
        today = timezone.localdate()
        left = dict(Submission.objects.filter(purge_on__isnull=False).values_list("pk", "purge_on"))
        proposed = set(PurgeItem.objects.filter(state__in=PurgeItem.LIVE).values_list("record_id", flat=True))
        signed = PurgeItem.objects.filter(state=PurgeItem.State.WAITING, batch__signed_at__isnull=False)
        assert {key for key, day in left.items() if day <= today and key not in proposed} == set()
        assert not signed.exists()
        gone = self.last_days.keys() - left.keys()
        assert {key for key in gone if self.last_days[key] > today} == set()
        assert not Draft.objects.filter(purge_on__lt=today).exists()


@pytest.mark.parametrize(("requests", "step"), SIZES)
@pytest.mark.slow
def test_over_six_years_nothing_is_late_and_nothing_is_early(requests, step, monkeypatch):
    city, erase = City(requests, step), erasing.erase

    def deadly(submission):
        erase(submission)
        if city.dice.random() < 0.05:
            raise Killed

    monkeypatch.setattr(erasing, "erase", deadly)
    with time_machine.travel(START, tick=False) as clock:
        by = officer()
        for day in city.days:
            clock.move_to(START + timedelta(days=day))
            city.live(day)
            if city.dice.random() < 0.3:
                sign_all(by)
            for _try in range(1000):
                try:
                    round_of_the_day()
                    break
                except Killed:
                    continue
            city.check()
        sign_all(by)
        monkeypatch.setattr(erasing, "erase", erase)
        round_of_the_day()
    assert Submission.objects.count() == city.undecided
    assert Stub.objects.count() == requests - city.undecided
    assert PurgeBatch.objects.filter(signed_at=None).count() == 0


@pytest.mark.parametrize("line", ["mark", "leave_stub"])
def test_killed_in_the_middle_of_one_deletion_it_resumes_and_leaves_one_stub(line, monkeypatch):
    with time_machine.travel(START, tick=False) as clock:
        submission, by = answering.withdraw(SubmissionFactory()), officer()
        clock.move_to(datetime.combine(submission.purge_on, START.timetz()))
        round_of_the_day()
        sign_all(by)
        with monkeypatch.context() as patch:
            target = erasing.tombstones if line == "mark" else erasing
            patch.setattr(target, line, die)
            with pytest.raises(Killed):
                round_of_the_day()
        assert Submission.objects.count() == 1 and Stub.objects.count() == 0
        round_of_the_day()
    assert (Submission.objects.count(), Stub.objects.count()) == (0, 1)


def die(*args):
    raise Killed
