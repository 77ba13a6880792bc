"""What every page shows around its content: menu, way back, languages, ways to reach us, opening hours in words."""

from django import template
from django.db import DatabaseError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from wagtail.models import Site

from home import hours_in_words
from home.models import ContactDetails
from home.navigation import Alternate, Menu, MenuLink, alternates_of, home_url, menu_of

register = template.Library()
register.filter("weekly_hours", hours_in_words.in_words)
register.simple_tag(home_url)

NUMBER_WORDS = [
    gettext_lazy("Two"),
    gettext_lazy("Three"),
    gettext_lazy("Four"),
    gettext_lazy("Five"),
    gettext_lazy("Six"),
    gettext_lazy("Seven"),
    gettext_lazy("Eight"),
    gettext_lazy("Nine"),
]


@register.simple_tag(takes_context=True)
def site_menu(context) -> Menu:
    return menu_of(context.get("request"))


@register.simple_tag(takes_context=True)
def breadcrumb(context, section: str = "") -> list[MenuLink]:
    """The sections above this page, by their addresses, or the one of that kind: no query of its own."""
    links = site_menu(context).by_kind.values()
    return [link for link in links if link.current == "true" or link.kind == section]


@register.simple_tag(takes_context=True)
def alternates(context) -> list[Alternate]:
    request = context.get("request")
    return alternates_of(request, context.get("page")) if request is not None else []


@register.simple_tag(takes_context=True)
def contact_details(context) -> ContactDetails | None:
    """The contact block of the current site: one query a request, shared with `settings.home.ContactDetails`."""
    request = context.get("request")
    try:
        if request is None or Site.find_for_request(request) is None:
            return None
        return ContactDetails.for_request(request)
    except DatabaseError:
        return None


@register.filter
def corrections(form) -> str:
    """How many answers to correct, in words up to nine: the title of the error summary."""
    count = sum(len(errors) for errors in form.errors.values())
    if count == 1:
        return _("One answer to correct")
    words = NUMBER_WORDS[count - 2] if 2 <= count <= 9 else count
    return ngettext("%(number)s answer to correct", "%(number)s answers to correct", count) % {"number": words}
