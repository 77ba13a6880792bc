"""{% explain %}…{% endexplain %}: the words of the glossary, explained where the page inside first uses them."""

from django import template
from django.db import DatabaseError
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from home.glossary.linking import Word, explained
from home.models import GlossaryTerm

register = template.Library()


@register.tag
def explain(parser, token) -> "ExplainNode":
    nodes = parser.parse(("endexplain",))
    parser.delete_first_token()
    return ExplainNode(nodes)


class ExplainNode(template.Node):
    """A page that may have to be left in a hurry spells words out, and leads to no other page for them."""

    def __init__(self, nodelist) -> None:
        self.nodelist = nodelist

    def render(self, context) -> SafeString:
        html = self.nodelist.render(context)
        with_links = not getattr(context.get("page"), "quick_exit", False)
        return mark_safe(explained(html, words(with_links=with_links)))  # noqa: S308 - the template's own output


def words(*, with_links: bool) -> list[Word]:
    """The glossary in the current language: one query a page."""
    terms = GlossaryTerm.objects.filter(locale__language_code=get_language())
    try:
        return [
            Word(tuple(term.forms), term.expansion, reverse("home:term", args=[term.slug]) if with_links else "")
            for term in terms
        ]
    except DatabaseError:
        return []
