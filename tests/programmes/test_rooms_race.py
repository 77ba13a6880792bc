"""Everybody offers the same rooms at the same instant: no room twice, no candidate twice, nobody stuck.

CHAOS=1 makes it 400 offers.
"""

import os
import random
import time
from collections import Counter

import pytest
from django.contrib.auth.models import User

from programmes.models import Candidate, Room, RoomOffer
from programmes.moves import ForbiddenMove
from programmes.services.flatshares import offering
from tests.programmes.rooms import SEASON, CandidateFactory, RoomFactory, team
from tests.programmes.test_seats_race import crowd_database, elsewhere, rush  # noqa: F401 – a fixture

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]

WINDOW, ROOMS, PEOPLE = 0.02, 6, 10
OFFERS = 400 if os.environ.get("CHAOS") else 60
REFUSED = (offering.RoomTaken, offering.CandidateTaken)


def member():
    """Of the team; the verbs ask for no right, the screens do."""
    agent = User.objects.create_user("agente")
    agent.groups.add(team())
    return agent


def city():
    member()
    rooms, people = RoomFactory.create_batch(ROOMS), CandidateFactory.create_batch(PEOPLE)
    chance = random.Random(8)
    return [(chance.choice(rooms), chance.choice(people)) for _offer in range(OFFERS)]


def offer(pair):
    room, candidate = pair
    try:
        return offering.offer_room(room, candidate, season=SEASON, by=User.objects.get(username="agente"))
    except REFUSED as error:
        return error


def test_a_rush_of_offers_gives_no_room_and_no_candidate_twice(crowd_database, monkeypatch):  # noqa: F811
    check = offering._check

    def slowly(*arguments):
        year = check(*arguments)
        time.sleep(WINDOW)  # between what was read and what is written
        return year

    monkeypatch.setattr(offering, "_check", slowly)
    pairs = elsewhere(city)
    given = rush(offer, pairs)
    rows = elsewhere(lambda: list(RoomOffer.objects.values_list("room", "candidate")))
    made = [one for one in given if isinstance(one, RoomOffer)]
    assert len(rows) == len(made) == ROOMS
    assert max(Counter(room for room, _candidate in rows).values()) == 1
    assert max(Counter(candidate for _room, candidate in rows).values()) == 1
    assert {type(one) for one in given} <= {RoomOffer, *REFUSED}


def test_an_answer_and_a_lapse_at_once_leave_one_of_them(crowd_database):  # noqa: F811
    def prepare():
        agent = member()
        made = [
            offering.offer_room(room, CandidateFactory(), season=SEASON, by=agent)
            for room in RoomFactory.create_batch(8)
        ]
        return [offer.pk for offer in made], Room.objects.count(), Candidate.objects.count()

    keys, _rooms, _people = elsewhere(prepare)

    def act(pair):
        key, verb = pair
        row = RoomOffer.objects.get(pk=key)
        try:
            return offering.lapse_due(row.expires_at) if verb == "lapse" else offering.accept(row)
        except (offering.TooLate, ForbiddenMove) as error:
            return error

    rush(act, [(key, verb) for key in keys for verb in ("accept", "lapse", "accept")] * 2)
    states = elsewhere(lambda: set(RoomOffer.objects.values_list("state", flat=True)))
    assert states <= {"accepted", "lapsed"}
