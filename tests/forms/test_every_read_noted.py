"""Whatever shows staff a word of a person is noted: who, which request or list, and where."""

import pytest
from django.urls import reverse
from django.utils import timezone

from forms.models import Submission
from forms.services import keeping, overseeing
from home.records import anchoring, hashing, verifying
from home.records.models import ReadEntry
from home.records.reading import key_of_list
from tests.forms.factories import CANARY, AgentFactory, InboxFactory, PartnerFactory, SubmissionFactory
from tests.forms.officers import officer

pytestmark = pytest.mark.django_db


def noted() -> list[tuple]:
    return list(ReadEntry.objects.order_by("pk").values_list("table", "record_id", "what"))


@pytest.fixture
def agent(client):
    user = AgentFactory()
    client.force_login(user)
    return user


def findable() -> Submission:
    submission = SubmissionFactory()
    for digest in hashing.name_digests(CANARY):
        submission.hashes.create(digest=digest)
    return submission


def test_a_page_of_an_inbox_is_one_line_about_the_inbox(client, agent):
    SubmissionFactory.create_batch(3)
    assert CANARY in client.get(reverse("submissions:inbox", args=["colocation"])).content.decode()
    assert noted() == [("forms_inbox", key_of_list(InboxFactory()), "list")]


@pytest.mark.parametrize("address", ["submissions:list", "submissions:inbox"])
def test_each_request_that_a_search_finds_is_noted(client, agent, address):
    found, _other = findable(), SubmissionFactory()
    args = [] if address == "submissions:list" else ["colocation"]
    assert CANARY in client.get(reverse(address, args=args), {"q": "Canari"}).content.decode()
    assert noted() == [("forms_submission", found.pk, "search")]


def test_the_page_that_confirms_a_decision_is_noted(client, agent):
    submission = SubmissionFactory(in_review=True, assignee=agent)
    seen = client.get(reverse("submissions:detail", args=[submission.pk])).context["seen"]
    decision = {"target": "accepted", "seen": seen}
    page = client.post(reverse("submissions:move", args=[submission.pk]), decision)
    assert CANARY in page.content.decode()
    assert [what for _table, _key, what in noted()] == ["detail", "decision"]


def test_partners_are_noted_in_their_list_and_with_a_new_code(client):
    client.force_login(officer("lead", "slime"))
    partner = PartnerFactory()
    client.get(reverse("network:list"))
    client.post(reverse("network:renew", args=[partner.pk]))
    assert noted() == [("forms_partner", partner.pk, "list"), ("forms_partner", partner.pk, "code")]


def test_the_officer_reads_who_opened_which_list(client, agent):
    client.get(reverse("submissions:inbox", args=["colocation"]))
    client.force_login(officer())
    [row] = client.get(reverse("conservation:reads")).context["rows"]
    assert (row.reference, row.what) == (InboxFactory().name, "une page de sa liste")


def test_what_a_search_lists_raises_no_alarm(agent):
    ReadEntry.objects.bulk_create(
        ReadEntry(user=agent, table="forms_submission", record_id=SubmissionFactory.build().pk, what="search")
        for _number in range(60)
    )
    assert overseeing.tell_reads(timezone.now()) == 0


def test_the_chain_knows_how_long_reads_are_kept():
    kept = keeping.OTHERS[keeping.READS]
    assert (kept.at_least, kept.at_most) == (verifying.READS_LAST, anchoring.KEPT)
