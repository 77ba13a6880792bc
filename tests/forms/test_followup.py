"""The receipt and the follow-up: what opens them, and what an applicant can do there."""

from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from forms import receipts
from forms.models import Inquiry, Submission
from forms.services import answering
from forms.workflow import ForbiddenMove, Status
from tests.forms.factories import InquiryFactory, SubmissionFactory

pytestmark = pytest.mark.django_db
FOLLOW = reverse("forms:follow")


def unlock(client, submission, code="K7M4QX"):
    return client.post(FOLLOW, {"reference": submission.reference, "code": code})


def test_reference_and_code_open_the_request(client):
    submission = SubmissionFactory()
    assert unlock(client, submission, "k7m4 qx").url == FOLLOW
    page = client.get(FOLLOW)
    assert page.context["submission"] == submission
    assert "Zéphyrine" not in page.content.decode()


def test_unknown_reference_and_wrong_code_get_the_same_answer(client):
    known = unlock(client, SubmissionFactory(), "222222")
    unknown = unlock(client, SubmissionFactory.build(team=None), "K7M4QX")
    assert known.context["form"].errors == unknown.context["form"].errors
    assert known.context["form"].non_field_errors()
    assert known.status_code == unknown.status_code == 200


def test_five_wrong_codes_make_even_the_right_one_wait(client):
    submission = SubmissionFactory()
    with time_machine.travel(timezone.now(), tick=False) as clock:
        for _ in range(5):
            unlock(client, submission, "222222")
        assert unlock(client, submission).status_code == 429
        clock.shift(timedelta(minutes=16))
        assert unlock(client, submission).status_code == 302


def test_a_slip_in_the_number_is_said_and_not_counted(client):
    submission = SubmissionFactory(reference="K7M4-2QXD")
    for _ in range(30):
        response = client.post(FOLLOW, {"reference": "K7M4-2QXE", "code": "222222"})
        assert "reference" in response.context["form"].errors
    assert unlock(client, submission).status_code == 302


def test_one_address_cannot_try_many_references(client):
    for _ in range(20):
        unlock(client, SubmissionFactory.build(team=None), "222222")
    assert unlock(client, SubmissionFactory()).status_code == 429


def test_the_page_closes_after_a_quarter_of_an_hour_and_on_demand(client):
    submission = SubmissionFactory()
    unlock(client, submission)
    client.post(reverse("forms:close"))
    assert "submission" not in client.get(FOLLOW).context
    unlock(client, submission)
    with time_machine.travel(timezone.now() + timedelta(minutes=16)):
        assert "submission" not in client.get(FOLLOW).context


def test_an_open_question_is_answered_once(client):
    inquiry = InquiryFactory()
    unlock(client, inquiry.submission)
    assert "Quand pouvez-vous venir" in client.get(FOLLOW).content.decode()
    assert client.post(reverse("forms:answer"), {"answer": "Samedi"}).url == FOLLOW
    inquiry.refresh_from_db()
    assert inquiry.answer == "Samedi"
    late = client.post(reverse("forms:answer"), {"answer": "Plutôt dimanche"})
    assert late.status_code == 409
    assert "Plutôt dimanche" in late.content.decode()


def test_an_empty_answer_gets_a_message(client):
    unlock(client, InquiryFactory().submission)
    assert client.post(reverse("forms:answer"), {"answer": " "}).context["form"].errors
    assert Inquiry.objects.get().answered_at is None


def test_the_service_refuses_an_answer_to_a_decided_request():
    inquiry = InquiryFactory(submission=SubmissionFactory(refused=True))
    with pytest.raises(answering.NothingAsked):
        answering.answer(inquiry, "Samedi")


@pytest.mark.parametrize("trait", [{}, {"in_review": True}, {"accepted": True}])
def test_withdrawing_takes_a_confirmation_then_one_post(client, trait):
    submission = SubmissionFactory(**trait)
    unlock(client, submission)
    client.get(reverse("forms:withdraw"))
    assert Submission.objects.get().status == submission.status
    client.post(reverse("forms:withdraw"))
    client.post(reverse("forms:withdraw"))
    withdrawn = Submission.objects.get()
    assert withdrawn.status == Status.WITHDRAWN
    assert withdrawn.purge_on > timezone.localdate()


def test_a_refused_request_is_not_withdrawn(client):
    submission = SubmissionFactory(refused=True)
    with pytest.raises(ForbiddenMove):
        answering.withdraw(submission)
    unlock(client, submission)
    assert client.post(reverse("forms:withdraw")).url == FOLLOW
    assert Submission.objects.get().status == Status.REFUSED


def test_no_one_answers_or_withdraws_without_opening_the_request():
    InquiryFactory()
    stranger = Client()
    assert stranger.post(reverse("forms:answer"), {"answer": "x"}).status_code == 409
    assert stranger.post(reverse("forms:withdraw")).url == FOLLOW
    assert Submission.objects.get().status == Status.RECEIVED


def test_receipt_address_is_stable_signed_and_lasts_thirty_days(client):
    submission = SubmissionFactory()
    link = receipts.link(submission)
    assert link == receipts.link(submission)
    assert client.get(link).status_code == 200
    assert client.get(link[:-2] + "x/").status_code == 404
    with time_machine.travel(timezone.now() + timedelta(days=31)):
        assert client.get(link).status_code == 404
