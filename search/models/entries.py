"""What search knows of the public pages. All of it can be made again from the pages; none of it tells of a person."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page


class Entry(models.Model):
    """One live public page as search shows it. `lines` are its sentences, for the passage; `words` its vocabulary.

    What the database engines compare stands beside it, in the table that the migrations write for each of them.
    `version` only grows: an engine that has a later one keeps it.
    """

    page = models.OneToOneField(Page, on_delete=models.CASCADE, primary_key=True, related_name="+")
    language = models.CharField(_("language"), max_length=12, db_index=True)
    kind = models.CharField(_("kind"), max_length=20)
    title = models.CharField(_("title"), max_length=255)
    summary = models.TextField(_("summary"), blank=True)
    lines = models.TextField(_("text"), blank=True)
    words = models.TextField(_("words"), blank=True)
    motif = models.CharField(_("motif"), max_length=20, blank=True)
    boost = models.FloatField(_("boost"), default=1)
    is_sensitive = models.BooleanField(_("sensitive"), default=False)
    version = models.BigIntegerField(_("version"), default=0)
    made_at = models.DateTimeField(_("made at"), auto_now=True)

    def __str__(self) -> str:
        return self.title


class Facet(models.Model):
    """One value by which a page can be narrowed down to. Sensitive pages have none."""

    entry = models.ForeignKey(Entry, on_delete=models.CASCADE, related_name="facets")
    name = models.CharField(_("name"), max_length=20)
    value = models.CharField(_("value"), max_length=120)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["entry", "name", "value"], name="facet_once_an_entry")]
        indexes = [models.Index(fields=["name", "value"], name="facet_value")]

    def __str__(self) -> str:
        return f"{self.name}: {self.value}"


class Term(models.Model):
    """A word of the public pages: as it is compared, as it is spelled, and on how many pages."""

    language = models.CharField(_("language"), max_length=12)
    word = models.CharField(_("word"), max_length=80)
    shown = models.CharField(_("spelling"), max_length=80)
    pages = models.PositiveIntegerField(_("pages"), default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["language", "word"], name="term_once_a_language")]

    def __str__(self) -> str:
        return self.shown


class Owed(models.Model):
    """A page whose entry may be out of date: written with the change, gone once the index has caught up."""

    page_id = models.BigIntegerField(_("page"), db_index=True)
    tries = models.PositiveSmallIntegerField(_("tries"), default=0)
    due_at = models.DateTimeField(_("due at"), auto_now_add=True)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return str(self.page_id)


class Marker(models.Model):
    """A small fact about the index, by name: which vocabulary is the current one, how the last check went."""

    name = models.CharField(_("name"), max_length=40, primary_key=True)
    value = models.JSONField(_("value"), default=dict)
    at = models.DateTimeField(_("at"), auto_now=True)

    def __str__(self) -> str:
        return self.name
