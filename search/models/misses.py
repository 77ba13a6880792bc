"""Words that found nothing, kept so that nobody can be told from them."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Miss(models.Model):
    """A query without result. Counted under a keyed hash; its words are only written once enough people typed them."""

    digest = models.CharField(max_length=64, unique=True, editable=False)
    language = models.CharField(_("language"), max_length=12)
    words = models.CharField(_("words"), max_length=80, blank=True)
    times = models.PositiveIntegerField(_("times"), default=0)
    last_on = models.DateField(_("last on"), auto_now=True)

    class Meta:
        ordering = ["-times", "words"]

    def __str__(self) -> str:
        return self.words or self.digest[:8]
