"""Sign-ups, cancellations, offers, lapses and new seats in any order, by a clock that crosses both changes of hour.

CHAOS=1 makes the storm 1,000 steps long at each change.
"""

import contextlib
import os
import random
from collections import Counter
from datetime import UTC, datetime, timedelta
from itertools import count, pairwise

import pytest
import time_machine
from django.db.models import F, Sum
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from programmes.events import followup_changed
from programmes.models import CourseSession, Enrolment
from programmes.models.enrolments import HOLDING, MOVES, OVER
from programmes.services import courses, seat_offers
from tests.programmes.course_factories import CourseSessionFactory

pytestmark = pytest.mark.django_db
State = Enrolment.State
STEPS = 1000 if os.environ.get("CHAOS") else 150
CHANGES = {"spring": datetime(2027, 3, 27, 12, tzinfo=UTC), "autumn": datetime(2026, 10, 24, 12, tzinfo=UTC)}


class City:
    """One session, the moves that its verbs told of, and the clock."""

    def __init__(self, clock, capacity: int, waiting_capacity: int) -> None:
        Enrolment.objects.all().delete()
        CourseSession.objects.all().delete()
        self.clock, self.names, self.moves, self.gone = clock, count(), [], set()
        starts_at = timezone.now() + timedelta(days=5)
        self.session = CourseSessionFactory(
            capacity=capacity,
            waiting_capacity=waiting_capacity,
            starts_at=starts_at,
            ends_at=starts_at + timedelta(hours=2),
        )

    def heard(self, *, reference, event, **kwargs):
        self.moves.append((reference, State(event)))

    def sign_up(self, party: int) -> str:
        name = f"R{next(self.names)}"
        with contextlib.suppress(courses.SessionFull, courses.SessionClosed):
            courses.take_seats(self.session.pk, name, party=party, contact_digest=name)
        return name

    def attempt(self, act, name: str) -> None:
        with contextlib.suppress(courses.SessionFull, courses.SessionClosed):
            act(name)

    def forget(self, name: str) -> None:
        courses.forget(name)
        self.gone.add(name)

    def add_seats(self, seats: int) -> None:
        CourseSession.objects.update(capacity=F("capacity") + seats)
        seat_offers.offer_left()

    def wait(self, hours: int) -> None:
        self.clock.shift(timedelta(hours=hours))
        seat_offers.lapse_due()

    def check(self) -> None:
        session = CourseSession.objects.get()
        people = dict.fromkeys(State, 0) | dict(
            Enrolment.objects.order_by().values_list("state").annotate(people=Sum("party"))
        )
        assert session.taken == sum(people[state] for state in HOLDING) <= session.capacity
        assert session.waiting == people[State.WAITING] <= session.waiting_capacity
        self.check_queue(session)
        self.check_moves()

    def check_queue(self, session: CourseSession) -> None:
        queue = list(Enrolment.objects.filter(state=State.WAITING).order_by("place"))
        assert [waiting.rank for waiting in queue] == list(range(1, len(queue) + 1))
        assert [waiting.reference for waiting in queue] == [
            name
            for name, state in self.moves
            if state == State.WAITING and self.last(name) == State.WAITING and name not in self.gone
        ]
        free = session.capacity - session.taken
        assert not session.is_open or not [waiting for waiting in queue if waiting.party <= free]
        assert not Enrolment.objects.filter(expires_at__lte=timezone.now()).exists()

    def check_moves(self) -> None:
        """Nobody is offered anything after giving up, and no move is outside of the table."""
        for name in {name for name, _state in self.moves}:
            path = [state for moved, state in self.moves if moved == name]
            assert all(after in MOVES[before] for before, after in pairwise(path)), path
            assert not any(state in OVER for state in path[:-1])
            assert Counter(path)[State.OFFERED] <= 1

    def last(self, name: str) -> State:
        return [state for moved, state in self.moves if moved == name][-1]


@pytest.fixture
def city():
    """Makes a city at a moment; its moves are listened to until the end of the test."""
    made = []

    def make(clock, capacity, waiting_capacity):
        for old in made:
            followup_changed.disconnect(old.heard)
        made.append(City(clock, capacity, waiting_capacity))
        followup_changed.connect(made[-1].heard)
        return made[-1]

    yield make
    for old in made:
        followup_changed.disconnect(old.heard)


@pytest.mark.parametrize("change", CHANGES)
def test_a_storm_never_oversells_nor_leaves_a_gap_nor_offers_to_whoever_gave_up(city, change):
    dice = random.Random(f"{change} {STEPS}")
    with time_machine.travel(CHANGES[change], tick=False) as clock:
        town = city(clock, 6, 8)
        names = [town.sign_up(1)]
        for _step in range(STEPS):
            name = dice.choice(names[-20:])
            act = dice.choices(
                ["sign", "cancel", "accept", "confirm", "forget", "add", "wait"], [8, 4, 3, 1, 1, 0.2, 1]
            )[0]
            if act == "sign":
                names.append(town.sign_up(dice.randint(1, 4)))
            elif act == "add":
                town.add_seats(dice.randint(1, 3))
            elif act == "wait":
                town.wait(dice.choice([0, 1, 12, 50]))
                if not CourseSession.objects.get().is_open:
                    clock.shift(timedelta(days=-4))
                    starts_at = timezone.now() + timedelta(days=5)
                    CourseSession.objects.update(starts_at=starts_at, ends_at=starts_at + timedelta(hours=2))
                    seat_offers.offer_left()
            else:
                verbs = {"cancel": courses.cancel, "accept": seat_offers.accept, "confirm": courses.confirm}
                town.attempt(verbs.get(act, town.forget), name)
            town.check()
        told = Counter(state for _name, state in town.moves)
        assert min(told[state] for state in (State.OFFERED, State.EXPIRED, State.CANCELLED, State.ENROLLED)) > 0


class Storm(RuleBasedStateMachine):
    """The same, shrunk by Hypothesis when it finds something."""

    people = Bundle("people")
    make = None

    @initialize(capacity=st.integers(1, 8), waiting_capacity=st.integers(0, 8), change=st.sampled_from(list(CHANGES)))
    def start(self, capacity, waiting_capacity, change):
        self.travel = time_machine.travel(CHANGES[change], tick=False)
        self.town = type(self).make(self.travel.start(), capacity, waiting_capacity)

    def teardown(self):
        self.travel.stop()

    @rule(target=people, party=st.integers(1, 4))
    def sign_up(self, party):
        return self.town.sign_up(party)

    @rule(name=people, verb=st.sampled_from([courses.cancel, courses.confirm, seat_offers.accept]))
    def move(self, name, verb):
        self.town.attempt(verb, name)

    @rule(seats=st.integers(1, 3))
    def add_seats(self, seats):
        self.town.add_seats(seats)

    @rule(hours=st.integers(1, 60))
    def wait(self, hours):
        self.town.wait(hours)

    @invariant()
    def all_holds(self):
        self.town.check()


def test_whatever_the_order_of_moves_the_counts_hold(city):
    limits = settings(max_examples=20, stateful_step_count=15, deadline=None, suppress_health_check=list(HealthCheck))
    Storm.make = staticmethod(city)
    run_state_machine_as_test(Storm, settings=limits)


HOURS = st.integers(min_value=0, max_value=24 * 400)


@settings(max_examples=40, deadline=None)
@given(now=HOURS, ahead=st.integers(1, 24 * 30 * 60))
def test_an_offer_lasts_as_many_hours_as_it_says_and_never_past_the_start(now, ahead):
    moment = datetime(2026, 9, 1, tzinfo=UTC) + timedelta(hours=now)
    starts_at = timezone.localtime(moment + timedelta(minutes=ahead))
    lasts = seat_offers.offer_ends(starts_at, moment) - moment
    near = ahead < 3 * 24 * 60
    assert lasts == min(timedelta(hours=12 if near else 48), timedelta(minutes=ahead))
