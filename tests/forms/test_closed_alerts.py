"""Over time as well, whoever flagged someone else's home cannot tell a household that said no from one that was
helped: two alerts of one day, walked to the end of their time side by side.
"""

import re
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from forms.intake import Journey
from forms.intakes import INTAKES
from forms.models import ClosedAlert, PurgeBatch, Submission
from forms.services import deciding, erasing, proposing
from home.records import purging
from programmes.household_states import State
from programmes.models import Household
from programmes.services import households
from tests.forms.factories import AgentFactory, InboxFactory, PartnerFactory, SubmissionFactory
from tests.forms.officers import officer
from tests.forms.samples import signalement

pytestmark = pytest.mark.django_db

START = datetime(2026, 1, 12, 9, tzinfo=ZoneInfo("Europe/Paris"))
DAYS = [1, 10, 29, 31, 40, 41, 75, 100, 200, 364, 500, 729, 731, 760, 800]
"""From the sending; both are closed on the tenth, and clocks change between two of them."""
DOOR, FOLLOW = reverse("forms:partners"), reverse("forms:follow")
ALERT = INTAKES["signalement"]


AGREED = {
    may_follow: Journey(
        ALERT, signalement.RELATIVE | {"accord": signalement.AGREED | ({"may_follow": ["on"]} if may_follow else {})}
    ).answers
    for may_follow in (True, False)
}


def flagged(partner, *, may_follow: bool) -> list[Submission]:
    """Two alerts on two homes, sent at the same instant."""
    values = {"partner": partner, "intake": "signalement", "received_at": START, "answers": AGREED[may_follow]}
    return SubmissionFactory.create_batch(2, **values, team=InboxFactory(slug="slime").team)


def accept(submission: Submission, agent) -> Household:
    deciding.move(deciding.take(submission, by=agent), "accepted", by=agent)
    return Household.objects.get(reference=submission.reference)


def end(said_no: Household, helped: Household, agent) -> None:
    households.leave(said_no, State.WITHDRAWN, by=agent)
    Household.objects.filter(pk=helped.pk).update(state="plan")
    helped.refresh_from_db()
    households.close(helped, "works", by=agent)


def purge(dpo) -> None:
    """What a day does, the officer signing at once."""
    today = timezone.localdate()
    purging.delete_ended(today)
    proposing.propose(today)
    for batch in PurgeBatch.objects.filter(signed_at=None):
        proposing.sign(batch, by=dpo, seen=batch.items.count())
    erasing.run_signed()


def read(client, submission: Submission) -> tuple[str, str]:
    """The alert's line in the list, and its page by number and code, without what names it."""
    sent, number = client.get(DOOR).context["sent"], submission.reference
    days = {row.submission.reference: (row.label, timezone.localdate(row.submission.received_at)) for row in sent}
    stranger = Client()
    stranger.post(FOLLOW, {"reference": number, "code": "K7M4QX"})
    page = stranger.get(FOLLOW).content.decode().partition("<main")[2].partition("</main")[0]
    return str(days.get(number, "")), re.sub(r'value="\w{64}"', "", page).replace(number, "")


@pytest.mark.parametrize("may_follow", [True, False])
def test_who_flagged_a_home_never_tells_a_refusal_from_an_end_on_any_day(client, signed_in, may_follow):
    with time_machine.travel(START, tick=False) as clock:
        partner, dpo = PartnerFactory(), officer()
        pair, agent = flagged(partner, may_follow=may_follow), AgentFactory(inbox=InboxFactory(slug="slime"))
        said_no, helped = (accept(submission, agent) for submission in pair)
        listed = []
        for day in DAYS:
            clock.move_to(START + timedelta(days=day))
            if day == 10:
                end(said_no, helped, agent)
            purge(dpo)
            signed_in(client, partner)
            one, other = (read(client, submission) for submission in pair)
            assert one == other, f"day {day}"
            listed.append(bool(one[0]))
        assert listed == [day <= 730 for day in DAYS]


def test_the_identity_goes_on_its_day_and_what_stays_holds_none_of_it(client):
    with time_machine.travel(START, tick=False) as clock:
        pair, agent = flagged(None, may_follow=True), AgentFactory(inbox=InboxFactory(slug="slime"))
        end(*(accept(submission, agent) for submission in pair), agent)
        dpo = officer()
        clock.move_to(START + timedelta(days=31))
        purge(dpo)
    assert [row.reference for row in Submission.objects.all()] == [pair[1].reference]
    assert [row.reference for row in Household.objects.all()] == [pair[1].reference]
    kept = ClosedAlert.objects.values().get()
    assert not [value for value in kept.values() if "anari" in str(value) or "34000" in str(value)]
    assert (kept["reason"], kept["status"]) == ("followed", "accepted")
    assert kept["purge_on"] == START.date() + ALERT.keep_for.at_most
    purging.delete_ended(kept["purge_on"] + timedelta(days=1))
    assert not ClosedAlert.objects.exists()


def test_no_line_can_say_that_a_household_refused():
    with pytest.raises(IntegrityError), transaction.atomic():
        ClosedAlert.objects.create(
            reference="K7M4-2QXD",
            intake="signalement",
            received_at=START,
            status="accepted",
            reason="left",
            shared=True,
            purge_on=START.date(),
        )


def test_a_request_for_oneself_leaves_no_line():
    submission = SubmissionFactory(withdrawn=True, intake="signalement", answers={})
    erasing.erase(submission)
    assert not ClosedAlert.objects.exists()


def test_who_wrote_reads_nothing_but_closed_once_it_is_over(client):
    pair, agent = flagged(None, may_follow=True), AgentFactory(inbox=InboxFactory(slug="slime"))
    with time_machine.travel(START, tick=False):
        said_no, helped = (accept(submission, agent) for submission in pair)
        pair[1].refresh_from_db()
        pair[1].message = "Le canari est au chaud"
        pair[1].save(update_fields=["message"])
        end(said_no, helped, agent)
        client.post(FOLLOW, {"reference": pair[1].reference, "code": "K7M4QX"})
        page = client.get(FOLLOW)
    assert not page.context["can_withdraw"] and "canari" not in page.content.decode()
