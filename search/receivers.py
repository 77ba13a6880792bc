"""What makes the index owe something: publication, withdrawal, moves, deletion, restrictions,
and of what stands beside pages: their clips, easy texts, sessions, numbers."""

from collections.abc import Iterable
from uuid import UUID

from django.db import transaction
from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver
from wagtail.models import Page, PageViewRestriction
from wagtail.signals import page_published, page_slug_changed, page_unpublished, post_page_move

from home.models import (
    ContactDetails,
    ContactPage,
    EasyRead,
    EmergencyPage,
    GlossaryTerm,
    HelpNumber,
    SignedMedia,
    SignedVersion,
)
from programmes.models import CourseSession, ProcedurePage, ProgrammePage
from programmes.models.courses import COUNTERS, SIGN_UP
from search import indexing, lexicon, tasks
from search.models import Pin, Synonym


def index_again(page_ids: list[int]) -> None:
    """A debt in the caller's transaction; after it, a word to the worker, whose absence harms nothing."""
    if not page_ids:
        return
    indexing.owe(page_ids)
    transaction.on_commit(tasks.pay_owed.enqueue, robust=True)


@receiver([page_published, page_unpublished, page_slug_changed], dispatch_uid="search.page_changed")
def page_changed(instance: Page, **kwargs) -> None:
    """Its translations say in which languages it can be read."""
    index_again(list(instance.get_translations(inclusive=True).values_list("pk", flat=True)))


@receiver(post_page_move, dispatch_uid="search.page_moved")
def page_moved(instance: Page, **kwargs) -> None:
    index_again(indexing.below(instance))


@receiver(post_delete, sender=Page, dispatch_uid="search.page_deleted")
def page_deleted(instance: Page, **kwargs) -> None:
    """Pages below are deleted with it, each with this signal. Its entry went with its row."""
    index_again([instance.pk])


@receiver([post_save, post_delete], sender=PageViewRestriction, dispatch_uid="search.restricted")
def restricted(instance: PageViewRestriction, **kwargs) -> None:
    index_again(indexing.below(instance.page))


@receiver([post_save, post_delete], sender=Synonym, dispatch_uid="search.synonym_changed")
@receiver([post_save, post_delete], sender=GlossaryTerm, dispatch_uid="search.glossary_changed")
@receiver([post_save, post_delete], sender=Pin, dispatch_uid="search.pin_changed")
def words_changed(**kwargs) -> None:
    lexicon.changed()


@receiver([post_save, post_delete], sender=EasyRead, dispatch_uid="search.easy_text_changed")
def easy_text_changed(instance: EasyRead, **kwargs) -> None:
    index_versions(Page.objects.filter(pk=instance.page_id).values_list("translation_key", flat=True))


@receiver([post_save, post_delete], sender=SignedVersion, dispatch_uid="search.clip_bound")
def clip_bound(instance: SignedVersion, **kwargs) -> None:
    index_versions([instance.page_key])


@receiver(post_save, sender=SignedMedia, dispatch_uid="search.clip_changed")
def clip_changed(instance: SignedMedia, **kwargs) -> None:
    index_versions(instance.versions.values_list("page_key", flat=True))


def index_versions(keys: Iterable[UUID | None]) -> None:
    """Every language of the pages with these translation keys."""
    wanted = {key for key in keys if key}
    if wanted:
        index_again(list(Page.objects.filter(translation_key__in=wanted).values_list("pk", flat=True)))


@receiver([post_save, post_delete], sender=CourseSession, dispatch_uid="search.session_changed")
def session_changed(update_fields: Iterable[str] | None = None, **kwargs) -> None:
    """Seats that are taken or given back change nothing that is searched."""
    if not update_fields or set(update_fields) - COUNTERS:
        index_again(list(ProcedurePage.objects.filter(intake=SIGN_UP).values_list("pk", flat=True)))


@receiver([post_save, post_delete], sender=HelpNumber, dispatch_uid="search.help_changed")
def help_changed(**kwargs) -> None:
    shown_on = ProgrammePage.objects.filter(shows_help_numbers=True).values_list("pk", flat=True)
    index_again([*EmergencyPage.objects.values_list("pk", flat=True), *shown_on])


@receiver(post_save, sender=ContactDetails, dispatch_uid="search.contact_changed")
def contact_changed(**kwargs) -> None:
    index_again(list(ContactPage.objects.values_list("pk", flat=True)))
