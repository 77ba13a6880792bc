"""Statistical secrecy, on any counts: no small number is shown, and none comes out of two that are shown."""

from itertools import combinations, pairwise

from hypothesis import given
from hypothesis import strategies as st

from programmes.counts.secrecy import FEWEST, STEP, Count, apart, rounded, settled

NUMBERS = st.integers(min_value=0, max_value=120)
NESTED = st.lists(NUMBERS, min_size=1, max_size=4).map(lambda numbers: sorted(numbers, reverse=True))
"""Each counts a part of the people whom the one before counts: who signed up, who came…"""


def shown(family: list[int]) -> list[tuple[int, int]]:
    """What is true and what is said, for those of the family that are shown."""
    said = [rounded(Count(number, number)) for number in family]
    return [
        (number, value)
        for number, value, stands in zip(family, said, apart(said), strict=True)
        if stands and value is not None
    ]


@given(NESTED)
def test_what_is_shown_is_never_small_never_above_the_truth_and_always_a_five(family):
    for number, value in shown(family):
        assert number >= FEWEST
        assert number - STEP < value <= number
        assert value % STEP == 0


@given(NESTED)
def test_no_small_cell_can_be_derived_from_two_shown_numbers(family):
    for (more, said_more), (fewer, said_fewer) in combinations(shown(family), 2):
        assert said_more - said_fewer >= FEWEST
        assert more - fewer >= FEWEST


@given(NESTED)
def test_the_first_of_a_family_is_shown_as_soon_as_enough_people_are_behind_it(family):
    assert (bool(shown(family)) and shown(family)[0][0] == family[0]) == (family[0] >= FEWEST)


@given(NUMBERS, NUMBERS)
def test_few_people_behind_a_large_number_hide_it(value, people):
    assert (rounded(Count(value, people)) is None) == (min(value, people) < FEWEST)


@given(st.lists(NUMBERS, max_size=8))
def test_whoever_looks_every_day_learns_no_small_step(history):
    said: list[int | None] = [None]
    for number in history:
        said.append(settled(rounded(Count(number, number)), said[-1]))
        assert said[-1] is None or FEWEST - STEP < said[-1] <= number
    for before, after in pairwise(said):
        if before is not None and after is not None:
            assert before == after or abs(after - before) >= FEWEST
