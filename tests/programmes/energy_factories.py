"""Households that SLIME follows, their workers and half-days."""

from datetime import timedelta

import factory
from django.contrib.auth.models import Group, Permission, User
from django.utils import timezone
from factory.django import DjangoModelFactory

from home.records.hashing import address_digest, digest, phone_digest
from home.records.sounds import name_sound
from programmes.models import Alert, Household, WorkSlot

CANARY = "Zéphyrine Canari"
RIGHTS = ("access_admin", "work_inbox", "follow_households")
READERS = ("read_technical_diagnostic", "read_social_diagnostic", "read_budget_diagnostic")


def team(name: str = "slime") -> Group:
    return Group.objects.get_or_create(name=name)[0]


class WorkerFactory(DjangoModelFactory):
    """A social worker of the team (`team=` another), with the permissions named in `rights`."""

    class Meta:
        model = User
        skip_postgeneration_save = True

    username = factory.Sequence("travailleur{}".format)

    @factory.post_generation
    def team(self, create, extracted, **kwargs):
        self.groups.add(team(extracted or "slime"))

    @factory.post_generation
    def rights(self, create, extracted, **kwargs):
        if extracted:  # fewer than the team's own, which would give them all the same
            self.groups.get().permissions.clear()
        self.user_permissions.set(Permission.objects.filter(codename__in=[*RIGHTS, *(extracted or READERS)]))


class HouseholdFactory(DjangoModelFactory):
    """One to contact, with the alert that it began with; traits and `state` give later ones."""

    class Meta:
        model = Household
        skip_postgeneration_save = True

    class Params:
        street = "3 rue du Canari"
        over = factory.Trait(purge_on=factory.LazyFunction(lambda: timezone.localdate() + timedelta(days=30)))
        late = factory.Trait(to_tell_by=factory.LazyFunction(lambda: timezone.localdate() - timedelta(days=1)))

    team = factory.LazyFunction(team)
    reference = factory.Sequence(lambda number: f"K{number // 10_000}M4-{number % 10_000:04}")
    name = CANARY
    phone = "+33612345678"
    address = factory.LazyAttribute(lambda row: f"{row.street}\n34000 Montpellier")
    home = factory.Dict({"people": "3", "fragile": "yes", "interpreter": "none", "signs": ["cold"]})
    priority, priority_reason = "usual", "none"
    contact_by = factory.LazyFunction(lambda: timezone.localdate() + timedelta(days=14))
    to_tell_by = factory.LazyFunction(lambda: timezone.localdate() + timedelta(days=30))
    phone_digest = factory.LazyAttribute(lambda row: phone_digest(row.phone or ""))
    address_digest = factory.LazyAttribute(lambda row: address_digest(row.street, "34000"))
    name_digest = factory.LazyAttribute(lambda row: digest("sound", name_sound(row.name)))

    @factory.post_generation
    def alert(self, create, extracted, **kwargs):
        Alert.objects.create(reference=self.reference, household=self, **kwargs)


class WorkSlotFactory(DjangoModelFactory):
    """A half-day to come, of a worker of its own."""

    class Meta:
        model = WorkSlot

    class Params:
        past = factory.Trait(day=factory.LazyFunction(lambda: timezone.localdate() - timedelta(days=2)))

    worker = factory.SubFactory(WorkerFactory)
    day = factory.Sequence(lambda number: timezone.localdate() + timedelta(days=1 + number % 200))
    half = "am"
