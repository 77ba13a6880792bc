"""What happens to a clip when its text changes: flagged in the same request, and its owner told by mail."""

from collections.abc import Iterable

from django.db import transaction
from django.db.models.signals import post_save
from django.dispatch import receiver
from django.utils import timezone
from wagtail.models import Page
from wagtail.signals import page_published

from home.models.contact import ContactDetails, HelpNumber
from home.models.glossary import GlossaryTerm
from home.models.signed import SignedMedia, SignedVersion
from home.signed import targets
from home.signed.tasks import tell_owner


def refresh(versions: Iterable[SignedVersion]) -> list[SignedVersion]:
    """Compare each with its text as it stands now; return those that have just become outdated. Clears those whose
    text is again what was signed. A text that is not there any more is left as it was.
    """
    return [version for version in versions if compare(version)]


def compare(version: SignedVersion) -> bool:
    now = targets.text_hash(version.target)
    if now is None or now == version.text_hash:
        return False
    was_current = version.text_hash == version.source_hash
    version.text_hash = now
    version.outdated_since = None if now == version.source_hash else version.outdated_since or timezone.now()
    version.save(update_fields=["text_hash", "outdated_since"])
    return was_current


def refresh_all() -> list[SignedVersion]:
    """After a deployment, whose texts come with the code. Nobody is mailed: the report says it."""
    return refresh(SignedVersion.objects.select_related("media"))


def text_changed(*, keys: Iterable[str] = (), below: str = "") -> None:
    """Call it when these texts, or all whose key starts with `below`, may have changed."""
    wanted = SignedVersion.objects.filter(target__in=list(keys))
    if below:
        wanted = SignedVersion.objects.filter(target__startswith=below)
    for version in refresh(wanted.select_related("media")):
        if version.media.state == SignedMedia.State.PUBLISHED and not version.media.is_placeholder:
            transaction.on_commit(lambda key=version.pk: tell_owner.enqueue(key), robust=True)


@receiver(page_published, dispatch_uid="signed.page_published")
def page_changed(instance: Page, **kwargs) -> None:
    text_changed(keys=[targets.of_page(instance)])


@receiver(post_save, sender=ContactDetails, dispatch_uid="signed.contact_changed")
def contact_changed(raw: bool = False, **kwargs) -> None:
    if not raw:
        text_changed(keys=[targets.CONTACT])


@receiver(post_save, sender=HelpNumber, dispatch_uid="signed.help_number_changed")
def help_number_changed(raw: bool = False, **kwargs) -> None:
    if not raw:
        text_changed(below="page:")


@receiver(post_save, sender=GlossaryTerm, dispatch_uid="signed.term_changed")
def term_changed(instance: GlossaryTerm, raw: bool = False, **kwargs) -> None:
    if not raw:
        text_changed(keys=[instance.signed("sign"), instance.signed("definition")])
