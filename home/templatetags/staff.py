"""The menu of the staff area for browsers that run no script, where Wagtail draws none."""

from django import template
from wagtail.admin.menu import MenuItem, admin_menu

from home.menu import ScreenMenuItem

register = template.Library()


@register.simple_tag(takes_context=True)
def own_screens(context) -> list[MenuItem]:
    """The portal's screens that this person may open, in the menu's order: Wagtail's own need scripts anyway."""
    request = context["request"]
    ours = (item for item in admin_menu.registered_menu_items if isinstance(item, ScreenMenuItem))
    return sorted((item for item in ours if item.is_shown(request)), key=lambda item: item.order)
