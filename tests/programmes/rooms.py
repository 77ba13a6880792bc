"""The flatshares as tests need them: a flat with rooms, a team that lets them, candidates who were read."""

from datetime import date, timedelta

import factory
from django.contrib.auth.models import Group, User
from django.utils import timezone
from factory.django import DjangoModelFactory

from forms.reference import new_reference
from programmes import seasons
from programmes.models import Candidate, Flat, Residence, Room, Score
from programmes.models.candidates import CRITERIA
from programmes.services.flatshares import leasing, offering
from tests.database import settle_roles

SEASON = seasons.current()
WISHES = {
    "flats": [],
    "arrival": f"{SEASON}-09",
    "departure": f"{SEASON + 1}-06",
    "step_free": False,
    "care": True,
}


class ResidenceFactory(DjangoModelFactory):
    class Meta:
        model = Residence

    name = factory.Sequence("Résidence exemple {}".format)


class FlatFactory(DjangoModelFactory):
    class Meta:
        model = Flat

    residence = factory.SubFactory(ResidenceFactory)
    kind, area = "T5", 96


class RoomFactory(DjangoModelFactory):
    class Meta:
        model = Room

    flat = factory.SubFactory(FlatFactory)
    name = factory.Sequence("Chambre {}".format)


def team() -> Group:
    return Group.objects.get_or_create(name="colocation")[0]


def agents(*names: str) -> list[User]:
    """Members of the team, with its rights."""
    settle_roles()
    made = [User.objects.create_user(name) for name in names]
    for agent in made:
        agent.groups.add(team())
    return made


class CandidateFactory(DjangoModelFactory):
    """Admitted, and read twice, unless said otherwise. `marks` are each reader's, the same on all criteria."""

    class Meta:
        model = Candidate
        skip_postgeneration_save = True

    team = factory.LazyFunction(team)
    reference = factory.LazyFunction(new_reference)
    season = SEASON
    state = "admitted"
    name = "Zéphyrine Canari"
    availability = ["sat-pm", "wed-pm"]
    wishes = WISHES

    @factory.post_generation
    def marks(self, create, extracted, **kwargs):
        for place, mark in enumerate(extracted if extracted is not None else (3, 3), start=1):
            reader = User.objects.get_or_create(username=f"lectrice-{place}")[0]
            Score.objects.create(candidate=self, agent=reader, place=place, **dict.fromkeys(CRITERIA, mark))


def lease(room: Room, candidate: Candidate, agent: User, season: int = SEASON):
    """A signed lease, from September of the season on, through the verbs."""
    offer = offering.accept(offering.offer_room(room, candidate, season=season, by=agent))
    leasing.check_volunteer(offer, by=agent)
    leasing.see_insurance(offer, by=agent)
    return leasing.sign(offer, starts_on=date(season, 9, 1), ends_on=seasons.last_day(season), by=agent)


def expired(offer):
    """The same offer, its time over since a minute."""
    offer.expires_at = timezone.now() - timedelta(minutes=1)
    offer.save(update_fields=["expires_at"])
    return offer
