"""Unis’Vers groups, their people, and who works with them."""

from datetime import timedelta

import factory
from django.contrib.auth.models import Group, Permission, User
from django.utils import timezone
from factory.django import DjangoModelFactory

from programmes.cohort_states import State
from programmes.models import Activity, Agency, Cohort, CohortMember, Space

CANARY = "Zéphyrine Canari"


def today(days: int = 0):
    return timezone.localdate() + timedelta(days=days)


def team(name: str = "univers") -> Group:
    """With its rights, as roles give them."""
    group, _made = Group.objects.get_or_create(name=name)
    if name == "univers":
        rights = ["access_admin", "work_inbox", "follow_groups"]
        group.permissions.add(*Permission.objects.filter(codename__in=rights))
    return group


class WorkerFactory(DjangoModelFactory):
    """A social worker of the team; `lead` may start a small group."""

    class Meta:
        model = User
        skip_postgeneration_save = True

    username = factory.Sequence("accompagnement{}".format)

    @factory.post_generation
    def team(self, create, extracted, **kwargs):
        self.groups.add(team(extracted or "univers"))

    @factory.post_generation
    def lead(self, create, extracted, **kwargs):
        rights = ["access_admin", "lead_requests"] if extracted else ["access_admin"]
        self.user_permissions.set(Permission.objects.filter(codename__in=rights))


class CohortFactory(DjangoModelFactory):
    """Starts in a week, with twenty free places; traits give each later state."""

    class Meta:
        model = Cohort

    class Params:
        over = factory.Trait(starts_on=factory.LazyFunction(lambda: today(-90)))

    team = factory.LazyFunction(team)
    name = factory.Sequence("Groupe {}".format)
    starts_on = factory.LazyFunction(lambda: today(7))
    ends_on = factory.LazyAttribute(lambda cohort: cohort.starts_on + timedelta(days=80))


class CohortMemberFactory(DjangoModelFactory):
    """Someone who waits; `cohort=` puts them in it, and counts them."""

    class Meta:
        model = CohortMember

    team = factory.LazyFunction(team)
    reference = factory.Sequence(lambda number: f"K{number // 10_000}M4-{number % 10_000:04}")
    name = CANARY
    spaces = factory.LazyFunction(lambda: ["work", "culture"])
    state = factory.LazyAttribute(lambda member: State.MEMBER if member.cohort else State.WAITING)
    agreed_on = factory.LazyAttribute(lambda member: today() if member.cohort else None)
    cohort = None

    @classmethod
    def _create(cls, model_class, *args, **kwargs):
        member = super()._create(model_class, *args, **kwargs)
        if member.cohort and member.state == State.MEMBER:
            member.cohort.taken += 1
            member.cohort.save(update_fields=["taken"])
        return member


class SpaceFactory(DjangoModelFactory):
    class Meta:
        model = Space
        django_get_or_create = ("code",)

    code = "work"
    name = factory.LazyAttribute(lambda space: f"Espace {space.code}")


class AgencyFactory(DjangoModelFactory):
    class Meta:
        model = Agency

    name = factory.Sequence("Agence {}".format)


class ActivityFactory(DjangoModelFactory):
    """Took place an hour ago; `to_come` has not."""

    class Meta:
        model = Activity

    class Params:
        to_come = factory.Trait(starts_at=factory.LazyFunction(lambda: timezone.now() + timedelta(days=2)))

    cohort = factory.SubFactory(CohortFactory)
    space = factory.SubFactory(SpaceFactory)
    title = factory.Sequence("Activité {}".format)
    starts_at = factory.LazyFunction(lambda: timezone.now() - timedelta(hours=1))
    place = "Maison exemple"
