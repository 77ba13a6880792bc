"""The end of drafts: a word before it, then nothing is left."""

from collections.abc import Iterator
from datetime import date, timedelta
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from forms.intake import Intake
from forms.intakes import INTAKES
from forms.models import Draft
from forms.services import draft_mails
from home.records.notices import owe

WARNED_DAYS = 7
SHORT_WARNED_DAYS = 2  # a draft that lives a week would be warned of its end on its first day


def to_warn() -> Iterator[Draft]:
    """Drafts that end soon, not sent, whose address is known. A warning owed twice is sent once."""
    today = timezone.localdate()
    for intake in INTAKES.values():
        ending = Draft.objects.filter(intake=intake.slug, submission=None, email__isnull=False)
        yield from ending.filter(purge_on__range=(today, today + warning_time(intake)))


def warning_time(intake: Intake) -> timedelta:
    return timedelta(days=WARNED_DAYS if intake.draft_days > 2 * WARNED_DAYS else SHORT_WARNED_DAYS)


@transaction.atomic
def warn(draft: Draft) -> None:
    """Owe a warning to the draft's address, once for each end: saving moves the end, and a new one is worth a word."""
    subject, body = draft_mails.ending(draft)
    event = f"forms.draft_ending:{draft.pk}:{draft.purge_on}"
    owe(event=event, record=draft, to=draft.email or "", subject=subject, body=body)


def ended() -> list[UUID]:
    """The keys of the drafts whose last day is over, sent or not."""
    return list(Draft.objects.filter(purge_on__lt=timezone.localdate()).values_list("pk", flat=True))


@transaction.atomic
def purge(key: UUID, *, today: date) -> bool:
    """Delete a draft, unless it was saved meanwhile and lives longer."""
    over = Draft.objects.select_for_update().filter(pk=key, purge_on__lt=today).first()
    if over:
        over.delete()
    return bool(over)
