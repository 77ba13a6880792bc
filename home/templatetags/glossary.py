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
        page, html = context.get("page"), self.nodelist.render(context)
        known = words(get_language(), getattr(page, "glossary_stamp", None))
        if getattr(page, "quick_exit", False):
            known = [word._replace(address="") for word in known]
        return mark_safe(explained(html, known))  # noqa: S308 - the template's own output


_held: dict[str, tuple[tuple, list[Word]]] = {}


def words(language: str, stamp: tuple | None) -> list[Word]:
    """The glossary in a language, held in memory until the stamp that comes with the page is another one."""
    held = _held.get(language)
    if stamp is None or held is None or held[0] != stamp:
        held = _held[language] = (stamp or (), read(language))
    return held[1]


def read(language: str) -> list[Word]:
    try:
        return [
            Word(tuple(term.forms), term.expansion, reverse("home:term", args=[term.slug]))
            for term in GlossaryTerm.objects.filter(locale__language_code=language)
        ]
    except DatabaseError:
        return []
