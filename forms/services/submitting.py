"""Sending a draft: the one place where a request is born."""

from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override
from wagtail.log_actions import log

from forms.drafts import StaleDraft
from forms.intake import Answers, Contact, Intake
from forms.intakes import INTAKES
from forms.models import Draft, Inbox, Submission, SubmissionHash
from forms.reference import new_reference
from forms.services.beginning import begin
from forms.services.filing import hand_over
from home.records import hashing
from home.records.notices import owe

DRAWS = 5


def submit(draft: Draft, *, answers: Answers, language: str) -> Submission:
    """Turn a draft into a request, once: sending it again gives the first one.

    `answers` are those of the steps on the path. Raises StaleDraft when the draft changed since they were read.
    """
    code_hash = make_password(draft.code)  # slow on purpose: not while rows are locked
    with transaction.atomic():
        locked = Draft.objects.select_for_update().get(pk=draft.pk)
        sent = Submission.objects.filter(draft=locked).first()
        if sent:
            return sent
        if locked.version != draft.version:
            raise StaleDraft
        return _send(locked, answers, language, code_hash)


def _send(draft: Draft, answers: Answers, language: str, code_hash: str) -> Submission:
    intake = INTAKES[draft.intake]
    contact = intake.contact(answers)
    submission = _numbered(
        draft=draft,
        intake=intake.slug,
        team=Inbox.objects.select_related("team").get(slug=intake.route(answers)).team,
        code_hash=code_hash,
        language=language,
        received_at=timezone.now(),
        name=contact.name,
        contact={"email": contact.email, "phone": contact.phone, "preference": contact.preference},
        answers=answers,
    )
    _make_findable(submission, contact)
    hand_over(draft, submission, answers)
    log(submission, "forms.submitted", data={"intake": intake.slug})
    begin(submission, answers)
    _acknowledge(submission, intake, contact)
    draft.answers, draft.email = {}, None
    draft.save(update_fields=["answers", "email", "updated_at"])
    return submission


def _numbered(**values) -> Submission:
    """Draw references until one is free: with three thousand million of them, once is nearly always enough."""
    for draw in range(1, DRAWS + 1):
        try:
            with transaction.atomic():
                return Submission.objects.create(reference=new_reference(), **values)
        except IntegrityError:
            if draw == DRAWS:
                raise
    raise AssertionError("unreachable")


def _make_findable(submission: Submission, contact: Contact) -> None:
    digests = hashing.name_digests(contact.name)
    for text in (contact.phone, contact.email, *contact.findable):
        digests |= {hashing.phone_digest(text), hashing.email_digest(text)} - {""}
    SubmissionHash.objects.bulk_create(
        SubmissionHash(submission=submission, digest=digest) for digest in sorted(digests)
    )


def _acknowledge(submission: Submission, intake: Intake, contact: Contact) -> None:
    if not contact.email:
        return
    with override(submission.language):
        owe(
            event=f"forms.submitted:{submission.pk}",
            record=submission,
            to=contact.email,
            subject=_("We have your request %(reference)s") % {"reference": submission.reference},
            body=acknowledgement(submission.reference, intake.title if intake.names_service_in_mail else ""),
        )


def acknowledgement(reference: str, service: str) -> str:
    """The text of the mail. A mailbox may be shared: it holds no name, no answer, and no code."""
    named = _("We have your request “%(service)s”. Its number: %(reference)s")
    unnamed = _("We have your request. Its number: %(reference)s")
    paragraphs = [
        _("Hello,"),
        (named if service else unnamed) % {"service": service, "reference": reference},
        _("To follow it, answer a question or withdraw it, have this number and your follow-up code at hand:"),
        follow_link(),
        _("The code was on your receipt. You do not have it any more? Call us, or come and see us."),
        _("This message was sent by itself: please do not answer it. The page above says how to write or talk to us."),
        _("CCAS of Montpellier"),
    ]
    return "\n\n".join(paragraphs) + "\n"


def follow_link() -> str:
    """The full address of the page where a request is followed, in the language of the moment."""
    return settings.SITE_URL + reverse("forms:follow")
