"""What partners see and send once signed in: their own alerts, a status where the household agreed, nobody's name."""

from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from forms.models import Draft, Submission
from forms.services import deciding, networking
from home.records.models import Notification
from tests.forms.conftest import page_of
from tests.forms.factories import AgentFactory, InboxFactory, PartnerFactory, SubmissionFactory
from tests.forms.samples.signalement import AGREED, HOME, HOUSEHOLD, LAST, REFERRER

pytestmark = pytest.mark.django_db
DOOR, FLAG = reverse("forms:partners"), reverse("forms:partner_flag")
FOLLOWED = AGREED | {"may_follow": ["on"]}
WHO = REFERRER | {"job": ["Infirmière"]}
PAGES = {
    "vous": {"in_area": ["yes"]},
    "accord": FOLLOWED,
    "professionnel": WHO,
    "menage": HOUSEHOLD,
    "logement": HOME,
} | LAST


@pytest.fixture
def partner(client, signed_in):
    InboxFactory(slug="slime")
    return signed_in(client)


def begin(client) -> Draft:
    first = client.post(FLAG).url
    return Draft.objects.get(pk=first.split("/")[3])


def fill_in(client, draft, **changes) -> Submission:
    for step, typed in (PAGES | changes).items():
        assert client.post(page_of(draft, step), typed).status_code == 302
    return Submission.objects.get(draft=draft)


def alert(partner, *, may_follow=True, **values) -> Submission:
    answers = {"accord": {"agreement": "said", "may_follow": may_follow}}
    return SubmissionFactory(partner=partner, intake="signalement", answers=answers, **values)


def text_of(client, address=DOOR) -> str:
    return client.get(address).content.decode()


def test_a_partner_sees_their_own_alerts_and_nobody_elses(client, partner):
    mine = alert(partner)
    mate, public = alert(PartnerFactory(organisation=partner.organisation)), SubmissionFactory(intake="signalement")
    page = text_of(client)
    assert mine.reference in page
    assert mate.reference not in page and public.reference not in page


def test_the_list_shows_no_name_and_no_address(client, partner):
    submission = fill_in(client, begin(client))
    page = text_of(client)
    assert submission.reference in page
    assert not [word for word in ("Zéphyrine", "Canari", "rue du", "06 12 34") if word in page]


def test_the_status_is_shown_only_where_the_household_agreed(client, partner):
    alert(partner, refused=True)
    told = client.get(DOOR).context["sent"][0].label
    Submission.objects.all().delete()
    alert(partner, may_follow=False, refused=True)
    page = client.get(DOOR)
    assert page.context["sent"][0].label == ""
    assert told and told not in page.content.decode()


def test_without_the_households_agreement_number_and_code_tell_no_more(client, partner):
    submission = alert(partner, may_follow=False, refused=True, reason="no_room", message="Le logement du canari")
    page = client.post(reverse("forms:follow"), {"reference": submission.reference, "code": "K7M4QX"}, follow=True)
    assert submission.reference in page.content.decode()
    assert page.context["reason"] == "" and not page.context["can_withdraw"]
    assert "canari" not in page.content.decode()
    shared = alert(partner, refused=True, reason="no_room", message="Le logement du canari")
    page = client.post(reverse("forms:follow"), {"reference": shared.reference, "code": "K7M4QX"}, follow=True)
    assert page.context["reason"] and "canari" in page.content.decode()


@pytest.mark.parametrize("may_follow", [True, False])
def test_news_is_mailed_only_where_the_household_agreed(partner, may_follow):
    agent = AgentFactory(inbox=InboxFactory(slug="slime"))
    submission = alert(partner, may_follow=may_follow, in_review=True, assignee=agent)
    deciding.move(submission, "accepted", by=agent)
    assert Notification.objects.exists() is may_follow


def test_a_long_list_comes_in_pages_without_gap_or_double(client, partner):
    start = timezone.now()
    sent = [alert(partner, received_at=start - timedelta(hours=rank // 2)).reference for rank in range(30)]
    first = client.get(DOOR)
    second = client.get(DOOR, {"after": first.context["next_page"]})
    seen = [row.submission.reference for page in (first, second) for row in page.context["sent"]]
    assert sorted(seen) == sorted(sent)
    assert second.context["next_page"] == ""
    assert client.get(DOOR, {"after": "0001-01-01T00:00:00+99:99_x"}).status_code == 200


def test_a_new_alert_knows_who_writes_and_nothing_of_any_household(client, partner):
    fill_in(client, begin(client))
    second = begin(client)
    client.post(page_of(second, "vous"), PAGES["vous"])
    client.post(page_of(second, "accord"), FOLLOWED)
    page = client.get(page_of(second, "professionnel"))
    values = {bound.name: bound.value() for bound in page.context["form"]}
    assert values == {
        "job": partner.job,
        "given_name": "Ondine",
        "family_name": "Témoin",
        "email": partner.email,
        "phone": "04 67 00 11 22",
        "preference": "email",
    }
    assert partner.organisation.name in page.content.decode()
    client.post(page_of(second, "professionnel"), WHO)
    assert "Canari" not in text_of(client, page_of(second, "menage"))


def test_the_alert_sent_is_the_partners(client, partner, django_assert_max_num_queries):
    draft = begin(client)
    submission = fill_in(client, draft)
    assert submission.partner == partner
    assert submission.answers["vous"]["role"] == "professional"
    assert submission.answers["professionnel"]["organisation"] == partner.organisation.name
    assert submission.answers["professionnel"]["job"] == "Infirmière"
    assert submission.answers["accord"]["may_follow"] is True
    assert submission.team.inbox.slug == "slime"


def test_no_post_changes_for_whom_a_partner_writes(client, partner):
    draft = begin(client)
    forged = {
        "vous": PAGES["vous"] | {"role": ["self"]},
        "professionnel": WHO | {"organisation": ["Préfecture"], "partner": [str(PartnerFactory().pk)]},
    }
    submission = fill_in(client, draft, **forged)
    assert submission.partner == partner
    assert submission.answers["vous"]["role"] == "professional"
    assert submission.answers["professionnel"]["organisation"] == partner.organisation.name


def test_the_organisation_is_read_again_when_the_alert_is_sent(client, partner):
    draft = begin(client)
    for step, typed in list(PAGES.items())[:-1]:
        client.post(page_of(draft, step), typed)
    draft.refresh_from_db()
    draft.answers["professionnel"]["typed"]["organisation"] = ["Préfecture"]
    draft.save()
    partner.organisation.name = "Nouveau nom"
    partner.organisation.save()
    client.post(page_of(draft, "verifier"), LAST["verifier"])
    assert Submission.objects.get().answers["professionnel"]["organisation"] == "Nouveau nom"


def test_saving_a_page_keeps_what_is_fixed_with_it(client, partner):
    draft = begin(client)
    client.post(page_of(draft, "vous"), {"role": ["self"], "in_area": [""], "action": "leave"})
    draft.refresh_from_db()
    assert draft.answers["vous"]["typed"]["role"] == ["professional"]


def test_a_partners_draft_opens_for_that_partner_only(client, partner, signed_in):
    draft = begin(client)
    client.post(page_of(draft, "vous"), PAGES["vous"])
    assert client.get(page_of(draft, "accord")).status_code == 200
    client.post(reverse("forms:partner_leave"))
    assert client.get(page_of(draft, "accord")).status_code == 404
    signed_in(client)
    assert client.get(page_of(draft, "accord")).status_code == 404
    assert draft.reference not in text_of(client)
    signed_in(client, partner)
    assert client.get(page_of(draft, "accord")).status_code == 200
    assert draft.reference in text_of(client)


def test_number_and_code_alone_do_not_open_a_partners_draft(client, partner):
    draft = begin(client)
    other = Client()
    other.post(reverse("forms:resume"), {"reference": draft.reference, "code": draft.code})
    assert other.get(page_of(draft, "vous")).status_code == 404


def test_signed_out_in_the_middle_of_a_page_nothing_typed_is_lost(client, partner):
    draft = begin(client)
    for step in ("vous", "accord", "professionnel"):
        client.post(page_of(draft, step), PAGES[step])
    with time_machine.travel(timezone.now() + timedelta(minutes=31), tick=False):
        page = client.post(page_of(draft, "menage"), HOUSEHOLD)
    assert page.status_code == 404
    assert "Zéphyrine" in page.content.decode()
    assert f'href="{DOOR}"' in page.content.decode()
    draft.refresh_from_db()
    assert set(draft.answers) == {"vous", "accord", "professionnel"}


def test_a_closed_partner_sends_nothing_more(client, partner):
    draft = begin(client)
    for step, typed in list(PAGES.items())[:-1]:
        client.post(page_of(draft, step), typed)
    networking.close(partner, by=AgentFactory())
    assert client.post(page_of(draft, "verifier"), LAST["verifier"]).status_code == 404
    assert not Submission.objects.exists()


def test_the_drafts_of_the_public_door_and_of_the_network_never_mix(client, partner):
    network = begin(client)
    start = reverse("forms:start", args=["signalement"])
    client.post(start)
    public = Draft.objects.get(partner=None)
    assert public.pk != network.pk
    assert network.reference not in text_of(client, start)
    assert public.reference not in text_of(client)
    assert "role" in client.get(page_of(public, "vous")).context["form"].fields


def test_the_receipt_leads_to_another_alert_and_hides_its_code_once_signed_out(client, partner):
    draft = begin(client)
    fill_in(client, draft)
    receipt = client.get(page_of(draft, "verifier")).url
    page = text_of(client, receipt)
    assert draft.code in page and f'action="{FLAG}"' in page
    client.post(reverse("forms:partner_leave"))
    page = text_of(client, receipt)
    assert draft.code not in page and f'action="{FLAG}"' not in page


def test_pressing_twice_starts_one_alert(client, partner):
    assert begin(client) == begin(client)


def test_strangers_are_led_to_the_door_and_nothing_begins(client):
    assert client.post(FLAG).url == DOOR
    assert client.get(FLAG).status_code == 405
    assert not Draft.objects.exists()


def test_pages_take_few_queries(client, partner, django_assert_max_num_queries):
    for _ in range(25):
        alert(partner)
    draft = begin(client)
    with django_assert_max_num_queries(12):
        client.get(DOOR)
    with django_assert_max_num_queries(12):
        client.get(page_of(draft, "vous"))
    with django_assert_max_num_queries(15):
        client.post(page_of(draft, "vous"), PAGES["vous"])


def test_anybody_reads_the_leaflet_and_it_says_what_to_do_in_danger(client):
    page = text_of(client, reverse("forms:leaflet"))
    for number in ("tel:17", "tel:112", "sms:114", "LSF"):
        assert number in page
