"""StreamField blocks that show the programmes' own data."""

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from programmes.measures import Measure


class MeasureBlock(blocks.ChoiceBlock):
    """Its box names itself: Wagtail gives a block on its own in a stream a heading, and no label."""

    def get_field(self, **kwargs) -> forms.ChoiceField:
        field = super().get_field(**kwargs)
        field.widget.attrs["aria-label"] = _("what is counted")
        return field


class CountedBlock(blocks.StreamBlock):
    """What the portal counts, chosen one by one. A translation shows the same."""

    measure = MeasureBlock(
        label=_("what is counted"),
        choices=Measure.choices,
        help_text=_(
            "Rounded down, and shown only while 11 people or households are behind it and nobody can be found by it."
        ),
    )
