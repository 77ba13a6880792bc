"""The network's staff pages: for the team of the alerts and the lead, unknown to everyone else."""

import pytest
from django.contrib.auth.models import Group, User
from django.db import IntegrityError, transaction
from django.urls import reverse
from wagtail.models import ModelLogEntry

from forms.models import Organisation, Partner
from forms.services import networking
from home.roles import ROLES
from tests.database import settle_roles
from tests.forms.factories import AgentFactory, InboxFactory, OrganisationFactory, PartnerFactory, SubmissionFactory

pytestmark = pytest.mark.django_db
LIST, APPROVE = reverse("network:list"), reverse("network:approve")
OTHERS = sorted(set(ROLES) - {"slime", "responsable"})
DETAILS = {
    "given_name": "Ondine",
    "family_name": "Témoin",
    "job": "Assistante sociale",
    "email": "temoin@exemple.fr",
    "phone": "04 67 00 11 22",
}


@pytest.fixture
def persona(client):
    settle_roles()

    def sign_in(*groups):
        user = User.objects.create_user("persona")
        user.groups.set(Group.objects.filter(name__in=groups))
        client.force_login(user)
        return user

    return sign_in


def screens(partner) -> list[tuple[str, str]]:
    gets = [LIST, APPROVE, reverse("network:add_organisation"), reverse("network:partner", args=[partner.pk])]
    gets += [reverse("network:organisation", args=[partner.organisation.pk])]
    posts = [reverse(f"network:{verb}", args=[partner.pk]) for verb in ("renew", "close", "reopen")]
    return [("get", address) for address in gets] + [("post", address) for address in [*gets[1:], *posts]]


@pytest.mark.parametrize("group", ["slime", "responsable"])
def test_the_team_and_the_lead_open_every_screen(client, persona, group, django_assert_max_num_queries):
    persona(group)
    for method, address in screens(PartnerFactory()):
        assert getattr(client, method)(address).status_code in {200, 302}
    for _ in range(5):
        PartnerFactory()
    client.get(LIST)  # which also says what the verbs before had to say
    with django_assert_max_num_queries(15):  # twelve are of the door and of Wagtail's frame
        client.get(LIST)


@pytest.mark.parametrize("group", OTHERS)
@pytest.mark.slow
def test_for_all_other_staff_the_screens_do_not_exist(client, persona, group):
    partner = PartnerFactory()
    persona(group)
    answers = {getattr(client, method)(address).status_code for method, address in screens(partner)}
    assert answers == {404}
    partner.refresh_from_db()
    assert partner.active and partner.code_hash


def test_a_partner_enters_no_staff_page(client, signed_in):
    partner = signed_in(client)
    client.force_login(User.objects.create_user("partenaire", email=partner.email))
    signed_in(client, partner)
    for method, address in screens(partner):
        response = getattr(client, method)(address)
        assert response.status_code == 302 and response.url.startswith(reverse("wagtailadmin_login"))


def test_approving_shows_the_code_once_and_keeps_only_its_hash(client, persona):
    persona("slime")
    organisation = OrganisationFactory()
    page = client.post(APPROVE, DETAILS | {"organisation": organisation.pk})
    code, partner = page.context["code"], Partner.objects.get()
    assert code in page.content.decode()
    assert code not in partner.code_hash
    assert (partner.phone, partner.organisation, partner.signed_in_at) == ("+33467001122", organisation, None)
    assert code not in client.get(reverse("network:partner", args=[partner.pk])).content.decode()


def test_one_address_is_one_active_partners(client, persona):
    persona("slime")
    first = PartnerFactory(email="temoin@exemple.fr")
    again = DETAILS | {"organisation": first.organisation.pk, "email": "TEMOIN@exemple.fr"}
    assert client.post(APPROVE, again).context["form"].errors["email"]
    client.post(reverse("network:close", args=[first.pk]))
    assert client.post(APPROVE, again).context["code"]
    client.post(reverse("network:reopen", args=[first.pk]))
    assert Partner.objects.filter(active=True).count() == 1


def test_details_are_corrected_and_what_is_wrong_is_said(client, persona):
    persona("responsable")
    partner = PartnerFactory()
    address = reverse("network:partner", args=[partner.pk])
    values = DETAILS | {"organisation": partner.organisation.pk}
    assert set(client.post(address, values | {"email": "x", "job": ""}).context["form"].errors) == {"email", "job"}
    assert client.post(address, values | {"job": "Juriste"}).status_code == 302
    partner.refresh_from_db()
    assert (partner.job, partner.email) == ("Juriste", "temoin@exemple.fr")


def test_an_organisation_is_added_then_closed(client, persona):
    persona("slime")
    values = {"name": "Habitat", "kind": "housing", "agreed_on": "2026-09-01", "active": "on"}
    assert client.post(reverse("network:add_organisation"), values).status_code == 302
    organisation = Organisation.objects.get()
    del values["active"]
    client.post(reverse("network:organisation", args=[organisation.pk]), values)
    assert not Organisation.objects.get().active
    assert client.post(reverse("network:add_organisation"), values).context["form"].errors["name"]


def test_a_closed_partner_is_kept_for_a_year_and_their_alerts_stay(client, persona):
    persona("slime")
    partner = PartnerFactory()
    alert = SubmissionFactory(partner=partner)
    client.post(reverse("network:close", args=[partner.pk]))
    partner.refresh_from_db()
    assert (partner.purge_on - partner.created_at.date()).days in {365, 366}
    alert.refresh_from_db()
    assert alert.partner == partner
    networking.reopen(partner, by=AgentFactory())
    assert Partner.objects.get().purge_on is None


def test_the_database_refuses_an_active_partner_with_an_end():
    partner = PartnerFactory()
    with pytest.raises(IntegrityError), transaction.atomic():
        Partner.objects.filter(pk=partner.pk).update(active=False)


def test_every_verb_is_logged_without_anybodys_name(client, persona):
    user = persona("slime")
    partner, _code = networking.approve(by=user, organisation=OrganisationFactory(), **DETAILS)
    networking.correct(partner, by=user, job="Juriste")
    networking.renew_code(partner, by=user)
    networking.close(partner, by=user)
    networking.reopen(partner, by=user)
    networking.enter(partner)
    entries = ModelLogEntry.objects.filter(object_id=str(partner.pk)).order_by("pk")
    assert [entry.action.removeprefix("forms.partner_") for entry in entries] == [
        "approved",
        "corrected",
        "code_renewed",
        "closed",
        "reopened",
        "signed_in",
    ]
    assert all(entry.message for entry in entries)
    assert {entry.label for entry in entries} == {str(partner.pk)}


def test_correcting_does_not_undo_a_sign_in_meanwhile():
    partner = PartnerFactory()
    networking.enter(Partner.objects.get())
    networking.correct(partner, by=AgentFactory(), job="Juriste")
    assert Partner.objects.get().signed_in_at


def test_agents_see_which_organisation_sent_an_alert(client):
    alert = SubmissionFactory(partner=PartnerFactory(organisation__name="Habitat Modèle"))
    client.force_login(AgentFactory(inbox=InboxFactory()))
    assert "Habitat Modèle" in client.get(reverse("submissions:detail", args=[alert.pk])).content.decode()
