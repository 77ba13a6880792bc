"""A new code for someone who lost theirs, once an agent has checked who asks."""

from django.contrib.auth.hashers import make_password
from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone
from wagtail.log_actions import log

from forms.models import Draft, Submission
from forms.models.drafts import code_digest
from forms.reference import new_code
from forms.services.deciding import lock
from forms.services.telling import tell_new_code
from home import limits

HOUR = 60 * 60
CODES_PER_HOUR = 20


class TooManyCodes(Exception):
    """One agent made more codes in an hour than a day at the desk needs."""


class DraftGone(Exception):
    """The draft was sent, deleted, or saved since the agent saw it."""


def renew_request(submission: Submission, *, by: User, seen: int | None = None) -> str:
    """The new follow-up code, to tell once: we cannot read it again. Raises StalePage, TooManyCodes."""
    code = _drawn(by)
    code_hash = make_password(code)  # slow on purpose: not while rows are locked
    with transaction.atomic():
        submission = lock(submission, seen)
        submission.code_hash, submission.code_renewed_at = code_hash, timezone.now()
        submission.save(update_fields=["code_hash", "code_renewed_at"])
        draft = Draft.objects.select_for_update(of=("self",)).filter(submission=submission).first()
        if draft:
            _set(draft, new_code())  # nobody knows it: the draft's old code opened the request as well
        entry = log(submission, "forms.code_renewed", user=by)
        tell_new_code(submission, submission.contact.get("email", ""), f"forms.code_renewed:{entry.pk}")
    limits.start_over("code-reference", submission.reference)
    return code


def renew_draft(draft: Draft, *, by: User, version: int) -> str:
    """The new code of a draft that the agent found at this version. Raises DraftGone, TooManyCodes."""
    code = _drawn(by)
    with transaction.atomic():
        found = Draft.objects.select_for_update(of=("self",)).filter(pk=draft.pk, submission=None).first()
        if found is None or found.version != version or found.code_hash != draft.code_hash:
            raise DraftGone
        _set(found, code)
        entry = log(found, "forms.code_renewed", user=by)
        tell_new_code(found, found.email or "", f"forms.code_renewed:{entry.pk}")
    limits.start_over("code-reference", draft.reference)
    return code


def _drawn(agent: User) -> str:
    if limits.count("codes-renewed", agent.pk, seconds=HOUR) > CODES_PER_HOUR:
        raise TooManyCodes
    return new_code()


def _set(draft: Draft, code: str) -> None:
    draft.code, draft.code_hash = code, code_digest(draft.reference, code)
    draft.save(update_fields=["code", "code_hash"])
