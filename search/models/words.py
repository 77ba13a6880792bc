"""What editors add to the search: words that mean the same, and pages that answer certain words first."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, PageChooserPanel
from wagtail.models import Page, PreviewableMixin

LANGUAGES = [("fr", _("French")), ("en", _("English"))]
MOST_EXPRESSIONS = 40


class Expressions(PreviewableMixin, models.Model):
    """Expressions of one language, separated by commas. Applied at the next query: no page is indexed again."""

    language = models.CharField(_("language"), max_length=12, choices=LANGUAGES, default="fr")
    words = models.TextField(
        _("expressions"),
        max_length=1000,
        help_text=_("Separate them with commas. Accents, capitals and plurals do not matter."),
    )

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.words[:80]

    @property
    def expressions(self) -> list[str]:
        return [part.strip() for part in self.words.replace("\n", ",").split(",") if part.strip()]

    def clean(self) -> None:
        if not 0 < len(self.expressions) <= MOST_EXPRESSIONS:
            raise ValidationError({"words": _("Write between 1 and 40 expressions, separated by commas.")})

    def get_preview_template(self, request, mode_name):
        return "search/preview.html"

    def get_preview_context(self, request, mode_name):
        from search import trying

        return {"request": request, "trials": trying.trials(self)}


class Synonym(Expressions):
    """Expressions that mean the same: who types one also finds pages that use another."""

    panels = [FieldPanel("language"), FieldPanel("words")]

    class Meta:
        verbose_name = _("words that mean the same")
        verbose_name_plural = _("words that mean the same")

    def clean(self) -> None:
        super().clean()
        if len(self.expressions) < 2:
            raise ValidationError({"words": _("Write at least two expressions, separated by commas.")})

    def teach(self, lexicon) -> None:
        lexicon.add_synonyms(self.expressions)


class Pin(Expressions):
    """A page that comes first for those who type one of these expressions."""

    page = models.ForeignKey(Page, verbose_name=_("page"), on_delete=models.CASCADE, related_name="+")

    panels = [FieldPanel("language"), FieldPanel("words"), PageChooserPanel("page")]

    class Meta:
        verbose_name = _("page that comes first")
        verbose_name_plural = _("pages that come first")

    def teach(self, lexicon) -> None:
        if self.page_id:
            lexicon.add_pin(self.expressions, self.page_id)
