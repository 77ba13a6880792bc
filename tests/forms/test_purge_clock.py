"""Years go by, requests come and are decided, the officer signs now and then: nothing is late, nothing early.

CHAOS=1 takes the full size: 10,000 requests over six years, day by day.
"""

import os
import random
from contextlib import suppress
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.utils import timezone

from forms.intakes import INTAKES
from forms.models import IntakeWatch, PurgeBatch, PurgeItem, StoredFile, Stub, Submission
from forms.services import answering, erasing, shedding, watching
from home.records.purging import ENDS, End
from programmes.models import DoorCode, Enrolment, Household
from programmes.services import households, sheets
from tests.forms.factories import DraftFactory, IntakeWatchFactory, SubmissionFactory
from tests.forms.officers import officer, round_of_the_day, sign_all
from tests.programmes.course_factories import CourseSessionFactory
from tests.programmes.energy_factories import HouseholdFactory

pytestmark = pytest.mark.django_db

A_MONTH = timedelta(days=30)
NEEDS = {"support": ["lsf"], "device": "lend"}
DEADLY = ((erasing, "erase"), (shedding, "drop_copies"), (shedding, "forget"))
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
        self.step, self.open, self.last_days, self.days_of_sessions, self.ends = step, {}, {}, {}, {}
        self.coming = sorted(self.dice.randrange(365 * 3) for _request in range(requests))
        self.undecided = 0

    def live(self, day: int) -> None:
        """What people do on this day."""
        while self.coming and self.coming[0] <= day:
            self.coming.pop(0)
            submission = self.send(self.dice.choice(list(INTAKES)))
            decided_on = day + self.dice.randrange(200)
            if self.dice.random() < 0.02:
                self.undecided += 1
            else:
                self.open.setdefault(decided_on, []).append(submission)
        for decided_on in [known for known in self.open if known <= day]:
            for submission in self.open.pop(decided_on):
                closed = answering.withdraw(submission)
                self.last_days[closed.pk] = closed.purge_on

    def send(self, intake: str) -> Submission:
        """With what goes before the request: a copy of an identity document, needs at a session, a door code."""
        submission = SubmissionFactory(intake=intake, draft=DraftFactory())
        if intake == "colocation":
            submission.answers = {"documents": {"identite": [copy_in(submission).line]}}
        if intake == "ateliers":
            submission.answers = {"besoins": NEEDS}
            self.days_of_sessions[submission.pk] = sign_up(submission, self.dice.randrange(90))
        if intake == "signalement":
            self.ends[DoorCode, visited().pk] = timezone.localdate() + A_MONTH
        if intake == "univers":
            watching.confirm((watch := IntakeWatchFactory(intake="univers")).pk)
            self.ends[IntakeWatch, watch.pk] = timezone.localdate() + timedelta(days=365)
        submission.save()
        return submission

    def check_parts(self) -> None:
        """What goes by itself is there until its day, and not the day after."""
        now, today = timezone.now(), timezone.localdate()
        for model in [model for model, end in ENDS.items() if end == End.BY_ITSELF]:
            assert not model._default_manager.filter(purge_on__lt=today).exists()
        for model in (DoorCode, IntakeWatch):
            there = set(model._default_manager.values_list("pk", flat=True))
            assert there == {key for (kind, key), day in self.ends.items() if kind is model and day >= today}
        decided = Submission.objects.filter(intake="colocation", closed_at__isnull=False)
        copies = set(StoredFile.objects.values_list("submission", flat=True))
        for key, closed_at in decided.values_list("pk", "closed_at"):
            assert (key in copies) is (timezone.localdate(closed_at) + A_MONTH >= today)
        needed = set(Enrolment.objects.filter(needs__isnull=False).values_list("reference", flat=True))
        for submission in Submission.objects.filter(intake="ateliers", shed_at=None):
            assert self.days_of_sessions[submission.pk] + A_MONTH >= now
        for submission in Submission.objects.filter(intake="ateliers", shed_at__gte=now - timedelta(days=self.step)):
            assert self.days_of_sessions[submission.pk] + A_MONTH < now
            assert not any(submission.answers["besoins"].values()) and submission.reference not in needed

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
        self.check_parts()


def copy_in(submission: Submission) -> StoredFile:
    values = {"received_as": "jpeg", "received_size": 1, "kind": "jpg", "size": 1, "pages": 1, "digest": "d"}
    return StoredFile.objects.create(submission=submission, slot="identite", position=1, name="carte.jpg", **values)


def sign_up(submission: Submission, days: int) -> datetime:
    """For a session in so many days; return its end. Cancelled, so that a decision has nothing to give back."""
    session = CourseSessionFactory(starts_at=timezone.now() + timedelta(days=days))
    values = {"session": session, "reference": submission.reference, "contact_digest": submission.reference}
    Enrolment.objects.create(state="cancelled", needs=["Interprète"], **values)
    return session.ends_at


def visited() -> DoorCode:
    """The door code of a household whose last visit was today."""
    household: Household = HouseholdFactory(state="contacted")
    code = DoorCode.objects.create(household=household, text="B 1234")
    households.forget_door_code_soon(household)
    return code


def deadly(act, dice, kills: list[str]):
    """The same verb; now and then the process ends when it has just been done, before its transaction does."""

    def wrapped(*args):
        done = act(*args)
        if dice.random() < 0.2:
            kills.append(act.__name__)
            raise Killed
        return done

    return wrapped


def round_until_it_ends() -> None:
    for _try in range(1000):
        with suppress(Killed):
            sheets.forget_needs()
            round_of_the_day()
            return


@pytest.mark.parametrize(("requests", "step"), SIZES)
@pytest.mark.slow
def test_over_six_years_nothing_is_late_and_nothing_is_early(requests, step, monkeypatch):
    city, kills = City(requests, step), []
    for owner, name in DEADLY:
        monkeypatch.setattr(owner, name, deadly(getattr(owner, name), city.dice, kills))
    with time_machine.travel(START, tick=False) as clock:
        by = officer()
        for day in city.days:
            clock.move_to(START + timedelta(days=day))
            city.live(day)
            if city.dice.random() < 0.3:
                sign_all(by)
            round_until_it_ends()
            city.check()
        sign_all(by)
        round_until_it_ends()
    assert len(kills) >= 20 and len(set(kills)) == len(DEADLY)
    print(f"\n{requests} requests, {YEARS} years, killed {len(kills)} times: 0 overdue, 0 early")  # noqa: T201
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
