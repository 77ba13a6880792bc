"""Who has a request open at the same time: said to colleagues when they open it, kept a few minutes."""

from datetime import datetime, timedelta

from django.contrib.auth.models import User
from django.utils import timezone

from forms.models import Presence, Submission

LASTS = timedelta(minutes=10)


def arrive(submission: Submission, user: User) -> list[User]:
    """Note that `user` looks at it now; the others who did so lately, latest first."""
    now = timezone.now()
    Presence.objects.update_or_create(submission=submission, user=user, defaults={"seen_at": now})
    others = Presence.objects.filter(submission=submission, seen_at__gte=now - LASTS, user__is_active=True)
    return [found.user for found in others.exclude(user=user).select_related("user").order_by("-seen_at")]


def leave(submission: Submission, user: User) -> None:
    Presence.objects.filter(submission=submission, user=user).delete()


def forget(now: datetime) -> int:
    return Presence.objects.filter(seen_at__lt=now - LASTS).delete()[0]
