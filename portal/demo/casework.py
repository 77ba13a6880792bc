"""What teams did together with the invented requests: notes, a merge, a document sent back, a reopening."""

from datetime import timedelta

from django.contrib.auth import get_user_model
from django.contrib.auth.models import User
from django.utils import timezone

from forms.models import Inbox, Note, SavedView, Submission
from forms.models.casework import Flaw
from forms.services import asking, merging, noting, owing, passing, reopening, reviewing
from forms.workflow import OPEN, Status
from home.records.models import Notification


def load() -> None:
    """Once: where there are notes, it was done before."""
    for inbox in Inbox.objects.all():
        SavedView.objects.get_or_create(inbox=inbox, owner=None, name="En retard", defaults={"filters": "due=overdue"})
    if Note.objects.exists():
        return
    before = set(Notification.objects.values_list("pk", flat=True))
    lead = get_user_model().objects.get(username="responsable")
    note_and_give(lead)
    send_back_a_document()
    merge_two()
    reopen_one(lead)
    ask_for_documents()
    Notification.objects.exclude(pk__in=before).delete()  # nobody is to be written to


def agent_of(submission: Submission) -> User:
    return get_user_model().objects.get(username=submission.team.name)


def note_and_give(lead: User) -> None:
    for submission in Submission.objects.filter(intake="signalement", status=Status.RECEIVED)[:1]:
        noting.note(submission, "Coupure annoncée : à voir avant vendredi.", by=lead, mentioned=[agent_of(submission)])
        passing.assign(submission, agent_of(submission), by=lead)


def send_back_a_document() -> None:
    words = "Le bas de la page est coupé : pouvez-vous reprendre la photo ?"
    held = Submission.objects.filter(intake="colocation", status__in=sorted(OPEN), files__isnull=False, days_left=None)
    for submission in held.order_by("received_at")[:1]:
        slot = submission.files.values_list("slot", flat=True)[0]
        reviewing.reject(submission, slot, Flaw.INCOMPLETE, words, by=agent_of(submission))


def ask_for_documents() -> None:
    """One that the list of documents has not, and a yes that is subject to one."""
    reviewed = Submission.objects.filter(intake="colocation", status=Status.IN_REVIEW, days_left=None)
    held = list(reviewed.filter(asked_documents=None).order_by("-received_at")[:2])
    for submission in held[:1]:
        words = "Le bail est au nom de votre tante : il nous faut son accord écrit."
        asking.ask(submission, "Attestation d’hébergement de votre tante", words, by=agent_of(submission))
    for submission in held[1:]:
        by = timezone.localdate() + timedelta(days=30)
        owing.accept(submission, ["inscription"], by, by=agent_of(submission))


def merge_two() -> None:
    first, *later = Submission.objects.filter(intake="contact", status=Status.RECEIVED, quarantined_at=None)[:2]
    for submission in later:
        merging.merge(submission, first, by=agent_of(submission))


def reopen_one(lead: User) -> None:
    for submission in Submission.objects.filter(intake="colocation", status=Status.REFUSED)[:1]:
        reopening.reopen(submission, "contested", by=lead)
