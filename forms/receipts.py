"""The receipt's address: signed, so that it can be kept as a bookmark and never guessed."""

from datetime import timedelta

from django.core.signing import BadSignature, Signer
from django.urls import reverse
from django.utils import timezone

from forms.models import Submission

LASTS = timedelta(days=30)
signer = Signer(sep=".", salt="forms.receipt")


def link(submission: Submission) -> str:
    """Always the same for one request."""
    return reverse("forms:receipt", args=[signer.sign(str(submission.pk))])


def find(token: str) -> Submission | None:
    """The request of a receipt's address; None when the address is wrong or over."""
    try:
        pk = signer.unsign(token)
    except BadSignature:
        return None
    rows = Submission.objects.select_related("draft", "partner__organisation")
    return rows.filter(pk=pk, received_at__gte=timezone.now() - LASTS).first()
