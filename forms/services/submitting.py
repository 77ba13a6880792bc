"""Sending a draft: the one place where a request is born."""

from django.contrib.auth.hashers import make_password
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override
from wagtail.log_actions import log

from forms.drafts import StaleDraft, locked
from forms.intake import Answers, Contact
from forms.intakes import INTAKES
from forms.models import Draft, Errand, Inbox, IntakeSettings, News, Submission, SubmissionHash
from forms.openings import Opening
from forms.reference import new_reference
from forms.services import clock, sifting
from forms.services.beginning import begin
from forms.services.filing import hand_over
from forms.services.interpreting import first_state
from forms.services.reaching import Message, follow_link, reach
from home import other_ways
from home.records import hashing

DRAWS = 5


class IntakeClosed(Exception):
    """The request is closed, and the time to send drafts begun before is over too."""


def submit(
    draft: Draft, *, answers: Answers, language: str, suspicion: str = "", opening: Opening | None = None
) -> Submission:
    """Turn a draft into a request, once: sending it again gives the first one.

    `answers` are those of the steps on the path; `suspicion` says why it looks like a robot's: then it is put in
    quarantine; `opening` spares reading the dates again. Raises StaleDraft when the draft changed since they were
    read, UnknownDraft when it is gone, IntakeClosed when it comes too late: agents may still type what came on paper.
    """
    code_hash = make_password(draft.code)  # slow on purpose: not while rows are locked
    with transaction.atomic():
        held = locked(draft)
        if held.sent_at:
            return held.submission
        if held.version != draft.version:
            raise StaleDraft
        if not (held.entered_by_id or (opening or IntakeSettings.of(held.intake).opening).takes_drafts()):
            raise IntakeClosed
        return _send(held, answers, language, code_hash, suspicion)


def _send(draft: Draft, answers: Answers, language: str, code_hash: str, suspicion: str) -> Submission:
    intake = INTAKES[draft.intake]
    contact, now = intake.contact(answers), timezone.now()
    submission = _numbered(
        draft=draft,
        partner_id=draft.partner_id,
        intake=intake.slug,
        team=Inbox.objects.select_related("team").get(slug=intake.route(answers)).team,
        code_hash=code_hash,
        language=language,
        channel=draft.channel,
        entered_by_id=draft.entered_by_id,
        received_at=now,
        due_on=None if suspicion else clock.first_day(intake.slug, answers),
        news="" if suspicion else News.NEW.value,
        quarantined_at=now if suspicion else None,
        suspicion=suspicion,
        interpreter=first_state(contact.preference, answers),
        name=contact.name,
        contact=contact.ways(),
        answers=answers,
    )
    _make_findable(submission, contact)
    hand_over(draft, submission, answers)
    data = {"intake": intake.slug, "channel": submission.channel}
    log(submission, "forms.submitted", user=draft.entered_by, data=data)
    if suspicion:
        log(submission, "forms.quarantined", data={"reason": suspicion})
    else:
        begin(submission, answers)
        acknowledge(submission)
    draft.answers, draft.email, draft.sent_at = {}, None, now
    draft.save(update_fields=["answers", "email", "sent_at", "updated_at"])
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
    digests |= sifting.digests(INTAKES[submission.intake], submission.answers)
    SubmissionHash.objects.bulk_create(
        SubmissionHash(submission=submission, digest=digest) for digest in sorted(digests)
    )


def acknowledge(submission: Submission) -> None:
    """Owe the word that says that the request is in, once, inside the caller's transaction."""
    intake = INTAKES[submission.intake]
    with override(submission.language):
        subject = _("We have your request %(reference)s") % {"reference": submission.reference}
        body = acknowledgement(submission.reference, intake.title if intake.names_service_in_mail else "")
        message = Message(Errand.About.RECEIVED, subject, body)
        reach(submission, f"forms.submitted:{submission.pk}", message, at_once=True)


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
        other_ways.in_a_line(),
        _("This message was sent by itself: please do not answer it. The page above says how to write or talk to us."),
        _("CCAS of Montpellier"),
    ]
    return "\n\n".join(paragraphs) + "\n"
