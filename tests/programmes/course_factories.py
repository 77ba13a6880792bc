"""Course sessions, and people who sign up."""

from datetime import timedelta

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from programmes.models import CourseSession


class CourseSessionFactory(DjangoModelFactory):
    """Twelve free seats in a week; traits give each later state."""

    class Meta:
        model = CourseSession

    class Params:
        started = factory.Trait(starts_at=factory.LazyFunction(lambda: timezone.now() - timedelta(minutes=1)))
        cancelled = factory.Trait(cancelled_at=factory.LazyFunction(timezone.now))

    title = factory.Sequence("Atelier {}".format)
    starts_at = factory.LazyFunction(lambda: timezone.now() + timedelta(days=7))
    ends_at = factory.LazyAttribute(lambda session: session.starts_at + timedelta(hours=2))
    place = "Tiers-lieu exemple"
    capacity = 12
