"""Whatever is tried on an offer, in whatever order: it moves by the table alone."""

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from programmes.models import RoomOffer
from programmes.moves import ForbiddenMove
from programmes.services.flatshares import leasing, offering
from tests.programmes.rooms import SEASON, CandidateFactory, RoomFactory, agents, expired

pytestmark = pytest.mark.django_db

REFUSED = (offering.TooLate, ForbiddenMove, leasing.NotChecked, leasing.WrongDates)
STEPS = {
    "accept": lambda offer, agent: offering.accept(offer),
    "decline": lambda offer, agent: offering.decline(offer),
    "withdraw": lambda offer, agent: offering.withdraw(offer, by=agent),
    "give up": lambda offer, agent: offering.give_up(offer, by=agent),
    "check": lambda offer, agent: leasing.check_volunteer(offer, by=agent),
    "insurance": lambda offer, agent: leasing.see_insurance(offer, by=agent),
    "sign": lambda offer, agent: leasing.sign(
        offer, starts_on=date(SEASON, 9, 1), ends_on=date(SEASON + 1, 6, 30), by=agent
    ),
    "end": lambda offer, agent: leasing.end(offer, on=date(SEASON, 12, 1), by=agent),
    "time passes": lambda offer, agent: expired(RoomOffer.objects.get(pk=offer.pk)),
    "lapse": lambda offer, agent: offering.lapse_due(),
}


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=st.lists(st.sampled_from(sorted(STEPS)), max_size=12))
def test_an_offer_moves_by_its_table_alone(steps):
    agent = agents(f"agente-{RoomOffer.objects.count()}")[0]
    offer = offering.offer_room(RoomFactory(), CandidateFactory(), season=SEASON, by=agent)
    state = offer.state
    for step in steps:
        try:
            STEPS[step](offer, agent)
        except REFUSED:
            assert RoomOffer.objects.get(pk=offer.pk).state == state
        now = RoomOffer.objects.get(pk=offer.pk)
        assert now.state == state or now.state in RoomOffer.MOVES[state]
        assert now.state not in {"signed", "ended"} or now.is_checked
        state = now.state


def test_every_state_is_in_the_table_and_those_without_a_way_out_are_not_live():
    assert set(RoomOffer.MOVES) == set(RoomOffer.State)
    assert all(not RoomOffer.MOVES[state] for state in RoomOffer.State if state not in RoomOffer.LIVE)
