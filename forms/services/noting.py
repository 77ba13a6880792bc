"""What agents write for each other on a request."""

from collections.abc import Collection

from django.contrib.auth.models import User
from django.db import transaction
from wagtail.log_actions import log

from forms.models import Mention, Note, Submission
from forms.services.deciding import lock
from forms.services.passing import NotOfTheTeam


@transaction.atomic
def note(submission: Submission, text: str, *, by: User, mentioned: Collection[User] = ()) -> Note:
    """Add a note, whatever happened to the request meanwhile: it takes nothing away. Raises NotOfTheTeam.

    Colleagues mentioned are of the request's team: to nobody else does it exist.
    """
    submission = lock(submission)
    for colleague in mentioned:
        if not colleague.is_active or not colleague.groups.filter(pk=submission.team_id).exists():
            raise NotOfTheTeam
    written = Note.objects.create(submission=submission, author=by, text=text)
    Mention.objects.bulk_create(Mention(note=written, user=colleague) for colleague in mentioned)
    log(submission, "forms.noted", user=by, data={"mentions": len(mentioned)})
    return written
