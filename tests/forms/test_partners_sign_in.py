"""The network's door: a mailed link and a personal code, neither of which opens anything alone."""

import re
from datetime import timedelta

import pytest
import time_machine
from django.contrib.auth.models import User
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override

from forms import partner_links
from forms.models import Partner
from forms.services import networking
from home.records.models import Notification
from tests.forms.factories import AgentFactory, PartnerFactory

pytestmark = pytest.mark.django_db
DOOR = reverse("forms:partners")


def ask(client, email):
    return client.post(DOOR, {"email": email}, follow=True)


def link_of(partner) -> str:
    return re.sub(r"^https?://[^/]+", "", partner_links.address(partner))


def type_code(client, partner, code="K7M4QX", address=""):
    return client.post(address or link_of(partner), {"code": code})


def is_inside(client) -> bool:
    return client.get(DOOR).context.get("partner") is not None


def test_link_and_code_sign_in_under_a_new_session_key(client):
    partner = PartnerFactory()
    ask(client, partner.email)
    client.session.save()
    before = client.session.session_key
    address = re.search(r"https?://[^/\s]+(/\S+)", Notification.objects.get().body)[1]
    assert type_code(client, partner, "k7m4 qx", address).url == DOOR
    assert is_inside(client)
    assert client.session.session_key != before
    partner.refresh_from_db()
    assert partner.signed_in_at


@pytest.mark.parametrize("state", ["unknown", "closed", "of a closed organisation"])
def test_an_address_that_may_not_enter_gets_the_same_answer_and_no_mail(client, state):
    known = ask(client, PartnerFactory().email)
    sent = Notification.objects.count()
    stranger = PartnerFactory(
        closed=state == "closed", organisation__active=state != "of a closed organisation", email="x@exemple.fr"
    )
    if state == "unknown":
        stranger.delete()
    unknown = ask(Client(), "x@exemple.fr")
    assert sent == Notification.objects.count() == 1
    assert (known.status_code, known.redirect_chain) == (unknown.status_code, unknown.redirect_chain)
    bare = [re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", page.content.decode()) for page in (known, unknown)]
    assert bare[0] == bare[1]


def test_known_and_unknown_addresses_cost_the_same_work(django_assert_max_num_queries):
    partner, work = PartnerFactory(), []
    for email in (partner.email, "personne@exemple.fr"):
        with django_assert_max_num_queries(15) as queries:
            networking.mail_link(email)
        work.append(
            [query["sql"][:40] for query in queries if not re.match("SAVEPOINT|RELEASE|ROLLBACK", query["sql"])]
        )
    assert work[0] == work[1]
    assert len(work[0]) == 2  # who it is, and the message
    assert [notice.to for notice in Notification.objects.all()] == [partner.email]


def test_the_mail_goes_to_the_address_on_record_whatever_writing_folds_into_it(client):
    partner = PartnerFactory(email="essai@exemple.fr")
    ask(client, "ESSAI@exemple.FR")
    assert Notification.objects.get().to == partner.email


def test_the_mail_tells_nobodys_name_and_no_code(client, django_capture_on_commit_callbacks):
    partner = PartnerFactory(organisation__name="Habitat Canari")
    with django_capture_on_commit_callbacks(execute=True):
        ask(client, partner.email)
    text = mail.outbox[0].subject + mail.outbox[0].body
    assert not [word for word in ("Ondine", "Témoin", "Canari", "K7M4QX", "logement") if word in text]


def test_opening_the_link_changes_nothing(client, django_assert_max_num_queries):
    partner = PartnerFactory()
    before = str(Partner.objects.values().get())
    with django_assert_max_num_queries(12) as queries:
        assert client.get(link_of(partner)).status_code == 200
    assert not [query for query in queries if not query["sql"].startswith("SELECT")]
    assert str(Partner.objects.values().get()) == before
    assert not is_inside(client)


def test_a_link_works_once_and_ends_those_mailed_before_it(client):
    partner = PartnerFactory()
    first, second = link_of(partner), link_of(partner)
    assert type_code(client, partner, address=second).status_code == 302
    for address in (first, second):
        answers = [Client().get(address), Client().post(address, {"code": "K7M4QX"})]
        assert [answer.status_code for answer in answers] == [410, 410]


def test_two_windows_that_use_one_link_at_once_sign_in_once():
    partner = PartnerFactory()
    twin = Partner.objects.get()
    assert [networking.enter(partner), networking.enter(twin)] == [True, False]


def test_a_link_ends_after_twenty_minutes(client):
    partner = PartnerFactory()
    with time_machine.travel(timezone.now(), tick=False) as clock:
        address = link_of(partner)
        clock.shift(timedelta(minutes=19))
        assert client.get(address).status_code == 200
        clock.shift(timedelta(minutes=2))
        assert type_code(client, partner, address=address).status_code == 410


@pytest.mark.parametrize("token", ["x", "a.b.c", "00000000-0000-4000-8000-000000000007_0"])
def test_a_forged_link_is_over_like_any_other(client, token):
    assert client.get(reverse("forms:partner_link", args=[token])).status_code == 410


def test_the_code_of_another_partner_does_not_go_with_the_link(client):
    partner, _other = PartnerFactory(), PartnerFactory(code="AAAAAA")
    assert type_code(client, partner, "AAAAAA").context["form"].errors
    assert not is_inside(client)


def test_five_wrong_codes_make_even_the_right_one_wait(client):
    partner, other = PartnerFactory(), PartnerFactory()
    with time_machine.travel(timezone.now(), tick=False) as clock:
        address = link_of(partner)
        for _ in range(5):
            assert type_code(client, partner, "222222", address).status_code == 200
        assert type_code(client, partner, address=address).status_code == 429
        assert type_code(Client(), other).status_code == 302
        clock.shift(timedelta(minutes=16))
        assert type_code(client, partner, address=address).status_code == 302


def test_asking_again_and_again_fills_no_mailbox_and_shuts_nobody_out(client):
    partner = PartnerFactory()
    for _ in range(8):
        assert ask(client, partner.email).status_code == 200
    assert Notification.objects.count() == 5
    assert ask(client, PartnerFactory().email).status_code == 200
    assert Notification.objects.count() == 6


def test_one_place_that_tries_many_addresses_is_asked_to_wait(client):
    answers = [client.post(DOOR, {"email": f"essai{rank}@exemple.fr"}).status_code for rank in range(21)]
    assert answers == [302] * 20 + [429]


@pytest.mark.parametrize("email", ["", "sans-arobase", "\0@exemple.fr", "é" * 300 + "@x.fr"])
def test_what_is_no_address_is_said_on_its_question(client, email):
    response = client.post(DOOR, {"email": email})
    assert response.status_code == 200
    assert response.context["form"].errors["email"]


@pytest.mark.parametrize(
    ("minutes", "inside"), [([29, 29, 29], True), ([31], False), ([25] * 19, True), ([25] * 20, False)]
)
def test_a_session_ends_when_nothing_is_done_and_after_a_working_day(client, signed_in, minutes, inside):
    with time_machine.travel(timezone.now(), tick=False) as clock:
        signed_in(client)
        for wait in minutes:
            clock.shift(timedelta(minutes=wait))
            last = is_inside(client)
        assert last is inside


def end_by_closing(partner, agent):
    networking.close(partner, by=agent)


def end_by_code(partner, agent):
    networking.renew_code(partner, by=agent)


def end_by_organisation(partner, agent):
    partner.organisation.active = False
    networking.save_organisation(partner.organisation, by=agent)


@pytest.mark.parametrize("end", [end_by_closing, end_by_code, end_by_organisation])
def test_an_open_session_ends_at_once(client, signed_in, end):
    partner = signed_in(client)
    assert is_inside(client)
    end(partner, AgentFactory())
    assert not is_inside(client)


def test_a_new_code_replaces_the_former_one(client):
    partner = PartnerFactory()
    code = networking.renew_code(partner, by=AgentFactory())
    assert code not in partner.code_hash
    assert type_code(client, partner).context["form"].errors
    assert type_code(client, partner, code).status_code == 302


@pytest.mark.parametrize("address", ["forms:partner_leave", "forms:forgotten"])
def test_leaving_signs_out(client, signed_in, address):
    signed_in(client)
    assert client.get(reverse("forms:partner_leave")).status_code == 405
    client.post(reverse(address))
    assert not is_inside(client)


def test_the_demonstrations_account_is_its_partner_in_the_demonstration_only(client, settings):
    partner = PartnerFactory(email="partenaire@exemple.fr")
    client.force_login(User.objects.create_user("partenaire", email=partner.email))
    assert is_inside(client)
    settings.DEMO = False
    settings.STAFF_MFA = False
    assert not is_inside(client)


def test_outside_the_demonstration_the_door_shows_no_code(client, settings):
    assert "K7M4QX" in client.get(DOOR).content.decode()
    settings.DEMO = False
    assert "K7M4QX" not in client.get(DOOR).content.decode()


@pytest.mark.parametrize("language", ["fr", "en"])
def test_every_page_of_the_door_is_private_in_both_languages(client, language):
    with override(language):
        partner = PartnerFactory()
        pages = [reverse("forms:partners"), link_of(partner), reverse("forms:leaflet")]
        pages += [reverse("forms:partner_link", args=["x"])]
    for page in map(client.get, pages):
        assert page["X-Robots-Tag"] == "noindex"
        assert "no-store" in page["Cache-Control"]
        assert f'<html lang="{language}">' in page.content.decode()
