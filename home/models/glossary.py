"""Administrative words, explained."""

from django.db import models
from django.db.models import Count, Subquery, Value
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.models import TranslatableMixin


class GlossaryTermQuerySet(models.QuerySet):
    def stamp(self) -> dict[str, Subquery]:
        """Annotations that tell one state of the glossary from another, for a query that is made anyway."""
        newest = self.order_by("-changed_at").values("changed_at")[:1]
        counted = self.order_by().annotate(all=Value(1)).values("all").annotate(words=Count("pk")).values("words")
        return {"glossary_changed_at": Subquery(newest), "glossary_words": Subquery(counted)}


class GlossaryTerm(TranslatableMixin):
    """A word or an acronym that offices use. Pages link to it where they first use it; search knows its expansion."""

    name = models.CharField(_("word or acronym"), max_length=60)
    slug = models.SlugField(_("address"), max_length=60)
    expansion = models.CharField(
        _("what the letters stand for"), max_length=160, blank=True, help_text=_("For an acronym.")
    )
    other_forms = models.CharField(
        _("other forms"),
        max_length=200,
        blank=True,
        help_text=_("Plural, feminine: separate them with commas. Pages link these too."),
    )
    definition = models.TextField(_("definition"), max_length=600)
    easy_definition = models.TextField(
        _("definition in easy words"), max_length=600, help_text=_("One short sentence a line.")
    )

    changed_at = models.DateTimeField(auto_now=True)

    panels = [
        FieldPanel(name) for name in ("name", "slug", "expansion", "other_forms", "definition", "easy_definition")
    ]

    objects = GlossaryTermQuerySet.as_manager()

    class Meta:
        verbose_name = _("glossary word")
        verbose_name_plural = _("glossary words")
        ordering = ["slug"]
        unique_together = [("translation_key", "locale")]
        constraints = [models.UniqueConstraint("locale", "slug", name="one_glossary_address_each")]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """In the language of the moment: the caller reads its words in that language."""
        return reverse("home:term", args=[self.slug])

    def signed(self, part: str) -> str:
        """What its sign-language clips are bound by, the same in every language: `sign` or `definition`."""
        return f"term:{self.translation_key}/{part}"

    @property
    def forms(self) -> list[str]:
        """Each way of writing it."""
        return [self.name, *filter(None, map(str.strip, self.other_forms.split(",")))]

    @property
    def easy_lines(self) -> list[str]:
        return list(filter(None, map(str.strip, self.easy_definition.splitlines())))
