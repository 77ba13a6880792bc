"""What the lead makes of the reasons of a refusal: other words, a new one, one that is no longer offered."""

from django.contrib.auth.models import User
from django.db import transaction
from django.utils.text import slugify
from wagtail.log_actions import log

from forms.models import RefusalReason
from forms.reasons import REASONS, TOLD_IN_THE_MESSAGE
from forms.refusals import REMEDIES_CODE


class AlwaysOffered(Exception):
    """'Another reason' and the remedies stay."""


@transaction.atomic
def reword(code: str, texts: dict[str, str], *, hidden: bool = False, by: User) -> RefusalReason:
    """Give a reason these words, by language; '' gives those of the code back. Raises AlwaysOffered."""
    if hidden and code in {TOLD_IN_THE_MESSAGE, REMEDIES_CODE}:
        raise AlwaysOffered
    own = {language: text for language, text in texts.items() if text}
    reason, _made = RefusalReason.objects.update_or_create(code=code, defaults={"texts": own, "hidden": hidden})
    log(reason, "forms.reason_set", user=by, data={"code": code, "hidden": hidden})
    return reason


@transaction.atomic
def add(texts: dict[str, str], *, by: User) -> RefusalReason:
    """A reason more. Its code is made of its first words, and is nobody else's."""
    stem = "plus-" + (slugify(next(iter(texts.values())))[:25].strip("-") or "autre")
    taken = {*REASONS, *RefusalReason.objects.values_list("code", flat=True)}
    code = next(name for name in (stem, *(f"{stem}-{rank}" for rank in range(2, 999))) if name not in taken)
    return reword(code, texts, by=by)
