"""The way from a page to its easy-to-read twin."""

from django import template
from django.db import DatabaseError

from home.easyread import addresses
from home.models.base import PortalPage

register = template.Library()


@register.simple_tag(takes_context=True)
def easy_address(context, page) -> str:
    """Where this page stands in easy French, whatever the reader's language; empty as long as it does not."""
    if not isinstance(page, PortalPage) or not page.pk:
        return ""
    try:
        french = addresses.nearest(page)
    except DatabaseError:
        return ""
    return addresses.easy_address(french, context.get("request")) if french else ""
