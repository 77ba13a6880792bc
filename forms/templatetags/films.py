"""What the pages say of an answer in sign language."""

from django import template

from forms.step import in_words

register = template.Library()


@register.filter
def film_words(lines) -> str:
    """Of what a question for a film holds on the page."""
    return in_words(lines or [])
