"""Numbers that the portal counts by itself, ready to be shown on the pages where editors want them."""

from datetime import timedelta
from typing import Self

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from programmes.measures import Measure

GOOD_FOR = timedelta(days=1)
"""A number that nobody counted again for so long is shown no more."""


class CountedFigureQuerySet(models.QuerySet):
    def fresh(self) -> Self:
        """Those that may be shown now."""
        return self.filter(is_shown=True, counted_at__gt=timezone.now() - GOOD_FOR)


class CountedFigure(models.Model):
    """What may be said of one measure since `since`, after the rules of `counts.secrecy`: the count itself is nowhere.

    `value` is kept while it cannot be shown, so that the next one is compared with it.
    """

    wagtail_reference_index_ignore = True

    measure = models.CharField(_("measure"), max_length=20, choices=Measure, unique=True)
    since = models.DateField(_("since"))
    value = models.PositiveIntegerField(_("number"), null=True)
    is_shown = models.BooleanField(_("can be shown"), default=False)
    counted_at = models.DateTimeField(_("counted at"))

    objects = CountedFigureQuerySet.as_manager()

    class Meta:
        verbose_name = _("counted figure")
        verbose_name_plural = _("counted figures")
        constraints = [
            models.CheckConstraint(
                condition=Q(is_shown=False) | Q(value__gte=10), name="counted_figure_shown_from_ten_on"
            ),
        ]

    def __str__(self) -> str:
        return self.measure
