"""What makes the index owe something: publication, withdrawal, moves, deletion, restrictions."""

from django.db import transaction
from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver
from wagtail.models import Page, PageViewRestriction
from wagtail.signals import page_published, page_slug_changed, page_unpublished, post_page_move

from home.models import GlossaryTerm
from search import indexing, lexicon, tasks
from search.models import Pin, Synonym


def index_again(page_ids: list[int]) -> None:
    """A debt in the caller's transaction; after it, a word to the worker, whose absence harms nothing."""
    indexing.owe(page_ids)
    transaction.on_commit(tasks.pay_owed.enqueue, robust=True)


@receiver([page_published, page_unpublished, page_slug_changed], dispatch_uid="search.page_changed")
def page_changed(instance: Page, **kwargs) -> None:
    index_again([instance.pk])


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
