"""The way from a page to its easy-to-read twin."""

from django import template
from django.db import DatabaseError

from home.easyread.addresses import easy_address as address_of
from home.models import EasyRead
from home.models.base import PortalPage

register = template.Library()


@register.simple_tag(takes_context=True)
def easy_address(context, page) -> str:
    """Where this page stands in easy French, whatever the reader's language; empty as long as it does not."""
    if not isinstance(page, PortalPage) or not page.pk:
        return ""
    try:
        easy = EasyRead.objects.nearest(page)
    except DatabaseError:
        return ""
    return address_of(easy, context.get("request")) if easy else ""
