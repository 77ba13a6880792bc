"""Drafts, requests and the queues where teams work them."""

from datetime import date, timedelta

import factory
from django.contrib.auth.hashers import make_password
from django.contrib.auth.models import Group, Permission, User
from django.utils import timezone
from factory.django import DjangoModelFactory

from forms.models import Draft, Inbox, Inquiry, IntakeWatch, Organisation, Partner, Submission
from forms.reference import new_reference
from forms.workflow import Status
from home.records.hashing import email_digest
from programmes.models import Flat, Residence, Room
from tests.forms.samples import stored
from tests.forms.samples.colocation import PAGES

CANARY = "Zéphyrine Canari"


def typed(step: str) -> dict[str, list[str]]:
    """The valid text of one page of the flatshare request, as a browser posts it."""
    return PAGES[step]


def all_typed(*but: str) -> dict:
    """Its draft's stored answers, complete but for the steps named."""
    return stored(PAGES, "verifier", *but)


class RoomFactory(DjangoModelFactory):
    class Meta:
        model = Room
        django_get_or_create = ("flat", "name")

    name = "Chambre 1"

    @factory.lazy_attribute
    def flat(self):
        residence, _ = Residence.objects.get_or_create(name="EHPAD Exemple")
        return Flat.objects.get_or_create(residence=residence, kind="T5", area=96)[0]


class TeamFactory(DjangoModelFactory):
    class Meta:
        model = Group
        django_get_or_create = ("name",)

    name = "colocation"


class InboxFactory(DjangoModelFactory):
    class Meta:
        model = Inbox
        django_get_or_create = ("slug",)

    slug = "colocation"
    name = factory.SelfAttribute("slug")
    team = factory.SubFactory(TeamFactory, name=factory.SelfAttribute("..slug"))


class AgentFactory(DjangoModelFactory):
    """An agent of one inbox (`inbox=`, the flatshare's without it), who may enter the staff area."""

    class Meta:
        model = User
        skip_postgeneration_save = True

    username = factory.Sequence("agent{}".format)
    email = factory.LazyAttribute("{0.username}@exemple.fr".format)

    @factory.post_generation
    def inbox(self, create, extracted, **kwargs):
        self.user_permissions.set(Permission.objects.filter(codename__in=["work_inbox", "access_admin"]))
        self.groups.add((extracted or InboxFactory()).team)


class DraftFactory(DjangoModelFactory):
    """A draft of the flatshare request, untouched; `complete` has everything but the last tick."""

    class Meta:
        model = Draft

    class Params:
        complete = factory.Trait(answers=factory.LazyFunction(all_typed), version=9)

    intake = "colocation"
    language = "fr"
    answers = factory.Dict({})
    code = "K7M4QX"
    purge_on = factory.LazyFunction(lambda: timezone.localdate() + timedelta(days=30))


class SubmissionFactory(DjangoModelFactory):
    """A request as it arrives; traits give it each later state. `code` opens it from the public side."""

    class Meta:
        model = Submission

    class Params:
        code = "K7M4QX"
        decided = factory.Trait(
            closed_at=factory.LazyFunction(timezone.now),
            purge_on=factory.LazyFunction(lambda: timezone.localdate() + timedelta(days=90)),
        )
        in_review = factory.Trait(status=Status.IN_REVIEW.value)
        accepted = factory.Trait(decided=True, status=Status.ACCEPTED.value)
        refused = factory.Trait(decided=True, status=Status.REFUSED.value, reason="full")
        suspect = factory.Trait(quarantined_at=factory.LazyFunction(timezone.now), suspicion="too_fast")
        withdrawn = factory.Trait(decided=True, status=Status.WITHDRAWN.value)

    team = factory.LazyFunction(lambda: InboxFactory().team)
    intake = "colocation"
    reference = factory.LazyFunction(new_reference)
    code_hash = factory.LazyAttribute(lambda submission: make_password(submission.code))
    language = "fr"
    received_at = factory.LazyFunction(timezone.now)
    due_on = factory.LazyAttribute(lambda request: timezone.localdate(request.received_at) + timedelta(days=14))
    name = CANARY
    contact = factory.Dict({"email": "canari@exemple.fr", "phone": "+33612345678", "preference": "email"})
    answers = factory.Dict({})


class InquiryFactory(DjangoModelFactory):
    class Meta:
        model = Inquiry
        skip_postgeneration_save = True

    submission = factory.SubFactory(SubmissionFactory)
    question = "Quand pouvez-vous venir ?"

    @factory.post_generation
    def clock(self, create, extracted, **kwargs):
        """An open question stops the clock of its request."""
        if self.answered_at is None and self.submission.days_left is None:
            self.submission.days_left, self.submission.due_on = 5, timezone.localdate() + timedelta(days=15)
            self.submission.save(update_fields=["days_left", "due_on"])


class OrganisationFactory(DjangoModelFactory):
    class Meta:
        model = Organisation

    name = factory.Sequence("Association exemple {}".format)
    kind = "association"
    agreed_on = date(2025, 9, 1)


class PartnerFactory(DjangoModelFactory):
    """A professional of the network; `code` is what they were told. `closed` may not sign in any more."""

    class Meta:
        model = Partner

    class Params:
        code = "K7M4QX"
        closed = factory.Trait(active=False)

    organisation = factory.SubFactory(OrganisationFactory)
    given_name = "Ondine"
    family_name = "Témoin"
    job = "Assistante sociale"
    email = factory.Sequence("temoin{}@exemple.fr".format)
    phone = "+33467001122"
    code_hash = factory.LazyAttribute(lambda partner: make_password(partner.code))


class IntakeWatchFactory(DjangoModelFactory):
    """An address that asked to be told when the flatshare opens, not confirmed yet."""

    class Meta:
        model = IntakeWatch

    class Params:
        confirmed = factory.Trait(confirmed_at=factory.LazyFunction(timezone.now))

    intake = "colocation"
    language = "fr"
    email = factory.Sequence("canari{}@exemple.fr".format)
    email_hash = factory.LazyAttribute(lambda watch: email_digest(watch.email))
    purge_on = factory.LazyFunction(lambda: timezone.localdate() + timedelta(days=7))
