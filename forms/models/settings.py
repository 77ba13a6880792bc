"""What staff set for a request. Nothing here is about a person."""

from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from forms.openings import Opening


class IntakeSettings(models.Model):
    """The dates of one request, and the words that staff put in the place of those of the code.

    `texts` holds them by language, then by place (see `forms.texts`); `choices` holds, by place, the `order` and the
    `hidden` ones of each list that staff arranged. One row, so that a page reads it with one query; without a row, a
    request is always open and speaks with the words of the code.
    """

    intake = models.SlugField(_("request"), unique=True)
    opens_on = models.DateField(_("opens on"), null=True, blank=True)
    closes_on = models.DateField(_("last day"), null=True, blank=True)
    texts = models.JSONField(_("texts"), default=dict, blank=True)
    choices = models.JSONField(_("choices"), default=dict, blank=True)

    class Meta:
        verbose_name = _("settings of a request")
        verbose_name_plural = _("settings of requests")
        permissions = [("translate_intakesettings", _("Can translate the texts of requests"))]

    def __str__(self) -> str:
        return self.intake

    @classmethod
    def of(cls, intake: str) -> Self:
        """The settings of a request, as they are when nobody set any."""
        return cls.objects.filter(intake=intake).first() or cls(intake=intake)

    @property
    def opening(self) -> Opening:
        return Opening(self.opens_on, self.closes_on)
