import uuid

import factory
from django.contrib.auth.models import Group, User
from factory.django import DjangoModelFactory

from home.records.models import Notification
from home.records.notices import message_id


class TeamFactory(DjangoModelFactory):
    class Meta:
        model = Group
        django_get_or_create = ("name",)

    name = factory.Sequence("team-{}".format)


class UserFactory(DjangoModelFactory):
    class Meta:
        model = User
        skip_postgeneration_save = True

    username = factory.Sequence("agent-{}".format)

    @factory.post_generation
    def teams(self, create, teams):
        self.groups.set(teams or [])


class NotificationFactory(DjangoModelFactory):
    class Meta:
        model = Notification

    event = factory.Sequence("submitted:{}".format)
    table = "forms_submission"
    record_id = factory.LazyFunction(uuid.uuid4)
    to = "camille.canari@example.org"
    subject = "Sujet canari"
    body = "Bonjour Camille Canari"
    message_id = factory.LazyAttribute(lambda notification: message_id(notification.id))
    id = factory.LazyFunction(uuid.uuid4)
