"""Offers, leases and readings of the flatshares: what the verbs allow, and what the database refuses by itself."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from home.records import purging
from programmes import events, seasons
from programmes.models import Candidate, RoomOffer, Score, VolunteerHour
from programmes.models.candidates import CRITERIA
from programmes.services.flatshares import hours, leasing, listing, matching, offering, scoring
from tests.programmes.rooms import SEASON, WISHES, CandidateFactory, RoomFactory, agents, expired, lease, team

pytestmark = pytest.mark.django_db
MARKS = dict.fromkeys(CRITERIA, 2)


@pytest.fixture
def agent():
    return agents("agente")[0]


@pytest.fixture
def heard():
    """The events of the follow-up, with whether the person is told."""
    said = []

    def hear(event, tell="", **kwargs):
        said.append((event, bool(tell)))

    events.followup_changed.connect(hear)
    yield said
    events.followup_changed.disconnect(hear)


def refused(**values):
    with pytest.raises(IntegrityError), transaction.atomic():
        RoomOffer.objects.create(**{"team": team(), "season": SEASON, "expires_at": timezone.now()} | values)


def test_the_database_holds_one_live_offer_a_room_and_a_candidate_each_season(agent):
    room, candidate = RoomFactory(), CandidateFactory()
    offering.offer_room(room, candidate, season=SEASON, by=agent)
    refused(room=room, candidate=CandidateFactory())
    refused(room=RoomFactory(), candidate=candidate)
    RoomOffer.objects.create(team=team(), room=room, season=SEASON + 1, candidate=candidate, expires_at=timezone.now())


@pytest.mark.parametrize("missing", ["volunteer_checked", "insurance_seen", ""])
def test_the_database_holds_no_lease_without_both_checks(agent, missing):
    lines = {"volunteer_checked", "insurance_seen"} - {missing}
    kept = {f"{line}_on": date(SEASON, 9, 1) for line in lines} | {f"{line}_by": agent for line in lines}
    dates = {"starts_on": date(SEASON, 9, 1), "ends_on": date(SEASON + 1, 6, 30)}
    values = {"room": RoomFactory(), "candidate": CandidateFactory(), "state": "signed", **kept, **dates}
    if missing:
        refused(**values)
    else:
        RoomOffer.objects.create(team=team(), season=SEASON, expires_at=timezone.now(), **values)


def test_the_database_holds_no_fourth_year_and_no_unknown_state(agent):
    refused(room=RoomFactory(), candidate=CandidateFactory(), year=4)
    refused(room=RoomFactory(), candidate=CandidateFactory(), state="maybe")


@pytest.mark.parametrize(
    ("spoil", "error"),
    [
        ({"marks": (3,)}, offering.NotRead),
        ({"state": "applied"}, offering.NotOnTheList),
        ({"state": "left"}, offering.NotOnTheList),
        ({"season": SEASON + 1}, offering.NotOnTheList),
    ],
)
def test_a_room_is_offered_to_those_of_the_list_who_were_read_twice(agent, spoil, error):
    with pytest.raises(error):
        offering.offer_room(RoomFactory(), CandidateFactory(**spoil), season=SEASON, by=agent)


def test_a_room_that_is_closed_or_offered_is_offered_to_nobody(agent):
    taken = RoomFactory()
    offering.offer_room(taken, CandidateFactory(), season=SEASON, by=agent)
    for room in (taken, RoomFactory(is_open=False)):
        with pytest.raises(offering.RoomTaken):
            offering.offer_room(room, CandidateFactory(), season=SEASON, by=agent)


def test_an_answer_that_comes_too_late_changes_nothing_and_a_lapse_awards_nobody(agent, heard):
    CandidateFactory()
    offer = expired(offering.offer_room(RoomFactory(), CandidateFactory(), season=SEASON, by=agent))
    for answer in (offering.accept, offering.decline):
        with pytest.raises(offering.TooLate):
            answer(offer)
    assert (offering.lapse_due(), offering.lapse_due()) == (1, 0)
    assert list(RoomOffer.objects.values_list("state", flat=True)) == ["lapsed"]
    assert heard == [("room_offered", True), ("room_lapsed", True)]
    with pytest.raises(offering.TooLate):
        offering.accept(offer)


def test_the_candidate_is_reminded_once_two_days_before(agent, heard):
    offer = offering.offer_room(RoomFactory(), CandidateFactory(), season=SEASON, by=agent)
    assert offering.remind_due(offer.expires_at - timedelta(days=2, minutes=1)) == 0
    assert offering.remind_due(offer.expires_at - timedelta(days=2)) == 1
    assert offering.remind_due(offer.expires_at - timedelta(days=1)) == 0
    assert heard[1:] == [("room_reminded", True)]


def test_a_lease_takes_two_checks_and_dates_within_its_season(agent):
    offer = offering.accept(offering.offer_room(RoomFactory(), CandidateFactory(), season=SEASON, by=agent))
    dates = {"starts_on": date(SEASON, 9, 1), "ends_on": date(SEASON + 1, 6, 30)}
    leasing.check_volunteer(offer, by=agent)
    with pytest.raises(leasing.NotChecked):
        leasing.sign(offer, by=agent, **dates)
    leasing.see_insurance(offer, by=agent)
    with pytest.raises(leasing.WrongDates):
        leasing.sign(offer, by=agent, **dates | {"ends_on": seasons.last_day(SEASON) + timedelta(days=1)})
    assert leasing.sign(offer, by=agent, **dates).state == "signed"


def test_nobody_stays_more_than_three_years(agent):
    room, candidate = RoomFactory(), CandidateFactory()
    offer = lease(room, candidate, agent)
    for season in (SEASON + 1, SEASON + 2):
        offering.renew(offer, by=agent)
        RoomOffer.objects.filter(season=season).delete()
        offer = lease(room, candidate, agent, season)
    assert offer.year == 3
    with pytest.raises(offering.StayTooLong):
        offering.renew(offer, by=agent)


def test_an_agent_reads_no_score_before_both_are_given():
    first, second, third = agents("une", "deux", "trois")
    candidate = CandidateFactory(marks=())
    scoring.score(candidate, MARKS | {"need": 0}, by=first)
    seen = {user: scoring.reading(list(candidate.scores.all()), user) for user in (first, second)}
    assert seen[second].shown == [] and seen[second].mean is None and seen[second].given == 1
    assert [given.agent for given in seen[first].shown] == [first]
    with pytest.raises(scoring.AlreadyScored):
        scoring.score(candidate, MARKS, by=first)
    scoring.score(candidate, MARKS | {"need": 3}, by=second)
    with pytest.raises(scoring.AlreadyScored):
        scoring.score(candidate, MARKS, by=third)
    both = scoring.reading(list(candidate.scores.all()), third)
    assert (both.mean, both.spread, both.wide, len(both.shown)) == (9.5, 3, True, 2)


def test_the_database_holds_one_score_an_agent_and_marks_from_0_to_4(agent):
    candidate = CandidateFactory(marks=())
    scoring.score(candidate, MARKS, by=agent)
    other = agents("autre")[0]
    for values in ({"agent": agent, "place": 2}, {"agent": other, "place": 1}, {"agent": other, "place": 3}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Score.objects.create(candidate=candidate, **MARKS, **values)
    with pytest.raises(IntegrityError), transaction.atomic():
        Score.objects.create(candidate=candidate, agent=other, place=2, **MARKS | {"studies": 5})


def test_suggestions_put_needs_then_wishes_then_scores_first_and_leave_out_who_cannot_or_declined(agent):
    room, other = RoomFactory(step_free=True), RoomFactory()
    best_elsewhere = CandidateFactory(wishes=WISHES | {"flats": [other.flat_id]}, marks=(4, 4))
    fair, good = CandidateFactory(marks=(2, 2)), CandidateFactory(marks=(3, 3), wishes=WISHES | {"care": False})
    needs = CandidateFactory(wishes=WISHES | {"step_free": True}, marks=(1, 1))
    unread, declined = CandidateFactory(marks=(4,)), CandidateFactory()
    offering.decline(offering.offer_room(room, declined, season=SEASON, by=agent))
    order = [suggestion.candidate for suggestion in matching.suggestions(room, SEASON, agent)]
    assert order == [needs, good, fair, best_elsewhere]
    assert needs not in [suggestion.candidate for suggestion in matching.suggestions(other, SEASON, agent)]
    assert unread not in order


def test_hours_are_planned_where_the_student_lives(agent):
    room, candidate = RoomFactory(), CandidateFactory()
    day = date(SEASON, 10, 3)
    with pytest.raises(hours.NotHousedHere):
        hours.plan(candidate, on=day, minutes=90, by=agent)
    lease(room, candidate, agent)
    hour = hours.plan(candidate, on=day, minutes=90, by=agent)
    assert hour.residence == room.flat.residence
    assert hours.keep(hour, minutes=0, by=agent).kept == 0


def test_leaving_the_list_gives_the_room_up_but_not_a_lease(agent):
    room = RoomFactory()
    offered, accepted, signed = CandidateFactory.create_batch(3)
    offering.offer_room(room, offered, season=SEASON, by=agent)
    offering.accept(offering.offer_room(RoomFactory(), accepted, season=SEASON, by=agent))
    lease(RoomFactory(), signed, agent)
    for candidate in (offered, accepted, signed):
        listing.leave(candidate.reference)
    states = dict(RoomOffer.objects.values_list("candidate", "state"))
    assert states == {offered.pk: "declined", accepted.pk: "given_up", signed.pk: "signed"}
    assert Candidate.objects.get(pk=signed.pk).state == "admitted"


def test_a_deleted_request_takes_its_candidate_along_unless_a_lease_runs(agent):
    gone, stays = CandidateFactory.create_batch(2)
    offering.accept(offering.offer_room(RoomFactory(), gone, season=SEASON, by=agent))
    offer = lease(RoomFactory(), stays, agent)
    hours.plan(stays, on=date(SEASON, 9, 5), minutes=60, by=agent)
    for candidate in (gone, stays):
        purging.erasing.send(Candidate, reference=candidate.reference)
    kept = Candidate.objects.get()
    assert (kept, kept.wishes, kept.scores.count()) == (stays, {}, 0)
    assert not RoomOffer.objects.filter(candidate=None, state__in=RoomOffer.LIVE).exists()
    purging.delete_ended(offer.ends_on + timedelta(days=92))
    assert not Candidate.objects.exists()
    assert (RoomOffer.objects.filter(state="signed").count(), VolunteerHour.objects.count()) == (1, 1)
