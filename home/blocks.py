"""StreamField blocks of running text. No raw HTML, no embed: what editors write is what the design system can show."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

RICH_TEXT = ["bold", "italic", "ol", "ul", "link"]


class SectionBlock(blocks.StructBlock):
    """A titled passage: the unit in which people scan a page."""

    title = blocks.CharBlock(label=_("Title"), max_length=120)
    text = blocks.RichTextBlock(label=_("Text"), features=RICH_TEXT)

    class Meta:
        icon = "title"
        label = _("Section")
        template = "home/blocks/section.html"


class NoticeBlock(blocks.StructBlock):
    """What must not be missed, said calmly."""

    title = blocks.CharBlock(label=_("Title"), max_length=120)
    text = blocks.RichTextBlock(label=_("Text"), features=RICH_TEXT)

    class Meta:
        icon = "warning"
        label = _("Notice")
        template = "home/blocks/notice.html"


class ExchangeBlock(blocks.StructBlock):
    """Two sides of an agreement, shown side by side."""

    title = blocks.CharBlock(label=_("Title"), max_length=120)
    give_title = blocks.CharBlock(label=_("First side: title"), max_length=60)
    give = blocks.TextBlock(label=_("First side"))
    get_title = blocks.CharBlock(label=_("Second side: title"), max_length=60)
    get = blocks.TextBlock(label=_("Second side"))

    class Meta:
        icon = "group"
        label = _("Exchange")
        template = "home/blocks/exchange.html"


class TableBlock(blocks.StructBlock):
    """A small table with its caption; the first cell of each row is the row's heading."""

    title = blocks.CharBlock(label=_("Title"), max_length=120)
    caption = blocks.CharBlock(label=_("Caption"), max_length=160)
    columns = blocks.ListBlock(blocks.CharBlock(max_length=60), label=_("Columns"), min_num=2)
    rows = blocks.ListBlock(blocks.ListBlock(blocks.CharBlock(max_length=120)), label=_("Rows"), min_num=1)

    class Meta:
        icon = "table"
        label = _("Table")
        template = "home/blocks/table.html"


class BodyBlock(blocks.StreamBlock):
    """The blocks of every page's running text."""

    section = SectionBlock()
    notice = NoticeBlock()
    exchange = ExchangeBlock()
    table = TableBlock()
