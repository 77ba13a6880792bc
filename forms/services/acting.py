"""When somebody of the team first did something with a request: kept on its row, so that figures cost no log."""

from typing import Any

from django.db.models.signals import post_save
from django.dispatch import receiver
from wagtail.models import ModelLogEntry

from forms.models import Submission

NOT_YET_WORK = frozenset({"forms.submitted", "forms.code_renewed", "forms.followed"})
"""Lines that bear the name of someone who did not work the request: who typed it, who gave its code again, who went on
with what it began."""


@receiver(post_save, sender=ModelLogEntry, dispatch_uid="forms.acting")
def note_first(instance: ModelLogEntry, created: bool, **kwargs: Any) -> None:
    """Every verb writes one line, in its transaction: the first with a name on it counts, and no later one."""
    if created and counts(instance):
        unseen = Submission.objects.filter(pk=instance.object_id, first_action_at=None)
        unseen.update(first_action_at=instance.timestamp)


def counts(line: ModelLogEntry) -> bool:
    of_a_request = line.content_type_id and line.content_type.model_class() is Submission
    return bool(line.user_id and of_a_request and line.action not in NOT_YET_WORK)
