"""Invented requests in every state, sent and worked through the real services."""

from datetime import timedelta

from django.contrib.auth import get_user_model
from django.utils import timezone

from forms import working_days
from forms.intake import Intake, Journey, Typed
from forms.intakes import INTAKES
from forms.models import Draft, Submission
from forms.reference import new_code
from forms.services import answering, clock, deciding, filing, filming
from forms.services.submitting import submit
from forms.workflow import Status
from home.records.models import Notification
from portal.demo import alerts, applications, enrolments, groups, messages, papers, signed
from portal.demo.examples import Example

EXAMPLES = {
    "colocation": applications.examples,
    "ateliers": enrolments.examples,
    "signalement": alerts.examples,
    "univers": groups.examples,
    "contact": messages.examples,
}


def load() -> None:
    """Send each intake's examples unless it has requests. Their notices are dropped: nobody is to be written to."""
    for slug, examples in EXAMPLES.items():
        if not Submission.objects.filter(intake=slug).exists():
            _send_all(INTAKES[slug], list(examples()))


def _send_all(intake: Intake, examples: list[Example]) -> None:
    sent = []
    for rank, example in enumerate(examples):
        submission = _send(intake, example)
        _age(submission, days=len(examples) - rank)
        _live(submission, example)
        sent.append(submission.pk)
    Notification.objects.filter(record_id__in=sent).delete()


def _send(intake: Intake, example: Example) -> Submission:
    """Pages that the example's way does not pass by are left in the draft, where sending ignores them."""
    draft = unsent(intake, example.typed, partner=example.partner)
    for slot, kind in example.documents.items():
        filing.add(draft, slot, papers.example(kind))
    for step, question in example.signed:
        filming.add(draft, step, question, signed.film())
    draft.refresh_from_db()
    journey = Journey(intake, typed_in(draft))
    if journey.missing:
        raise ValueError(f"An example of {intake.slug} stops at “{journey.missing}”.")
    return submit(draft, answers=journey.answers, language="fr")


def unsent(intake: Intake, typed: Typed, **values) -> Draft:
    return Draft.objects.create(
        intake=intake.slug,
        language="fr",
        code=new_code(),
        answers={step: {"typed": answers, "version": 1} for step, answers in typed.items()},
        purge_on=timezone.localdate() + timedelta(days=intake.draft_days),
        **values,
    )


def typed_in(draft: Draft) -> Typed:
    return {step: kept["typed"] for step, kept in draft.answers.items()}


def _age(submission: Submission, *, days: int) -> None:
    submission.received_at = timezone.now() - timedelta(days=days, hours=days % 7)
    if submission.due_on:
        days_to_answer = clock.levels()[submission.intake]
        submission.due_on = working_days.after(timezone.localdate(submission.received_at), days_to_answer)
    submission.save(update_fields=["received_at", "due_on"])


def _live(submission: Submission, example: Example) -> None:
    """Bring a request to its state by the verbs that people use."""
    if example.fate == "received":
        return
    if example.fate == "withdrawn":
        answering.withdraw(submission)
        return
    agent = get_user_model().objects.get(username=submission.team.name)
    submission = deciding.take(submission, by=agent)
    if example.fate in {"asked", "answered"}:
        inquiry = deciding.ask(submission, example.told.question, by=agent)
        if example.fate == "answered":
            answering.answer(inquiry, example.told.answer)
    elif example.fate != "in_review":
        _decide(submission, Status(example.fate), example, agent)


def _decide(submission: Submission, target: Status, example: Example, agent) -> None:
    reason = example.told.reason if target == Status.REFUSED else ""
    message = example.told.elsewhere if target == Status.OUT_OF_SCOPE else ""
    deciding.move(submission, target, by=agent, reason=reason, message=message)
