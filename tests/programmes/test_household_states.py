"""The tables of a household and of its visits, walked at random, and the published rules with their clocks."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from home import working_days
from programmes import priority
from programmes.household_states import (
    LEFT,
    MOVES,
    OVER,
    VISIT_MOVES,
    State,
    VisitState,
    check,
    check_visit,
    without_visit,
)
from programmes.models.energy import Priority, PriorityReason
from programmes.moves import ForbiddenMove

DAYS = st.dates(date(2020, 1, 1), date(2035, 12, 31))


@settings(max_examples=40)
@given(st.lists(st.sampled_from(State), max_size=12))
def test_whoever_said_no_is_followed_no_more_whatever_is_tried(wished):
    state, left = State.TO_CONTACT, False
    for target in wished:
        try:
            check(state, target)
        except ForbiddenMove:
            continue
        assert not left, f"{state} led to {target}"
        state, left = target, target in LEFT


def test_from_every_open_state_the_household_can_say_no_and_the_follow_up_can_end():
    for state in set(State) - OVER:
        assert set(LEFT) <= MOVES[state]
        assert state == State.VISIT_PLANNED or State.CLOSED in MOVES[state]


def test_only_who_could_not_be_reached_comes_back():
    assert {state for state in OVER if MOVES[state] - OVER} == {State.UNREACHABLE}


@pytest.mark.parametrize("state", [VisitState.DONE, VisitState.MISSED, VisitState.CANCELLED])
def test_a_visit_that_is_settled_stays_so(state):
    assert VISIT_MOVES[state] == frozenset()
    with pytest.raises(ForbiddenMove):
        check_visit(state, VisitState.DONE)


@given(visited=st.booleans(), planned_action=st.booleans())
def test_a_visit_that_ends_leads_where_the_table_allows(visited, planned_action):
    check(State.VISIT_PLANNED, without_visit(visited=visited, planned_action=planned_action))


@settings(max_examples=40)
@given(DAYS, st.none() | st.integers(-30, 40), st.booleans(), st.booleans())
def test_priority_follows_the_published_rule(received_on, cut_off_in, fragile, cold):
    cut_off_on = None if cut_off_in is None else received_on + timedelta(days=cut_off_in)
    level, reason = priority.of(received_on, cut_off_on=cut_off_on, fragile=fragile, cold=cold)
    soon = cut_off_in is not None and cut_off_in <= 7
    assert (level == Priority.URGENT) == (soon or (fragile and cold)) == (reason != PriorityReason.NONE)
    days = working_days.between(received_on, priority.contact_by(received_on, level))
    assert days == (2 if level == Priority.URGENT else 10)


@settings(max_examples=40)
@given(DAYS)
def test_they_are_told_within_a_month_of_the_calendar(received_on):
    last_day = priority.tell_by(received_on)
    assert (last_day.year * 12 + last_day.month) - (received_on.year * 12 + received_on.month) == 1
    assert last_day.day == received_on.day or (last_day + timedelta(days=1)).day == 1


@pytest.mark.parametrize(
    ("received_on", "last_day"),
    [
        (date(2026, 1, 31), date(2026, 2, 28)),
        (date(2026, 12, 5), date(2027, 1, 5)),
        (date(2028, 1, 30), date(2028, 2, 29)),
    ],
)
def test_a_shorter_month_ends_the_clock_on_its_last_day(received_on, last_day):
    assert priority.tell_by(received_on) == last_day
