"""What the team owes a person whom no message reaches: a task, written with the change that it tells of."""

from django.contrib.auth.models import User
from django.db import IntegrityError, transaction
from django.dispatch import receiver
from django.utils import timezone
from wagtail.log_actions import log

from forms.models import Errand, Submission
from home.records.delivery import given_up
from home.records.models import Notification

ABOUT = {
    "forms.submitted": Errand.About.RECEIVED,
    "forms.asked": Errand.About.QUESTION,
    "forms.document_rejected": Errand.About.DOCUMENT,
    "forms.document_asked": Errand.About.DOCUMENT,
    "forms.owed": Errand.About.DOCUMENT,
    "forms.more_time": Errand.About.DOCUMENT,
    "forms.code_renewed": Errand.About.CODE,
}
"""What a message told, by the first word of its event; any other one told of news."""


def owe_errand(submission: Submission, kind: Errand.Kind, about: Errand.About, event: str) -> Errand:
    """Put a task on the team's list, in the caller's transaction. Owing the same event again gives the first one."""
    errand = Errand(submission=submission, team_id=submission.team_id, kind=kind, about=about, event=f"{event}:{kind}")
    try:
        with transaction.atomic():
            errand.save(force_insert=True)
    except IntegrityError:
        return Errand.objects.get(event=errand.event)
    return errand


@transaction.atomic
def finish(errand: Errand, *, by: User) -> Errand:
    """Note that it is done, and by whom. Again changes nothing."""
    errand = Errand.objects.select_for_update(of=("self",)).select_related("submission").get(pk=errand.pk)
    if errand.done_at is None:
        errand.done_at, errand.done_by = timezone.now(), by
        errand.save(update_fields=["done_at", "done_by"])
        log(errand.submission, "forms.errand_done", user=by, data={"kind": errand.kind, "about": errand.about})
    return errand


@receiver(given_up, dispatch_uid="forms.errands")
def reach_otherwise(notification: Notification, **kwargs) -> None:
    """A message to the person never will arrive: somebody of the team reaches them another way."""
    if notification.table != Submission._meta.db_table:
        return
    submission = Submission.objects.filter(pk=notification.record_id).first()
    if submission and notification.to in {submission.contact.get("email"), submission.contact.get("phone")}:
        about = ABOUT.get(notification.event.partition(":")[0], Errand.About.NEWS)
        owe_errand(submission, Errand.Kind.OTHER_WAY, about, notification.event)
        log(submission, "forms.not_reached", data={"channel": notification.channel})
