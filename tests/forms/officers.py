"""The officer of the tests, and the daily round that they await."""

from datetime import timedelta
from io import StringIO

from django.contrib.auth.models import Group, User
from django.core.management import call_command
from django.utils import timezone

from forms.models import PurgeBatch, PurgeItem, Submission
from forms.services import proposing
from forms.workflow import Status
from tests.database import settle_roles
from tests.forms.factories import SubmissionFactory


def officer(name: str = "dpo", *groups: str) -> User:
    """An account of these groups, the officer's without any, with the rights that the roles declare."""
    settle_roles()
    user, _made = User.objects.get_or_create(username=name, defaults={"email": f"{name}@exemple.fr"})
    user.groups.set(Group.objects.filter(name__in=groups or [name]))
    return user


def round_of_the_day() -> str:
    out = StringIO()
    call_command("purge_expired", stdout=out)
    return out.getvalue().splitlines()[-1]


def due(days: int = 0, **values) -> Submission:
    """A refused request whose last day was so many days ago."""
    last_day = timezone.localdate() - timedelta(days=days)
    values = {"status": Status.REFUSED.value, "reason": "no_room", "purge_on": last_day} | values
    closed_at = timezone.now() - timedelta(days=100)
    return SubmissionFactory(received_at=closed_at - timedelta(days=20), closed_at=closed_at, **values)


def waiting(batch: PurgeBatch) -> int:
    return batch.items.filter(state=PurgeItem.State.WAITING).count()


def sign_all(by: User) -> None:
    for batch in PurgeBatch.objects.filter(signed_at=None):
        if waiting(batch):
            proposing.sign(batch, by=by, seen=waiting(batch))
