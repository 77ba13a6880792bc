"""What an easy-to-read text is made of: parts of one idea, with one sentence a line and a picture beside them."""

import re
from collections.abc import Iterator
from itertools import groupby

from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

LIST_MARK = "- "
LINK = r"^(tel|sms):\+?\d+$"
PICTURES = [
    ("motifs/energie", _("shutters and thermometer")),
    ("motifs/numerique", _("roofs and signal")),
    ("motifs/unisvers", _("group and star")),
    ("motifs/colocation", _("two people at a table")),
    ("motifs/abri", _("lit hollow in a thicket")),
    ("icons/phone", _("a phone")),
    ("icons/mail", _("a letter")),
    ("icons/hands", _("two hands")),
    ("icons/pin", _("a place")),
    ("icons/check", _("a tick")),
    ("icons/warning", _("a warning")),
]
"""Drawings of the portal, by template."""


class PartValue(blocks.StructValue):
    @property
    def picture_template(self) -> str:
        """Only a drawing that is known; the choice is checked when it is stored, not when it is read."""
        known = self["picture"] in dict(PICTURES)
        return f"{self['picture']}.html" if known else ""

    @cached_property
    def runs(self) -> list[tuple[bool, list[str]]]:
        """The lines in order, those of one list together: (is it a list, its lines)."""
        lines = [line.strip() for line in self["lines"].splitlines() if line.strip()]
        return [
            (is_list, [line.removeprefix(LIST_MARK) for line in group])
            for is_list, group in groupby(lines, key=lambda line: line.startswith(LIST_MARK))
        ]


class PartBlock(blocks.StructBlock):
    """One idea under its title."""

    title = blocks.CharBlock(label=_("Title"), max_length=90)
    lines = blocks.TextBlock(
        label=_("Sentences"), help_text=_("One short sentence a line. A line that begins with “- ” is part of a list.")
    )
    picture = blocks.ChoiceBlock(label=_("Picture"), choices=PICTURES, required=False)

    class Meta:
        icon = "title"
        label = _("Part")
        template = "home/blocks/easy_part.html"
        value_class = PartValue


class CallValue(blocks.StructValue):
    @property
    def address(self) -> str:
        """Where a press leads: a call, unless the link says otherwise."""
        written = self["link"] or ""
        return written if re.match(LINK, written) else "tel:" + re.sub(r"\D", "", self["number"])


class CallBlock(blocks.StructBlock):
    """A number to call or write to, large, with what it is for."""

    number = blocks.CharBlock(label=_("Number"), max_length=20)
    lines = blocks.TextBlock(label=_("Sentences"), help_text=_("One short sentence a line."))
    link = blocks.RegexBlock(
        label=_("Link"),
        regex=LINK,
        required=False,
        help_text=_("Only where one writes to the number: sms:…"),
        error_messages={"invalid": _("Write tel: or sms:, then the number without spaces.")},
    )

    class Meta:
        icon = "mobile-alt"
        label = _("Number to reach")
        template = "home/blocks/easy_call.html"
        value_class = CallValue


class WordBlock(blocks.StructBlock):
    """A hard word, explained where it is used."""

    word = blocks.CharBlock(label=_("Hard word"), max_length=60)
    lines = blocks.TextBlock(label=_("What it means"), help_text=_("One short sentence a line."))

    class Meta:
        icon = "help"
        label = _("Hard word")
        template = "home/blocks/easy_word.html"


class EasyBody(blocks.StreamBlock):
    """The whole text, from top to bottom."""

    part = PartBlock()
    call = CallBlock()
    word = WordBlock()


def sentences(body: blocks.StreamValue) -> Iterator[str]:
    """All that the text says, in order; pictures say nothing."""
    for block in body:
        if block.block_type == "call":
            yield f"le {block.value['number']}"  # as one says a number to dial: the checker knows it for one
        said = (str(block.value.get(name) or "") for name in ("title", "word", "lines", "link"))
        yield from filter(None, said)
