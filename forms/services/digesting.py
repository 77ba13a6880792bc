"""One mail a working day to each agent with something to do: how much, never whose. No mail an event."""

from datetime import datetime, time, timedelta
from typing import NamedTuple

from django.conf import settings
from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from forms import working_days
from forms.models import Digest, Errand, Inbox, Mention, Submission
from forms.models.submissions import IS_OPEN
from forms.services import clock
from home.records.notices import owe
from home.records.purging import one_by_one

NOT_BEFORE = time(7, 0)
KEPT = timedelta(days=30)


class Counts(NamedTuple):
    overdue: int
    soon: int
    free: int
    tasks: int
    mentions: int


def send(now: datetime) -> int:
    """Owe what nobody was told today; return how many mails. Safe to run again, or twice at once."""
    today = timezone.localdate(now)
    if timezone.localtime(now).time() < NOT_BEFORE or not working_days.is_worked(today):
        return 0
    told = Digest.objects.filter(day=today).values("user")
    return one_by_one(list(agents().exclude(pk__in=told).values_list("pk", flat=True)), lambda key: tell(key, now))


def agents() -> QuerySet[User]:
    teams = Inbox.objects.values("team")
    return User.objects.filter(is_active=True, groups__in=teams).exclude(email="").distinct()


@transaction.atomic
def tell(key: int, now: datetime) -> bool:
    """Tell one agent, if something is to do. What a colleague pointed out is told once."""
    agent, today = User.objects.select_for_update().get(pk=key), timezone.localdate(now)
    counts = counts_for(agent, now)
    if not any(counts) or Digest.objects.filter(user=agent, day=today).exists():
        return False
    digest = Digest.objects.create(user=agent, day=today, purge_on=today + KEPT)
    with override(settings.LANGUAGE_CODE):
        body = "\n\n".join(paragraphs(counts)) + "\n"
        owe(event=f"forms.digest:{digest.pk}", record=digest, to=agent.email, subject=_("Your day"), body=body)
    Mention.objects.filter(user=agent, told_at=None).update(told_at=now)
    return True


def counts_for(agent: User, now: datetime) -> Counts:
    today = timezone.localdate(now)
    running = Submission.objects.visible_to(agent).filter(IS_OPEN, days_left=None)
    mine = running.filter(assignee=agent)
    return Counts(
        mine.filter(due_on__lt=today).count(),
        mine.filter(due_on__gte=today, due_on__lte=clock.soon(today)).count(),
        running.filter(assignee=None).count(),
        Errand.objects.visible_to(agent).filter(done_at=None).count(),
        Mention.objects.filter(user=agent, told_at=None).count(),
    )


def paragraphs(counts: Counts) -> list[str]:
    lines = [
        (counts.overdue, ngettext("Yours, overdue: %(n)s request", "Yours, overdue: %(n)s requests", counts.overdue)),
        (counts.soon, ngettext("Yours, due soon: %(n)s request", "Yours, due soon: %(n)s requests", counts.soon)),
        (counts.free, ngettext("Without an agent: %(n)s request", "Without an agent: %(n)s requests", counts.free)),
        (counts.tasks, ngettext("To post or to call: %(n)s task", "To post or to call: %(n)s tasks", counts.tasks)),
        (
            counts.mentions,
            ngettext("Pointed out to you: %(n)s note", "Pointed out to you: %(n)s notes", counts.mentions),
        ),
    ]
    return [
        _("Hello,"),
        "\n".join(words % {"n": number} for number, words in lines if number),
        _("To look at it, sign in to the staff area:"),
        settings.SITE_URL + reverse("submissions:list"),
        _("CCAS of Montpellier"),
    ]
