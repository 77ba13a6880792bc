"""Lists filtered by what was answered, though answers are sealed; what the published rule calls urgent comes first."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from forms import working_days
from forms.intakes import INTAKES
from forms.models import SubmissionHash
from forms.services import agreeing, clock, deciding, sifting
from tests.forms.factories import AgentFactory, InboxFactory, SubmissionFactory

pytestmark = pytest.mark.django_db


def alert(landlord="social", agreement="said", **values):
    answers = {
        "vous": {"role": "professional"},
        "accord": {"agreement": agreement},
        "logement": {"landlord": landlord},
        **values,
    }
    submission = SubmissionFactory(intake="signalement", team=InboxFactory(slug="slime").team, answers=answers)
    sifting.rewrite(submission)
    return submission


@pytest.fixture
def agent(client):
    user = AgentFactory(inbox=InboxFactory(slug="slime"))
    client.force_login(user)
    return user


def listed(client, **chosen) -> list[str]:
    page = client.get(reverse("submissions:inbox", args=["slime"]), chosen)
    return [row.submission.reference for row in page.context["rows"]]


def test_lists_are_filtered_by_the_choices_that_the_intake_names(client, agent):
    social, private = alert(), alert("private")
    assert listed(client, reponse_bailleur="social") == [social.reference]
    assert listed(client, reponse_bailleur="private", reponse_auteur="professional") == [private.reference]
    assert listed(client, reponse_bailleur="private", reponse_auteur="self") == []
    assert set(listed(client, reponse_bailleur="nobody")) == {social.reference, private.reference}


def test_the_choices_lie_there_as_hashes_that_go_with_the_request():
    submission = alert()
    digests = [str(row.digest) for row in submission.hashes.all()]
    assert len(digests) == 3 and not any("social" in digest for digest in digests)
    submission.delete()
    assert not SubmissionHash.objects.exists()


def test_an_agreement_that_comes_later_moves_the_request_to_its_new_filter(client, agent):
    submission = alert(agreement="call_first")
    agreeing.record(deciding.take(submission, by=agent), timezone.localdate(), may_follow=True, by=agent)
    assert listed(client, reponse_accord="call_first") == []
    assert listed(client, reponse_accord="said") == [submission.reference]


def test_filters_cost_no_query_for_each_row(client, agent):
    counts = []
    for more in (2, 12):
        for _row in range(more):
            alert()
        with CaptureQueriesContext(
            connection,
        ) as queries:
            listed(client, reponse_bailleur="social", reponse_accord="said")
        counts.append(len(queries))
    assert counts[0] == counts[1] <= 20


@pytest.mark.parametrize("intake", [intake for intake in INTAKES.values() if intake.sieves], ids=lambda one: one.slug)
def test_every_sieve_asks_a_choice_of_its_intake(intake):
    for sieve in intake.sieves:
        assert sifting.choices(intake, sieve)
        assert all(sieve.question in dict(intake.steps)[step].base_fields for step in sieve.steps)


@pytest.mark.parametrize(("in_days", "days"), [(7, 2), (8, 10)])
def test_an_urgent_alert_is_due_in_two_working_days_and_says_why(client, agent, in_days, days):
    today = timezone.localdate()
    cut_off = {"constats": {"signs": ["unpaid"], "cut_off_on": str(today + timedelta(days=in_days))}}
    assert clock.first_day("signalement", cut_off) == working_days.after(today, days)
    usual = alert()
    pressing = alert(**cut_off)
    pressing.due_on = clock.first_day("signalement", cut_off)
    pressing.save(update_fields=["due_on"])
    page = client.get(reverse("submissions:inbox", args=["slime"]))
    urgent = {row.submission: bool(row.reason.urgent) for row in page.context["rows"]}
    assert urgent == {pressing: days == 2, usual: False}
    assert days != 2 or page.context["rows"][0].submission == pressing


def test_a_cut_off_of_long_ago_still_presses():
    answers = {"constats": {"cut_off_on": "2020-01-01"}}
    assert INTAKES["signalement"].urgent(answers, date(2026, 1, 1))
