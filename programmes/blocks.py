"""StreamField blocks that show the programmes' own data."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from programmes.measures import Measure


class CountedBlock(blocks.StreamBlock):
    """What the portal counts, chosen one by one. A translation shows the same."""

    measure = blocks.ChoiceBlock(
        label=_("what is counted"),
        choices=Measure.choices,
        help_text=_(
            "Rounded down, and shown only while 11 people or households are behind it and nobody can be found by it."
        ),
    )
