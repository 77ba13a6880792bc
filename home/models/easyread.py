"""The easy-to-read twin of a page, bound to the French text that it was made from."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, PageChooserPanel
from wagtail.fields import StreamField
from wagtail.models import DraftStateMixin, Page, RevisionMixin, WorkflowMixin

from home import originals
from home.easyread import blocks, facts, source
from home.easyread.forms import EasyReadForm

LANGUAGE = "fr"


class EasyReadStatus(models.TextChoices):
    ABSENT = "absent", _("absent")
    OUTDATED = "outdated", _("the page has changed since")
    NOT_REVIEWED = "not reviewed", _("not yet read by readers concerned")
    CURRENT = "current", _("up to date")


class EasyReadQuerySet(models.QuerySet):
    def of(self, page: Page) -> "EasyRead | None":
        """The published easy text of a page, asked in any of its languages."""
        return self.published().filter(page__translation_key=page.translation_key).first()

    def published(self) -> "EasyReadQuerySet":
        return self.filter(live=True, page__live=True).select_related("page")

    def status_of(self, page: Page) -> "EasyReadStatus":
        """`page` is French and specific."""
        easy = self.of(page)
        return easy.status(page) if easy else EasyReadStatus.ABSENT


class EasyRead(WorkflowMixin, DraftStateMixin, RevisionMixin, models.Model):
    """A page in easy French. It keeps the digest of the page it was made from, and of the text that readers reviewed:
    when either text changes, it says so by itself, and its mark goes.
    """

    page = models.OneToOneField(
        Page, on_delete=models.CASCADE, related_name="easy_read", verbose_name=_("page in French")
    )
    title = models.CharField(_("easy title"), max_length=90)
    body = StreamField(blocks.EasyBody(), verbose_name=_("text"))
    source_digest = models.CharField(max_length=64, editable=False)
    compared_on = models.DateField(_("compared with the page on"), editable=False)
    readers = models.CharField(
        _("read by"),
        max_length=200,
        blank=True,
        help_text=_("The names that the readers concerned agreed to see published, or their group’s."),
    )
    reviewed_on = models.DateField(_("read on"), null=True, blank=True)
    reviewed_digest = models.CharField(max_length=64, blank=True, editable=False)

    panels = [
        PageChooserPanel("page"),
        FieldPanel("title"),
        FieldPanel("body"),
        FieldPanel("is_compared"),
        MultiFieldPanel([FieldPanel("readers"), FieldPanel("reviewed_on")], heading=_("Readers concerned")),
    ]
    base_form_class = EasyReadForm
    objects = EasyReadQuerySet.as_manager()

    class Meta:
        verbose_name = _("easy-to-read text")
        verbose_name_plural = _("easy-to-read texts")
        ordering = ["page__path"]
        constraints = [
            models.CheckConstraint(
                condition=Q(readers="", reviewed_on=None, reviewed_digest="")
                | (~Q(readers="") & Q(reviewed_on__isnull=False) & ~Q(reviewed_digest="")),
                name="easy_review_whole_or_none",
            )
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def text(self) -> str:
        return "\n".join([self.title, *blocks.sentences(self.body)])

    @property
    def text_digest(self) -> str:
        return originals.digest([self.text])

    @property
    def is_reviewed(self) -> bool:
        """Whether readers concerned have read this very text: a review is of the words as they stood."""
        return bool(self.reviewed_digest) and self.reviewed_digest == self.text_digest

    def is_current(self, page: Any = None) -> bool:
        """Whether the page still says what it said when it was compared. `page` spares a query: it is specific."""
        return self.source_digest == source.digest(page or self.page.specific)

    def status(self, page: Any = None) -> EasyReadStatus:
        if not self.is_current(page):
            return EasyReadStatus.OUTDATED
        return EasyReadStatus.CURRENT if self.is_reviewed else EasyReadStatus.NOT_REVIEWED

    def compare(self) -> None:
        """Bind it to the page as it stands now."""
        self.source_digest, self.compared_on = source.digest(self.page.specific), timezone.localdate()

    def seal_review(self) -> None:
        """Bind the review to this text, or take it away when no reader is named."""
        self.reviewed_digest = self.text_digest if self.readers else ""

    def unstated(self) -> list[facts.Fact]:
        """Its amounts, dates, phone numbers and other figures that the page does not state."""
        return facts.missing(self.text, source.with_contact(self.page.specific))

    def clean(self) -> None:
        super().clean()
        if bool(self.readers) != bool(self.reviewed_on):
            raise ValidationError({"readers": _("Give both the readers and the day, or neither.")})
        if self.reviewed_on and self.reviewed_on > timezone.localdate():
            raise ValidationError({"reviewed_on": _("This day has not come yet.")})
        if self.page_id:
            self._check_page()

    def _check_page(self) -> None:
        """A wrong figure is pointed out; a wrong phone number, which may be dialled in danger, is refused."""
        page = self.page.specific
        if not hasattr(page, "findable") or page.locale.language_code != LANGUAGE:
            raise ValidationError({"page": _("Choose a page of the site in French: it is the text that counts.")})
        wrong = [fact.written for fact in self.unstated() if fact.kind is facts.Kind.PHONE]
        if wrong:
            words = _("These numbers are not on the page: %(numbers)s. Correct them here, or on the page first.")
            raise ValidationError({"body": words % {"numbers": ", ".join(wrong)}})
